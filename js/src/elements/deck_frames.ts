/**
 * When a map draws: at every frame while something moves, a few times a second while nothing does, and out of sight
 * only until it is drawn.
 */

type Draw = (time: number) => void;

/** How long after the last thing that happened something more may, in ms. */
const LIVELY = 1000;
/** How often something is looked for that nothing has told of, such as data that has come, in ms. */
const PAUSE = 100;
const DEEDS = ["pointermove", "pointerdown", "pointerup", "pointerleave", "wheel", "keydown", "focusin"];

/** Gives deck.gl its frames, in the place of the window, which would give it all there are. */
export class Frames {
  private draw: Draw | null = null;
  private frame = 0;
  private timer = 0;
  private seen = true;
  private livelyUntil = 0;
  private readonly sight: IntersectionObserver;

  constructor(private readonly holder: HTMLElement) {
    for (const deed of DEEDS) holder.addEventListener(deed, this.wake, { capture: true, passive: true });
    this.sight = new IntersectionObserver((entries) => {
      this.seen = entries.at(-1)?.isIntersecting ?? true;
      this.plan();
    });
    this.sight.observe(holder);
    this.wake();
  }

  /** Something has happened to the map: it draws at once. */
  readonly wake = (): void => {
    this.livelyUntil = performance.now() + LIVELY;
    this.plan();
  };

  requestAnimationFrame(draw: Draw): number {
    this.draw = draw; // it asks for one at a time
    this.plan();
    return 1;
  }

  cancelAnimationFrame(): void {
    this.draw = null;
    this.forget();
  }

  close(): void {
    this.cancelAnimationFrame();
    this.sight.disconnect();
    for (const deed of DEEDS) this.holder.removeEventListener(deed, this.wake, { capture: true });
  }

  private plan(): void {
    if (this.draw === null || this.frame !== 0) return;
    const lively = performance.now() < this.livelyUntil;
    if (!this.seen && !lively) this.forget();
    else if (this.seen && lively) this.next();
    else if (this.timer === 0) this.timer = window.setTimeout(this.next, PAUSE);
  }

  private readonly next = (): void => {
    this.forget();
    this.frame = requestAnimationFrame((time) => {
      const { draw } = this;
      this.forget();
      this.draw = null;
      draw?.(time);
    });
  };

  private forget(): void {
    window.clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.timer = this.frame = 0;
  }
}
