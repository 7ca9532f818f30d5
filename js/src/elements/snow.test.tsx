import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("it falls once and leaves nothing behind", () => {
  drawn([{ kind: "snow", call: "fall" }]);
  const items = screen.getByTestId("stSnow").querySelectorAll<HTMLElement>("[data-direction=down]");
  expect(items.length).toBe(40);
  act(() => vi.advanceTimersByTime(6000));
  expect(screen.queryByTestId("stSnow")).toBeNull();
});
