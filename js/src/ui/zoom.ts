/** A drawing seen closer: by wheel, by buttons, by keys; what is out of sight is dragged into it. */

const STEP = 1.25;
const CLOSEST = 12;

export class Zoom {
  private readonly given: string;
  private readonly whole: readonly [x: number, y: number, width: number, height: number];
  private factor = 1;
  private x: number;
  private y: number;

  constructor(
    private readonly svg: SVGSVGElement,
    /** Whether the wheel zooms at once; else with the control key, and the page scrolls without it. */
    private readonly eager: () => boolean,
  ) {
    this.given = svg.getAttribute("viewBox") ?? "";
    const [x = 0, y = 0, width = 0, height = 0] = this.given.split(/[\s,]+/).map(Number);
    this.whole = [x, y, width, height];
    this.x = x;
    this.y = y;
    if (width === 0 || height === 0) return;
    svg.addEventListener("wheel", this.wheel, { passive: false });
    svg.addEventListener("pointerdown", this.drag);
    svg.addEventListener("dblclick", () => this.reset());
  }

  /** Steps closer, or back where `steps` is negative; around a point in the drawing's own numbers, else its middle. */
  by(steps: number, at?: { x: number; y: number }): void {
    const [, , width, height] = this.whole;
    const before = this.factor;
    const point = at ?? { x: this.x + width / before / 2, y: this.y + height / before / 2 };
    this.factor = Math.min(CLOSEST, Math.max(1, before * STEP ** steps));
    const ratio = before / this.factor;
    this.move(point.x - (point.x - this.x) * ratio, point.y - (point.y - this.y) * ratio);
  }

  reset(): void {
    if (this.factor === 1) return;
    this.factor = 1;
    this.move(this.whole[0], this.whole[1]);
  }

  private move(x: number, y: number): void {
    const [left, top, width, height] = this.whole;
    const [wide, high] = [width / this.factor, height / this.factor];
    this.x = Math.min(left + width - wide, Math.max(left, x));
    this.y = Math.min(top + height - high, Math.max(top, y));
    this.svg.setAttribute("viewBox", this.factor === 1 ? this.given : `${this.x} ${this.y} ${wide} ${high}`);
    this.svg.style.cursor = this.factor > 1 ? "grab" : "";
    // A finger scrolls the page as long as there is nothing to drag.
    this.svg.style.touchAction = this.factor > 1 ? "none" : "";
  }

  /** Where an event is, in the drawing's own numbers. */
  private at(event: MouseEvent): DOMPoint | undefined {
    const matrix = this.svg.getScreenCTM();
    return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()) : undefined;
  }

  private readonly wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey && !this.eager()) return;
    event.preventDefault();
    this.by(-event.deltaY / (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 100 : 3), this.at(event));
  };

  private readonly drag = (event: PointerEvent): void => {
    if (this.factor === 1 || event.button !== 0) return;
    const start = this.at(event);
    if (!start) return;
    const move = (to: PointerEvent) => {
      const here = this.at(to);
      if (here) this.move(this.x + start.x - here.x, this.y + start.y - here.y);
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    event.preventDefault();
  };
}
