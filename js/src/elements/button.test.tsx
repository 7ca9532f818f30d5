import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const GO = { kind: "button", id: "go", label: "Go" };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

describe("ButtonView", () => {
  it("sends one message for each click", async () => {
    const app = drawn([GO]);
    await userEvent.dblClick(screen.getByRole("button", { name: "Go" }));
    expect(app.sent).toEqual([rerun({ go: true }), rerun({ go: true })]);
  });

  it.each([
    [{ icon: ":material/thumb_up:" }, "thumb up"],
    [{ icon: "🐧" }, "🐧"],
    [{ icon: ":material/settings:", help: "*Settings* of all" }, "Settings of all"],
  ])("is named though it has only an icon: %j", (given, name) => {
    drawn([{ ...GO, label: "", ...given }]);
    expect(screen.getByRole("button", { name })).toBeTruthy();
  });

  it("has the names of Streamlit's page", () => {
    drawn([{ ...GO, type: "primary" }]);
    const button = screen.getByTestId("stBaseButton-primary");
    expect(button.getAttribute("kind")).toBe("primary");
    expect(screen.getByTestId("stButton").contains(button)).toBe(true);
  });

  it("is called a form's button in a form", () => {
    drawn([{ ...GO, submit: true, form: "f", type: "secondary" }]);
    const button = screen.getByTestId("stBaseButton-secondaryFormSubmit");
    expect(screen.getByTestId("stFormSubmitButton").contains(button)).toBe(true);
  });

  it("does nothing when it is disabled", async () => {
    const app = drawn([{ ...GO, disabled: true, shortcut: "K" }]);
    await userEvent.click(screen.getByRole("button", { name: /Go/ }));
    await userEvent.keyboard("k");
    expect(app.sent).toEqual([]);
  });
});

describe("A button's shortcut", () => {
  it("clicks it", async () => {
    const app = drawn([{ ...GO, shortcut: "Ctrl+Shift+K" }]);
    await userEvent.keyboard("{Control>}k{/Control}");
    expect(app.sent).toEqual([]);
    await userEvent.keyboard("{Control>}{Shift>}K{/Shift}{/Control}");
    expect(app.sent).toEqual([rerun({ go: true })]);
  });

  it("stands on it", () => {
    drawn([{ ...GO, shortcut: "Mod+Enter" }]);
    expect(screen.getByText("Ctrl + Enter").tagName).toBe("KBD");
  });

  it("leaves those alone who type", async () => {
    const app = drawn([
      { ...GO, shortcut: "K" },
      { kind: "text_input", id: "t", label: "Name", default: "" },
    ]);
    await userEvent.type(screen.getByRole("textbox", { name: "Name" }), "kk");
    expect(app.sent).toEqual([]);
  });

  it("does not fire again while the key is held", () => {
    const app = drawn([{ ...GO, shortcut: "K" }]);
    fireEvent.keyDown(document.body, { key: "k", repeat: true });
    expect(app.sent).toEqual([]);
  });
});
