import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const ON = { kind: "checkbox", id: "c", label: "On **air**", default: false };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

describe("CheckboxView", () => {
  it("is named by its raw label and applies at once", async () => {
    const app = drawn([ON]);
    await userEvent.click(screen.getByRole("checkbox", { name: "On **air**" }));
    await userEvent.keyboard(" ");
    expect(app.sent).toEqual([rerun({ c: true }), rerun({ c: false })]);
  });

  it("is checked by a press on its label", async () => {
    const app = drawn([ON]);
    await userEvent.click(screen.getByText("air"));
    expect(app.sent).toEqual([rerun({ c: true })]);
  });

  it("shows what Python sets", () => {
    const app = drawn([ON]);
    app.receive({ type: "values", values: { c: true } });
    expect(screen.getByRole<HTMLInputElement>("checkbox").checked).toBe(true);
    expect(screen.getByTestId("stCheckbox").dataset.selected).toBe("true");
  });

  it("keeps its state when its element is sent again", async () => {
    const app = drawn([ON]);
    await userEvent.click(screen.getByRole("checkbox"));
    app.put([0, 0], { ...ON, help: "More" });
    expect(screen.getByRole<HTMLInputElement>("checkbox").checked).toBe(true);
    expect(screen.getByRole("button", { name: "Help for On **air**" })).toBeTruthy();
  });

  it("is a switch when it toggles", async () => {
    const app = drawn([{ ...ON, toggle: true, default: true }]);
    await userEvent.click(screen.getByRole("switch", { checked: true }));
    expect(app.sent).toEqual([rerun({ c: false })]);
  });

  it.each([
    ["visible", "0"],
    ["hidden", "1"],
    ["collapsed", "2"],
  ])("tells that its label is %s", (visibility, number) => {
    drawn([{ ...ON, label_visibility: visibility }]);
    expect(screen.getByTestId("stWidgetLabel").getAttribute("visibility")).toBe(number);
    expect(screen.getByRole("checkbox", { name: "On **air**" })).toBeTruthy();
  });

  it("cannot be changed when it is disabled", async () => {
    const app = drawn([{ ...ON, disabled: true }]);
    await userEvent.click(screen.getByRole("checkbox"));
    expect(app.sent).toEqual([]);
  });
});
