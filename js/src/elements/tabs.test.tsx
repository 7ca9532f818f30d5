import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { type Drawn, drawn, type Sparse } from "../testing/draw";

function tabs(fields: Sparse = {}): Drawn {
  const labels = ["A", "B", "C"];
  const app = drawn([{ kind: "tabs", labels, default: "A", ...fields }]);
  labels.forEach((label, index) => {
    app.put([0, 0, index], { kind: "tab", label });
    app.put([0, 0, index, 0], { kind: "text", body: `in ${label}` });
  });
  return app;
}

const open = () => screen.getByRole("tab", { selected: true }).textContent;

test("one tab is seen, the others stay on the page", async () => {
  tabs();
  expect(screen.getByRole("tabpanel", { name: "A" }).textContent).toBe("in A");
  await userEvent.click(screen.getByRole("tab", { name: "B" }));
  expect(screen.getByRole("tabpanel", { name: "B" }).textContent).toBe("in B");
  expect(screen.getAllByTestId("stTabPanel").map((panel) => panel.hidden)).toEqual([true, false, true]);
  expect(screen.getAllByTestId("stText")).toHaveLength(3);
});

test("the author says which one is seen first", () => {
  tabs({ default: "C" });
  expect(open()).toBe("C");
});

test("arrows, Home and End move and choose", async () => {
  tabs();
  await userEvent.click(screen.getByRole("tab", { name: "A" }));
  for (const [key, expected] of [
    ["{ArrowRight}", "B"],
    ["{End}", "C"],
    ["{ArrowRight}", "A"],
    ["{ArrowLeft}", "C"],
    ["{Home}", "A"],
  ] as const) {
    await userEvent.keyboard(key);
    expect(open()).toBe(expected);
    expect(document.activeElement?.textContent).toBe(expected);
  }
});

test("a choice that is followed is a value", async () => {
  const app = tabs({ id: "t" });
  await userEvent.click(screen.getByRole("tab", { name: "B" }));
  expect(app.sent).toEqual([
    { type: "rerun", values: { t: "B" }, query: null, page: null, number: expect.any(Number) },
  ]);
  app.receive({ type: "values", values: { t: "C" } });
  expect(open()).toBe("C");
});
