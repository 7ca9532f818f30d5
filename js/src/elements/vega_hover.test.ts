import type { View } from "vega";
import { beforeEach, expect, test } from "vitest";
import type { Finder } from "./vega_finder";
import { Hover } from "./vega_hover";
import { Tooltip } from "./vega_tooltip";

const FINDER: Finder = { x: "x", y: "y", color: "k", titles: { x: "Time" }, dots: true };
const ROWS = [
  { x: 0, y: 10, k: "a" },
  { x: 50, y: 20, k: "a" },
  { x: 50, y: 30, k: "b" },
  { x: 100, y: null, k: "a" },
];

/** A chart of 100 × 100 pixels whose values are pixels, 10 pixels from the corner of its canvas. */
const SCALES: Record<string, (value: unknown) => unknown> = {
  x: Number,
  y: (value) => 100 - Number(value),
  color: (value) => (value === "a" ? "red" : "blue"),
};
const VIEW = {
  origin: () => [8, 8],
  padding: () => ({ left: 2, top: 2 }),
  signal: () => 100,
  scale: (name: string) => SCALES[name],
  scenegraph: () => ({ root: { items: [{ marktype: "line", items: [{ stroke: "green" }] }] } }),
} as unknown as View;

let holder: HTMLElement;
let hover: Hover;

beforeEach(() => {
  document.body.replaceChildren();
  holder = document.createElement("div");
  holder.append(document.createElement("canvas"));
  document.body.append(holder);
  hover = new Hover(holder, new Tooltip(document.body));
});

function point(x: number, y = 50, buttons = 0): void {
  holder.dispatchEvent(new PointerEvent("pointermove", { clientX: x + 10, clientY: y + 10, buttons }));
}

function dots(): string[][] {
  const all = [...holder.querySelectorAll<HTMLElement>(".lit-vega-dot")];
  return all.map(({ style }) => [style.left, style.top, style.background]);
}

function tooltip(): string | null {
  return document.querySelector("[role=tooltip].visible")?.textContent ?? null;
}

test("the values nearest to the pointer are told, and marked on their lines", () => {
  hover.follow(VIEW, FINDER, ROWS);
  point(60);
  expect(tooltip()).toBe("Time50b30a20");
  expect(dots()).toEqual([
    ["60px", "80px", "blue"],
    ["60px", "90px", "red"],
  ]);
  point(3);
  expect(tooltip()).toBe("Time0a10");
  expect(dots()).toHaveLength(1);
});

test("a place without values has no dots", () => {
  hover.follow(VIEW, FINDER, ROWS);
  point(99);
  expect(tooltip()).toBe("Time100");
  expect(dots()).toEqual([]);
});

test("beside the lines there is nothing, nor while the reader drags", () => {
  hover.follow(VIEW, FINDER, ROWS);
  for (const away of [() => point(-5), () => point(50, 120), () => point(50, 50, 1)]) {
    point(60);
    expect(tooltip()).not.toBeNull();
    away();
    expect([tooltip(), dots()]).toEqual([null, []]);
  }
  point(60);
  holder.dispatchEvent(new PointerEvent("pointerleave"));
  expect([tooltip(), dots()]).toEqual([null, []]);
});

test("what has been moved out of view is not found", () => {
  hover.follow(VIEW, FINDER, [
    { x: -30, y: 10, k: "a" },
    { x: 90, y: 150, k: "a" },
  ]);
  point(5);
  expect(tooltip()).toBe("Time90a150");
  expect(dots()).toEqual([]);
});

test("one line has its own colour", () => {
  hover.follow(VIEW, { ...FINDER, color: null }, [{ x: 50, y: 20 }]);
  point(50);
  expect(dots()).toEqual([["60px", "90px", "green"]]);
});

test("other charts are left alone", () => {
  hover.follow(VIEW, FINDER, ROWS);
  point(60);
  hover.follow(VIEW, null, ROWS);
  expect([tooltip(), dots()]).toEqual([null, []]);
  point(60);
  expect(tooltip()).toBeNull();
});

test("it leaves nothing behind", () => {
  hover.follow(VIEW, FINDER, ROWS);
  hover.close();
  point(60);
  expect(tooltip()).toBeNull();
  expect(holder.querySelector(".lit-vega-hover")).toBeNull();
});
