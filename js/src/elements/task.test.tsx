import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test.each([
  ["waiting", "waiting", true],
  ["running", "running", true],
  ["done", "complete", false],
  ["failed", "error", false],
  ["cancelled", "cancelled", false],
] as const)("a task that is %s says so", (state, word, goesOn) => {
  drawn([{ kind: "task", task: "t1", label: "Count **penguins**", state }]);
  expect(screen.getByRole("status").textContent).toBe(word);
  expect(screen.queryByRole("button", { name: /Cancel/ }) !== null).toBe(goesOn);
  expect(screen.getByTestId("stTask").querySelector("strong")?.textContent).toBe("penguins");
});

test("the reader can cancel it", async () => {
  const app = drawn([{ kind: "task", task: "t1", label: "Count", state: "running" }]);
  await userEvent.click(screen.getByRole("button", { name: "Cancel Count" }));
  expect(app.sent).toEqual([{ type: "cancel_task", task: "t1" }]);
});

test("it says how far it is, and keeps what it has drawn", () => {
  const app = drawn([{ kind: "task", task: "t1", label: "Count", state: "running" }]);
  app.put([0, 0, 0], { kind: "text", body: "Biscoe" });
  expect(screen.queryByRole("progressbar")).toBeNull();
  app.put([0, 0], { kind: "task", task: "t1", label: "Count", state: "running", progress: 0.25, text: "one of four" });
  expect(screen.getByRole("progressbar", { name: "Count" }).getAttribute("aria-valuenow")).toBe("25");
  expect(screen.getByTestId("stProgress").textContent).toBe("one of four");
  app.put([0, 0], { kind: "task", task: "t1", label: "Count", state: "done", text: "all of it" });
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(screen.getByTestId("stText").textContent).toBe("Biscoe");
});

test("without a frame there is what it has drawn and nothing else", () => {
  const app = drawn([{ kind: "task", task: "t1", label: "Count", state: "running", framed: false }]);
  app.put([0, 0, 0], { kind: "text", body: "Biscoe" });
  expect(screen.queryByTestId("stTask")).toBeNull();
  expect(screen.getByTestId("stText").textContent).toBe("Biscoe");
  app.receive({ type: "keep", path: [0, 0], count: 0 });
  expect(screen.queryByTestId("stText")).toBeNull();
});
