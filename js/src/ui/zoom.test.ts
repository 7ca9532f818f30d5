// @vitest-environment jsdom

import { expect, test } from "vitest";
import { Zoom } from "./zoom";

function drawing(): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 200 100");
  // One unit of the drawing is a pixel.
  svg.getScreenCTM = () => ({ inverse: () => ({}) }) as DOMMatrix;
  document.body.append(svg);
  return svg;
}

Object.assign(globalThis, {
  DOMPoint: class {
    constructor(
      readonly x: number,
      readonly y: number,
    ) {}
    matrixTransform() {
      return this;
    }
  },
});

function seen(svg: SVGSVGElement): number[] {
  return (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
}

test("steps lead closer to the middle, and back to the whole", () => {
  const svg = drawing();
  const zoom = new Zoom(svg, () => false);
  zoom.by(2);
  const [x = 0, y = 0, width = 0, height = 0] = seen(svg);
  expect([x + width / 2, y + height / 2]).toEqual([100, 50]);
  expect(width).toBeCloseTo(200 / 1.25 ** 2);
  zoom.by(-5);
  expect(seen(svg)).toEqual([0, 0, 200, 100]);
  zoom.by(100);
  expect(seen(svg)[2]).toBeCloseTo(200 / 12);
  zoom.reset();
  expect(seen(svg)).toEqual([0, 0, 200, 100]);
});

test("the wheel zooms with the control key, and without it where it is eager", () => {
  const svg = drawing();
  let eager = false;
  new Zoom(svg, () => eager);
  const wheel = (init: WheelEventInit) => {
    const event = new WheelEvent("wheel", { deltaY: -100, clientX: 0, clientY: 0, cancelable: true, ...init });
    // jsdom does not take the key over.
    Object.defineProperty(event, "ctrlKey", { value: init.ctrlKey ?? false });
    svg.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(wheel({})).toBe(false);
  expect(seen(svg)).toEqual([0, 0, 200, 100]);
  expect(wheel({ ctrlKey: true })).toBe(true);
  const [x, y, width] = seen(svg);
  expect([x, y]).toEqual([0, 0]);
  expect(width).toBeCloseTo(160);
  eager = true;
  expect(wheel({})).toBe(true);
});

test("what is out of sight is dragged into it, and no further than the edge", () => {
  const svg = drawing();
  const zoom = new Zoom(svg, () => false);
  const at = (type: string, x: number, y: number) => new MouseEvent(type, { clientX: x, clientY: y, cancelable: true });
  svg.dispatchEvent(at("pointerdown", 100, 50));
  dispatchEvent(at("pointermove", 90, 50));
  expect(seen(svg)).toEqual([0, 0, 200, 100]);
  zoom.by(4);
  const before = seen(svg)[0] ?? 0;
  svg.dispatchEvent(at("pointerdown", 100, 50));
  dispatchEvent(at("pointermove", 90, 50));
  expect(seen(svg)[0]).toBeCloseTo(before + 10);
  dispatchEvent(at("pointermove", 900, 900));
  expect(seen(svg).slice(0, 2)).toEqual([0, 0]);
  dispatchEvent(at("pointerup", 0, 0));
  dispatchEvent(at("pointermove", 0, 0));
  expect(seen(svg).slice(0, 2)).toEqual([0, 0]);
});
