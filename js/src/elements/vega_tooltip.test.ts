import { beforeEach, expect, test, vi } from "vitest";
import { Tooltip } from "./vega_tooltip";

let tooltip: Tooltip;
beforeEach(() => {
  document.body.replaceChildren();
  tooltip = new Tooltip(document.body);
});

function point(value: unknown, at: Partial<MouseEventInit> = {}): HTMLElement {
  tooltip.call(null, new MouseEvent("mousemove", { clientX: 100, clientY: 100, ...at }), null, value);
  return document.querySelector("[role=tooltip]") as HTMLElement;
}

test("names and values stand in rows", () => {
  const box = point({ city: "Oslo", degrees: 4, tags: ["a"] });
  expect([...box.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent))).toEqual([
    ["city", "Oslo"],
    ["degrees", "4"],
    ["tags", '["a"]'],
  ]);
  expect(box.classList.contains("visible")).toBe(true);
});

test("a text is a text, whatever it looks like", () => {
  const box = point("<img src=x onerror=alert(1)>");
  expect(box.textContent).toBe("<img src=x onerror=alert(1)>");
  expect(box.querySelector("img")).toBeNull();
});

test("it goes when the pointer leaves the mark", () => {
  point("here");
  for (const nothing of [null, undefined, ""]) {
    expect(point(nothing).classList.contains("visible")).toBe(false);
    point("here");
  }
});

test("it stays within the window", () => {
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(200);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(50);
  expect([point("x").style.left, point("x").style.top]).toEqual(["112px", "112px"]);
  const edge = point("x", { clientX: innerWidth - 10, clientY: innerHeight - 10 });
  expect([edge.style.left, edge.style.top]).toEqual([`${innerWidth - 222}px`, `${innerHeight - 72}px`]);
  expect(point("x", { clientX: 5, clientY: 5 }).style.left).toBe("17px");
});

test("it floats where it is wanted", () => {
  const frame = document.createElement("div");
  tooltip.moveTo(frame);
  expect(frame.querySelector("[role=tooltip]")).not.toBeNull();
  expect(document.querySelector("[role=tooltip]")).toBeNull();
});

test("it leaves nothing behind", () => {
  tooltip.close();
  expect(document.querySelector("[role=tooltip]")).toBeNull();
});
