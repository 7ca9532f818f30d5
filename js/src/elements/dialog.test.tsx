import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { type Drawn, drawn } from "../testing/draw";

const DIALOG = { kind: "dialog", label: "Which island?", opening: 1 };

function open(fields: object = {}): Drawn {
  const app = drawn([{ ...DIALOG, ...fields }]);
  app.put([0, 0, 0], { kind: "button", id: "go", label: "Go", default: null });
  app.put([0, 0, 1], { kind: "text_input", id: "name", label: "Name", default: "" });
  expect(dialog()).not.toBeNull();
  return app;
}

const dialog = () => screen.queryByRole("dialog", { name: "Which island?" });

test("it has its title for a name, and the focus", () => {
  open();
  expect(dialog()?.getAttribute("aria-modal")).toBe("true");
  expect(document.activeElement).toBe(dialog());
});

test.each(["Escape", "button", "beside"])("the reader closes it by %s", async (how) => {
  const app = open();
  if (how === "Escape") await userEvent.keyboard("{Escape}");
  else if (how === "button") await userEvent.click(screen.getByRole("button", { name: "Close" }));
  else await userEvent.pointer({ target: screen.getByTestId("stDialog"), keys: "[MouseLeft]" });
  expect(dialog()).toBeNull();
  expect(app.sent).toEqual([]);
});

test("it comes again when the script opens it again", async () => {
  const app = open();
  await userEvent.keyboard("{Escape}");
  app.put([0, 0], { ...DIALOG, opening: 2 });
  expect(dialog()).not.toBeNull();
});

test("Python is told where it has asked for that", async () => {
  const app = open({ id: "dismissed" });
  await userEvent.keyboard("{Escape}");
  expect(app.sent.map((message) => "values" in message && message.values)).toEqual([{ dismissed: true }]);
});

test("one that must be answered stays", async () => {
  open({ dismissible: false });
  expect(screen.queryByRole("button", { name: "Close" })).toBeNull();
  await userEvent.keyboard("{Escape}");
  await userEvent.pointer({ target: screen.getByTestId("stDialog"), keys: "[MouseLeft]" });
  expect(dialog()).not.toBeNull();
});

test("the Tab key goes round within it", async () => {
  open();
  const stops: (string | null)[] = [];
  for (let press = 0; press < 4; press++) {
    await userEvent.tab();
    stops.push(document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? null);
  }
  expect(stops).toEqual(["Go", "Name", "Close", "Go"]);
});

test("the focus goes back where it was", async () => {
  const button = document.createElement("button");
  document.body.append(button);
  button.focus();
  open();
  await userEvent.keyboard("{Escape}");
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  expect(document.activeElement).toBe(button);
});

test("a drawer is resized by keys", async () => {
  open({ position: "right", size: 640 });
  const handle = screen.getByRole("separator", { name: "Resize" });
  handle.focus();
  await userEvent.keyboard("{ArrowLeft}");
  expect(dialog()?.style.inlineSize).not.toBe("640px");
});
