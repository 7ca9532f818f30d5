import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const NOTE = { kind: "text_area", id: "a", label: "Note", default: "" };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

function field(): HTMLTextAreaElement {
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Note" });
}

describe("TextAreaView", () => {
  it("makes a line with Enter and applies with Ctrl or Cmd", async () => {
    const app = drawn([NOTE]);
    await userEvent.type(field(), "a{Enter}b");
    expect(app.sent).toEqual([]);
    expect(screen.getByTestId("InputInstructions").textContent).toBe("Press Ctrl+Enter to apply");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await userEvent.keyboard("c{Meta>}{Enter}{/Meta}");
    expect(app.sent).toEqual([rerun({ a: "a\nb" }), rerun({ a: "a\nbc" })]);
  });

  it("applies when it is left", async () => {
    const app = drawn([NOTE]);
    await userEvent.type(field(), "a");
    await userEvent.tab();
    expect(app.sent).toEqual([rerun({ a: "a" })]);
  });

  it("counts what is typed", async () => {
    drawn([{ ...NOTE, max_chars: 4, default: "abc" }]);
    await userEvent.type(field(), "de");
    expect(field().value).toBe("abcd");
    expect(screen.getByTestId("InputInstructions").textContent).toContain("4/4");
  });

  it("shows three lines, or all where it grows with its text", () => {
    const app = drawn([{ ...NOTE, default: "1\n2\n3\n4" }]);
    expect(Number(field().rows)).toBe(3);
    app.put([0, 0], { ...NOTE, default: "1\n2\n3\n4", grows: true });
    expect(Number(field().rows)).toBe(4);
  });

  it("submits its form with Ctrl and Enter", async () => {
    const app = drawn([{ kind: "form", form_id: "f" }]);
    app.put([0, 0, 0], { ...NOTE, form: "f" });
    app.put([0, 0, 1], { kind: "button", id: "go", label: "Send", form: "f", submit: true });
    await userEvent.type(field(), "a");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("Press Ctrl+Enter to submit form");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(app.sent).toEqual([rerun({ a: "a", go: true })]);
  });
});
