import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Toast } from "../protocol";
import { Toasts } from "./toasts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function toast(first: string, body = first, seconds: number | null = 4): Toast {
  return {
    kind: "toast",
    call: body,
    first,
    body,
    seconds,
    icon: null,
    key: null,
    width: "stretch",
    height: "content",
  };
}

const bodies = (toasts: Toasts) => toasts.shown.value.map(({ body }) => body);

test("the newest comes first, and each goes in its time", () => {
  const toasts = new Toasts();
  toasts.show(toast("a"));
  vi.advanceTimersByTime(1000);
  toasts.show(toast("b", "b", 10));
  toasts.show(toast("c", "c", null));
  expect(bodies(toasts)).toEqual(["c", "b", "a"]);
  vi.advanceTimersByTime(3000);
  expect(bodies(toasts)).toEqual(["c", "b"]);
  vi.advanceTimersByTime(7000);
  expect(bodies(toasts)).toEqual(["c"]);
  vi.advanceTimersByTime(1e9);
  expect(bodies(toasts)).toEqual(["c"]);
  toasts.dismiss("c");
  expect(bodies(toasts)).toEqual([]);
});

test("one that is changed stays in its place, and its time begins anew", () => {
  const toasts = new Toasts();
  toasts.show(toast("a"));
  toasts.show(toast("b"));
  vi.advanceTimersByTime(3900);
  toasts.show(toast("a", "changed"));
  expect(bodies(toasts)).toEqual(["b", "changed"]);
  vi.advanceTimersByTime(3900);
  expect(bodies(toasts)).toEqual(["changed"]);
  vi.advanceTimersByTime(100);
  expect(bodies(toasts)).toEqual([]);
});

test("one that is changed after it has gone is seen again", () => {
  const toasts = new Toasts();
  toasts.show(toast("a"));
  vi.advanceTimersByTime(4000);
  toasts.show(toast("a", "changed"));
  expect(bodies(toasts)).toEqual(["changed"]);
});

test("while time stands still none goes, and none begins to", () => {
  const toasts = new Toasts();
  toasts.show(toast("a"));
  vi.advanceTimersByTime(3000);
  toasts.pause();
  toasts.show(toast("b"));
  vi.advanceTimersByTime(60_000);
  expect(bodies(toasts)).toEqual(["b", "a"]);
  toasts.resume();
  vi.advanceTimersByTime(1000);
  expect(bodies(toasts)).toEqual(["b"]);
  vi.advanceTimersByTime(3000);
  expect(bodies(toasts)).toEqual([]);
});
