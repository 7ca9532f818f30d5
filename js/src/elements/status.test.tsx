import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

const STATES = [
  ["running", "stExpanderIconSpinner"],
  ["complete", "stExpanderIconCheck"],
  ["error", "stExpanderIconError"],
] as const;

test.each(STATES)("a task that is %s has a sign", (state, sign) => {
  drawn([{ kind: "status", label: "Task", state }]);
  expect(screen.getByTestId("stExpander").contains(screen.getByTestId(sign))).toBe(true);
});

test("it changes, keeps what it holds, and opens when the author says so", () => {
  const app = drawn([{ kind: "status", label: "Task" }]);
  app.put([0, 0, 0], { kind: "text", body: "step" });
  const details = screen.getByRole("group") as HTMLDetailsElement;
  expect(details.open).toBe(false);
  app.put([0, 0], { kind: "status", label: "Ready", state: "complete", expanded: true, updated: true });
  expect(details.open).toBe(true);
  expect(screen.getByTestId("stText").textContent).toBe("step");
  expect(details.querySelector("summary")?.textContent).toBe("Ready— complete");
});

test("a step says its state in words, and without content it is a line", () => {
  const app = drawn([
    { kind: "status", label: "One", type: "step", state: "complete" },
    { kind: "status", label: "Two", type: "step" },
  ]);
  app.put([0, 0, 0], { kind: "text", body: "done" });
  const [one, two] = screen.getAllByTestId("stExpander");
  expect(one?.querySelector("summary")?.textContent).toBe("One— complete");
  expect(one?.querySelector('[data-testid="stExpanderStepConnector"]')).not.toBeNull();
  expect(two?.querySelector("summary")).toBeNull();
  expect(two?.textContent).toBe("Two— running");
  expect(screen.getAllByTestId("stLayoutWrapper").map((place) => place.dataset.step)).toEqual(["true", "true"]);
});
