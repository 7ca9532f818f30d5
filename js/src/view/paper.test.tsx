import { act, fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { printPage, usePaper } from "./paper";

function Sheet({ dark, whole }: { dark: boolean; whole: boolean }) {
  const paper = usePaper(whole);
  return <div className="lit-app" data-theme={dark && !paper ? "dark" : "light"} />;
}

const shade = () => document.querySelector<HTMLElement>(".lit-app")?.dataset.theme;
const seen: (string | undefined)[] = [];

beforeEach(() => {
  seen.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal("print", () => {
    seen.push(shade());
    window.dispatchEvent(new Event("afterprint"));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a dark page is light on paper, and dark again", async () => {
  render(<Sheet dark whole />);
  await act(async () => void printPage());
  expect([shade(), seen]).toEqual(["light", []]); // charts are drawn anew
  await act(() => vi.runAllTimersAsync());
  expect([shade(), seen]).toEqual(["dark", ["light"]]);
});

test("a light page is printed at once", async () => {
  render(<Sheet dark={false} whole />);
  await printPage();
  expect(seen).toEqual(["light"]);
});

test.each([
  [true, true, true],
  [false, true, false],
  [true, false, false],
])("the keys that print: whole %s, dark %s, taken %s", async (whole, dark, taken) => {
  render(<Sheet dark={dark} whole={whole} />);
  const left = fireEvent.keyDown(document.body, { key: "p", ctrlKey: true });
  expect(left).toBe(!taken);
  await act(() => vi.runAllTimersAsync());
  expect(seen).toEqual(taken ? ["light"] : []);
  expect(fireEvent.keyDown(document.body, { key: "p" })).toBe(true);
});
