import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const SIZE = { kind: "radio", id: "r", label: "Size", options: ["small", "*large*"], default: "small" };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

describe("RadioView", () => {
  it("applies a choice at once", async () => {
    const app = drawn([SIZE]);
    await userEvent.click(screen.getByRole("radio", { name: "large" }));
    expect(app.sent).toEqual([rerun({ r: "*large*" })]);
  });

  it("is one stop for the Tab key and is moved through with arrows", async () => {
    const app = drawn([SIZE]);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "small" }));
    await userEvent.keyboard("{ArrowDown}");
    expect(app.sent).toEqual([rerun({ r: "*large*" })]);
  });

  it("starts without a choice when there is none", () => {
    drawn([{ ...SIZE, default: null }]);
    expect(screen.queryAllByRole("radio", { checked: true })).toEqual([]);
  });

  it("has the names of Streamlit's page", () => {
    drawn([{ ...SIZE, horizontal: true, captions: ["", "for two"], disabled: true }]);
    const group = screen.getByRole("radiogroup", { name: "Size" });
    expect(group.dataset.testid).toBe("stRadioGroup");
    expect(group.getAttribute("aria-orientation")).toBe("horizontal");
    expect(group.getAttribute("aria-disabled")).toBe("true");
    expect(screen.getAllByTestId("stRadioOption").length).toBe(2);
  });

  it("describes an option by its caption without naming it so", () => {
    drawn([{ ...SIZE, captions: ["", "for two"] }]);
    const large = screen.getByRole("radio", { name: "large" });
    expect(document.getElementById(large.getAttribute("aria-describedby") ?? "")?.textContent).toBe("for two");
  });

  it("checks only the first of two options that read the same", () => {
    drawn([{ ...SIZE, options: ["a", "a"], default: "a" }]);
    expect(screen.getAllByRole<HTMLInputElement>("radio").map((radio) => radio.checked)).toEqual([true, false]);
  });
});
