import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("they rise once and leave nothing behind", () => {
  const app = drawn([{ kind: "balloons", call: "rise 1" }]);
  const box = screen.getByTestId("stBalloons");
  expect(box.querySelectorAll("svg").length).toBe(28);
  expect(box.getAttribute("aria-hidden")).toBe("true");
  act(() => vi.advanceTimersByTime(6000));
  expect(screen.queryByTestId("stBalloons")).toBeNull();
  app.receive(
    { type: "reset", session: "s" },
    { type: "delta", path: [0, 0], element: { kind: "balloons", call: "rise 1" } },
  );
  expect(screen.queryByTestId("stBalloons")).toBeNull();
});

test("another call lets them rise again", () => {
  const app = drawn([{ kind: "balloons", call: "rise 2" }]);
  act(() => vi.advanceTimersByTime(6000));
  app.put([0, 0], { kind: "balloons", call: "rise 3" });
  expect(screen.getByTestId("stBalloons")).toBeDefined();
});

test("nothing moves for readers who prefer that", () => {
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  drawn([{ kind: "balloons", call: "rise 4" }]);
  expect(screen.queryByTestId("stBalloons")).toBeNull();
});
