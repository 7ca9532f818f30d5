import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";
import { duration } from "./spinner";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("it shows only when something takes a while, and how long it does", () => {
  const app = drawn([{ kind: "spinner", text: "Working *hard*", show_time: true }]);
  act(() => vi.advanceTimersByTime(300));
  expect(screen.queryByTestId("stSpinner")).toBeNull();
  act(() => vi.advanceTimersByTime(100));
  expect(screen.getByRole("status").textContent).toBe("Working hard");
  act(() => vi.advanceTimersByTime(1600));
  expect(screen.getByTestId("stSpinner").textContent).toBe("Working hard(2.0 seconds)");
  app.put([0, 0], { kind: "empty" });
  expect(screen.queryByTestId("stSpinner")).toBeNull();
});

test.each([
  [0, "0.0 seconds"],
  [59.94, "59.9 seconds"],
  [61.5, "1 minute, 1.5 seconds"],
  [130, "2 minutes, 10.0 seconds"],
])("%d seconds in words", (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
