import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drawn } from "../testing/draw";

const NAME = { kind: "text_input", id: "t", label: "Name", default: "" };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

function field(): HTMLInputElement {
  return screen.getByTestId<HTMLInputElement>("stTextInputField");
}

describe("TextInputView", () => {
  it("applies on Enter, once, and not while typing", async () => {
    const app = drawn([NAME]);
    await userEvent.type(field(), "Ada");
    expect(app.sent).toEqual([]);
    await userEvent.keyboard("{Enter}{Enter}");
    expect(app.sent).toEqual([rerun({ t: "Ada" })]);
    expect(document.activeElement).toBe(field());
  });

  it("applies when it is left", async () => {
    const app = drawn([NAME]);
    await userEvent.type(field(), "Ada");
    await userEvent.tab();
    expect(app.sent).toEqual([rerun({ t: "Ada" })]);
  });

  it("tells how to apply an edit, while there is one", async () => {
    drawn([NAME]);
    await userEvent.click(field());
    expect(screen.getByTestId("InputInstructions").textContent).toBe("");
    await userEvent.keyboard("A");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("Press Enter to apply");
    await userEvent.keyboard("{Enter}");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("");
    await userEvent.tab();
    expect(screen.queryByTestId("InputInstructions")).toBeNull();
  });

  it("keeps what is being typed, and the caret, when late messages come", async () => {
    const app = drawn([NAME]);
    await userEvent.type(field(), "Ada");
    field().setSelectionRange(1, 1);
    app.put([0, 0], { ...NAME, help: "Your name", placeholder: "…" });
    app.receive({ type: "run_started", run: 2 }, { type: "run_ended", run: 2, status: "finished" });
    expect(field().value).toBe("Ada");
    expect(field().selectionStart).toBe(1);
    expect(document.activeElement).toBe(field());
  });

  it("takes a value that Python sets, unless the reader has typed on", async () => {
    const app = drawn([NAME]);
    await userEvent.type(field(), "Ada{Enter}");
    app.receive({ type: "values", values: { t: "Grace" } });
    expect(field().value).toBe("Grace");
    await userEvent.type(field(), " H");
    app.receive({ type: "values", values: { t: "" } });
    expect(field().value).toBe("Grace H");
  });

  it("starts empty without a value, and tells an emptied field from that", async () => {
    const app = drawn([{ ...NAME, default: null }]);
    expect(field().value).toBe("");
    await userEvent.type(field(), "A{Enter}{Backspace}{Enter}");
    expect(app.sent).toEqual([rerun({ t: "A" }), rerun({ t: "" })]);
  });

  it("takes no more characters than it may, and counts them", async () => {
    drawn([{ ...NAME, max_chars: 3 }]);
    await userEvent.type(field(), "Adam");
    expect(field().value).toBe("Ada");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("Press Enter to apply3/3");
  });

  it("shows a password on demand", async () => {
    drawn([{ ...NAME, type: "password", autocomplete: "new-password" }]);
    expect([field().type, field().autocomplete]).toEqual(["password", "new-password"]);
    await userEvent.click(screen.getByRole("button", { name: "Show password" }));
    expect(field().type).toBe("text");
    expect(screen.getByRole("button", { name: "Hide password", pressed: true })).toBeTruthy();
  });

  it("clears a search and applies that", async () => {
    const app = drawn([{ ...NAME, type: "search", default: "cat" }]);
    await userEvent.click(screen.getByRole("button", { name: "Clear entry" }));
    expect(app.sent).toEqual([rerun({ t: "" })]);
    expect(document.activeElement).toBe(field());
    expect(screen.queryByRole("button", { name: "Clear entry" })).toBeNull();
  });

  it("keeps to itself what does not match the author's pattern, and says why", async () => {
    const app = drawn([{ ...NAME, validate: "^\\d+$", validate_message: "Digits only." }]);
    await userEvent.type(field(), "x{Enter}");
    expect(app.sent).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe("Digits only.");
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(field().getAttribute("aria-describedby")).toBe(screen.getByRole("alert").id);
    await userEvent.keyboard("{Backspace}7");
    expect(screen.queryByRole("alert")).toBeNull();
    await userEvent.keyboard("{Enter}");
    expect(app.sent).toEqual([rerun({ t: "7" })]);
  });

  it("keeps the last value when it is required and emptied", async () => {
    const app = drawn([{ ...NAME, default: "Ada", required: true }]);
    await userEvent.clear(field());
    await userEvent.tab();
    expect(app.sent).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe("This field is required.");
    expect(screen.getByTestId("stWidgetLabelRequired").textContent).toBe("(required)");
  });
});

describe("A live text input", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());

  it("applies after a pause", async () => {
    const app = drawn([{ ...NAME, live: true, live_delay_ms: 250 }]);
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await user.type(field(), "Ad");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("");
    await user.type(field(), "a");
    expect(app.sent).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(250));
    expect(app.sent).toEqual([rerun({ t: "Ada" })]);
  });
});

describe("A text input in a form", () => {
  const FORM = { kind: "form", form_id: "f" };
  const SEND = { kind: "button", id: "go", label: "Send", form: "f", submit: true };

  function form(fields: Record<string, unknown>[], options = {}) {
    const app = drawn([{ ...FORM, ...options }]);
    [...fields, SEND].forEach((element, index) => void app.put([0, 0, index], element));
    return app;
  }

  it("waits for the button, which sends all edits in one message", async () => {
    const app = form([
      { ...NAME, form: "f" },
      { ...NAME, id: "u", label: "Town", form: "f" },
    ]);
    await userEvent.type(screen.getByRole("textbox", { name: "Name" }), "Ada");
    await userEvent.type(screen.getByRole("textbox", { name: "Town" }), "Oslo");
    expect(app.sent).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(app.sent).toEqual([rerun({ t: "Ada", u: "Oslo", go: true })]);
  });

  it("submits with Enter", async () => {
    const app = form([{ ...NAME, form: "f" }]);
    await userEvent.type(field(), "Ada");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("Press Enter to submit form");
    await userEvent.keyboard("{Enter}");
    expect(app.sent).toEqual([rerun({ t: "Ada", go: true })]);
  });

  it("does not submit with Enter where the form does not want it", async () => {
    const app = form([{ ...NAME, form: "f" }], { enter_to_submit: false });
    await userEvent.type(field(), "Ada{Enter}");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("");
    expect(app.sent).toEqual([]);
  });

  it("holds the form back while it is required and empty", async () => {
    const app = form([{ ...NAME, form: "f", required: true }]);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(app.sent).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe("This field is required.");
    expect(document.activeElement).toBe(field());
  });

  it("is cleared, and not blamed for it, when the form clears on submit", async () => {
    const app = form([{ ...NAME, form: "f", required: true }], { clear_on_submit: true });
    await userEvent.type(field(), "Ada{Enter}");
    expect(field().value).toBe("");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("");
    await userEvent.tab();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(app.sent).toEqual([rerun({ t: "Ada", go: true })]);
  });
});
