import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const COUNT = { kind: "number_input", id: "n", label: "Count", min: 0, max: 10, step: 1, format: "%d", default: 5 };
const PRICE = { ...COUNT, min: null, max: null, step: 0.1, format: "%.2f", data_type: "float", default: 1.5 };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

function field(): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>("spinbutton", { name: "Count" });
}

async function typed(text: string) {
  await userEvent.clear(field());
  await userEvent.type(field(), text);
}

describe("NumberInputView", () => {
  it("applies what was typed on Enter, and not before", async () => {
    const app = drawn([COUNT]);
    await typed("7");
    expect(app.sent).toEqual([]);
    expect(screen.getByTestId("InputInstructions").textContent).toBe("Press Enter to apply");
    await userEvent.keyboard("{Enter}{Enter}");
    expect(app.sent).toEqual([rerun({ n: 7 })]);
  });

  it("applies when it is left", async () => {
    const app = drawn([COUNT]);
    await typed("7");
    await userEvent.tab();
    expect(app.sent).toEqual([rerun({ n: 7 })]);
  });

  it("steps with its buttons and with the arrow keys, at once", async () => {
    const app = drawn([COUNT]);
    await userEvent.click(screen.getByRole("button", { name: "Increment" }));
    await userEvent.click(screen.getByRole("button", { name: "Decrement" }));
    field().focus();
    await userEvent.keyboard("{ArrowUp}{ArrowDown}");
    expect(app.sent).toEqual([6, 5, 6, 5].map((value) => rerun({ n: value })));
  });

  it("steps from what is typed", async () => {
    const app = drawn([COUNT]);
    await typed("8");
    await userEvent.keyboard("{ArrowUp}");
    expect(app.sent).toEqual([rerun({ n: 9 })]);
    expect(field().value).toBe("9");
  });

  it("does not step away from a number that is out of range", async () => {
    const app = drawn([COUNT]);
    await typed("99");
    await userEvent.keyboard("{ArrowDown}");
    expect(field().value).toBe("99");
    expect(screen.getByRole("alert").textContent).toContain("between 0 and 10");
    expect(app.sent).toEqual([]);
  });

  it("does not step beyond its ends", async () => {
    const app = drawn([{ ...COUNT, step: 3, default: 9 }]);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Increment" }).disabled).toBe(true);
    field().focus();
    await userEvent.keyboard("{ArrowUp}");
    expect(app.sent).toEqual([]);
  });

  it("steps without the noise of fractions", async () => {
    const app = drawn([{ ...PRICE, default: 0.2 }]);
    await userEvent.click(screen.getByRole("button", { name: "Increment" }));
    expect(app.sent[0]).toEqual(rerun({ n: 0.3 }));
  });

  it("rounds to the digits of its step when it steps", async () => {
    const app = drawn([{ ...PRICE, step: 0.01, format: "%.5f", default: 1.23456 }]);
    await userEvent.click(screen.getByRole("button", { name: "Increment" }));
    expect(field().value).toBe("1.24000");
    await typed("1.23456");
    await userEvent.keyboard("{ArrowDown}");
    expect(app.sent).toEqual([rerun({ n: 1.24 }), rerun({ n: 1.22 })]);
  });

  it("shows a number in its format and keeps the number", async () => {
    const app = drawn([PRICE]);
    expect(field().value).toBe("1.50");
    await typed("2.123");
    await userEvent.keyboard("{Enter}");
    expect(field().value).toBe("2.12");
    expect(app.sent).toEqual([rerun({ n: 2.123 })]);
  });

  it("keeps a number out of range to itself, and says so", async () => {
    const app = drawn([COUNT]);
    await typed("99");
    await userEvent.keyboard("{Enter}");
    await userEvent.tab();
    expect(app.sent).toEqual([]);
    expect(field().value).toBe("99");
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("alert").textContent).toBe(
      "Error: Number is outside the allowed range. Please enter a value between 0 and 10.",
    );
    await typed("9");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("cuts a whole number's fraction off", async () => {
    const app = drawn([{ ...COUNT, default: 1 }]);
    await typed("3.7");
    await userEvent.keyboard("{Enter}");
    expect(app.sent).toEqual([rerun({ n: 3 })]);
    expect(field().value).toBe("3");
  });

  it("goes back to its default when it is emptied", async () => {
    const app = drawn([COUNT]);
    await typed("7");
    await userEvent.keyboard("{Enter}");
    await userEvent.clear(field());
    await userEvent.tab();
    expect(app.sent).toEqual([rerun({ n: 7 }), rerun({ n: 5 })]);
    expect(field().value).toBe("5");
  });

  it("can start and be made empty", async () => {
    const app = drawn([{ ...COUNT, default: null, placeholder: "How many?" }]);
    expect([field().value, field().placeholder]).toEqual(["", "How many?"]);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Increment" }).disabled).toBe(true);
    await typed("4");
    await userEvent.keyboard("{Enter}");
    await userEvent.click(screen.getByRole("button", { name: "Clear value" }));
    expect(app.sent).toEqual([rerun({ n: 4 }), rerun({ n: null })]);
    expect(field().value).toBe("");
  });

  it("keeps the last number when it is required and emptied", async () => {
    const app = drawn([{ ...COUNT, default: null, required: true }]);
    await typed("4");
    await userEvent.keyboard("{Enter}");
    await userEvent.clear(field());
    await userEvent.keyboard("{Enter}");
    expect(app.sent).toEqual([rerun({ n: 4 })]);
    expect(screen.getByRole("alert").textContent).toBe("Error: This field is required.");
  });

  it("shows what Python sets, whatever was typed before the run", async () => {
    const app = drawn([COUNT, { kind: "button", id: "b", label: "Reset" }]);
    await typed("99");
    fireEvent.click(screen.getByRole("button", { name: "Reset" }));
    await waitFor(() => expect(app.sent).toHaveLength(1));
    app.receive({ type: "values", values: { n: 3 } });
    expect(field().value).toBe("3");
  });

  it("keeps what is typed while the run goes on", async () => {
    const app = drawn([COUNT]);
    await typed("7");
    app.receive({ type: "values", values: { n: 3 } });
    expect(field().value).toBe("7");
  });

  it("keeps what is being typed when its element is sent again", async () => {
    const app = drawn([PRICE]);
    await typed("2.5");
    app.put([0, 0], { ...PRICE, help: "In euros" });
    expect(field().value).toBe("2.5");
    expect(document.activeElement).toBe(field());
  });

  it("leaves the wheel to the page", () => {
    drawn([COUNT]);
    field().focus();
    fireEvent.wheel(field());
    expect(document.activeElement).not.toBe(field());
  });

  it("holds its form back while the number is out of range", async () => {
    const app = drawn([{ kind: "form", form_id: "f" }]);
    app.put([0, 0, 0], { ...COUNT, form: "f" });
    app.put([0, 0, 1], { kind: "button", id: "go", label: "Send", form: "f", submit: true });
    await typed("99");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(app.sent).toEqual([]);
    await typed("9");
    await userEvent.keyboard("{Enter}");
    expect(app.sent).toEqual([rerun({ n: 9, go: true })]);
  });
});
