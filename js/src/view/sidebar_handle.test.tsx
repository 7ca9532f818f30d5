import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { SidebarHandle } from "./sidebar_handle";

const show = vi.fn();
const settle = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  render(
    <div>
      <SidebarHandle width={300} controls="stSidebar" show={show} settle={settle} />
    </div>,
  );
});

const handle = () => screen.getByRole("separator", { name: "Width of the sidebar" });

test("it says how wide the sidebar is", () => {
  const values = ["now", "min", "max"].map((name) => handle().getAttribute(`aria-value${name}`));
  expect(values).toEqual(["300", "200", "600"]);
});

test.each([
  ["ArrowRight", false, 310],
  ["ArrowLeft", false, 290],
  ["ArrowRight", true, 350],
  ["ArrowLeft", true, 250],
  ["Home", false, 200],
  ["End", false, 600],
  ["Enter", false, null],
])("%s (with Shift: %s) settles on %s", (key, shiftKey, width) => {
  fireEvent.keyDown(handle(), { key, shiftKey });
  expect(settle.mock.calls).toEqual([[width]]);
});

test("right to left, it is on the other side", () => {
  handle().style.direction = "rtl";
  fireEvent.keyDown(handle(), { key: "ArrowLeft" });
  expect(settle.mock.calls).toEqual([[310]]);
});

test("other keys are not its own", () => {
  expect(fireEvent.keyDown(handle(), { key: "Tab" })).toBe(true);
  expect(settle).not.toHaveBeenCalled();
});

test("a drag shows its width within bounds, and settles once it is over", () => {
  const edge = handle();
  edge.setPointerCapture = () => {};
  fireEvent.pointerDown(edge, { button: 0, pointerId: 1, clientX: 299 });
  for (const clientX of [419.4, 90, 900]) edge.onpointermove?.({ clientX } as unknown as globalThis.PointerEvent);
  expect(show.mock.calls).toEqual([[420], [200], [600]]);
  expect(settle).not.toHaveBeenCalled();
  edge.onlostpointercapture?.({} as globalThis.PointerEvent);
  expect(settle.mock.calls).toEqual([[600]]);
});

test("a press that moves nothing changes nothing; a double click leaves it to the author", () => {
  const edge = handle();
  edge.setPointerCapture = () => {};
  fireEvent.pointerDown(edge, { button: 0, pointerId: 1 });
  edge.onlostpointercapture?.({} as globalThis.PointerEvent);
  expect(settle).not.toHaveBeenCalled();
  fireEvent.doubleClick(edge);
  expect(settle.mock.calls).toEqual([[null]]);
});
