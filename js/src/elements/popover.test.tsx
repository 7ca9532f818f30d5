import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

const trigger = () => screen.getByTestId("stPopoverButton") as HTMLButtonElement;
const body = () => screen.queryByRole("dialog", { name: "More" });

function popover(more: object = {}) {
  const app = drawn([
    { kind: "popover", label: "More", ...more },
    { kind: "text", body: "outside" },
  ]);
  app.put([0, 0, 0], { kind: "button", id: "b", label: "First" });
  app.put([0, 0, 1], { kind: "button", id: "c", label: "Last" });
  return app;
}

test("it opens over the page and Escape gives the focus back", async () => {
  popover();
  expect(body()).toBeNull();
  expect(trigger().getAttribute("aria-expanded")).toBe("false");
  await userEvent.click(trigger());
  expect(trigger().getAttribute("aria-expanded")).toBe("true");
  expect(document.activeElement).toBe(body());
  expect(screen.getByTestId("stPopover").contains(body())).toBe(false);
  await userEvent.keyboard("{Escape}");
  expect(body()).toBeNull();
  expect(document.activeElement).toBe(trigger());
});

test("a press outside closes it, one inside does not", async () => {
  const app = popover();
  await userEvent.click(trigger());
  await userEvent.click(screen.getByRole("button", { name: "First" }));
  expect(body()).not.toBeNull();
  expect(app.sent.length).toBe(1);
  await userEvent.click(screen.getByText("outside"));
  expect(body()).toBeNull();
  await userEvent.click(trigger());
  await userEvent.click(trigger());
  expect(body()).toBeNull();
});

test("the Tab key leaves it at its ends", async () => {
  popover();
  await userEvent.click(trigger());
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "First" }));
  await userEvent.tab();
  await userEvent.tab();
  expect(body()).toBeNull();
  expect(document.activeElement).toBe(trigger());
});

test("what opens from it belongs to it", async () => {
  const app = popover();
  app.put([0, 0, 2], { kind: "popover", label: "Within" });
  app.put([0, 0, 2, 0], { kind: "text", body: "deep" });
  await userEvent.click(trigger());
  await userEvent.click(screen.getByRole("button", { name: "Within" }));
  await userEvent.click(screen.getByText("deep"));
  expect(body()).not.toBeNull();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByText("deep")).toBeNull();
  expect(body()).not.toBeNull();
});

test("a state that is followed is a value", async () => {
  const app = popover({ id: "p", default: false });
  await userEvent.click(trigger());
  expect(app.sent).toEqual([
    { type: "rerun", values: { p: true }, query: null, page: null, number: expect.any(Number) },
  ]);
  app.receive({ type: "values", values: { p: false } });
  expect(body()).toBeNull();
});

test("disabled it stays closed", async () => {
  popover({ disabled: true });
  await userEvent.click(trigger());
  expect(body()).toBeNull();
});
