import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const PILLS = { kind: "button_group", id: "g", label: "Island", options: ["Biscoe", "*Dream*", "Torgersen"] };
const MULTI = { ...PILLS, multi: true, default: ["Biscoe"] };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

describe("ButtonGroupView", () => {
  it("chooses one, and takes the choice back when it is pressed again", async () => {
    const app = drawn([PILLS]);
    const dream = screen.getByRole("radio", { name: "Dream" });
    await userEvent.click(dream);
    expect(dream.getAttribute("aria-checked")).toBe("true");
    await userEvent.click(dream);
    expect(dream.getAttribute("aria-checked")).toBe("false");
    expect(app.sent).toEqual([rerun({ g: "*Dream*" }), rerun({ g: null })]);
  });

  it("only exchanges a choice that is required", async () => {
    const app = drawn([{ ...PILLS, required: true, default: "Biscoe" }]);
    await userEvent.click(screen.getByRole("radio", { name: "Biscoe" }));
    await userEvent.click(screen.getByRole("radio", { name: "Torgersen" }));
    expect(app.sent).toEqual([rerun({ g: "Torgersen" })]);
  });

  it("chooses several in the order of choosing", async () => {
    const app = drawn([{ ...MULTI, default: ["Torgersen"] }]);
    await userEvent.click(screen.getByRole("button", { name: "Biscoe" }));
    await userEvent.click(screen.getByRole("button", { name: "Torgersen" }));
    expect(app.sent).toEqual([rerun({ g: ["Torgersen", "Biscoe"] }), rerun({ g: ["Biscoe"] })]);
    expect(screen.getAllByRole("button").map((button) => button.getAttribute("aria-pressed"))).toEqual([
      "true",
      "false",
      "false",
    ]);
  });

  it("is one stop for the Tab key, and arrows move without choosing", async () => {
    const app = drawn([{ ...PILLS, default: "*Dream*" }]);
    const [biscoe, dream, torgersen] = screen.getAllByRole("radio");
    await userEvent.tab();
    expect(document.activeElement).toBe(dream);
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(torgersen);
    await userEvent.keyboard("{Home}");
    expect(document.activeElement).toBe(biscoe);
    await userEvent.keyboard("{End}{ArrowLeft}{ArrowUp}");
    expect(document.activeElement).toBe(biscoe);
    expect(app.sent).toEqual([]);
    await userEvent.keyboard(" ");
    expect(app.sent).toEqual([rerun({ g: "Biscoe" })]);
    await userEvent.tab();
    expect(document.activeElement).toBe(document.body);
    await userEvent.tab({ shift: true });
    expect(document.activeElement).toBe(biscoe);
  });

  it("moves the other way from right to left", async () => {
    drawn([PILLS]);
    document.body.style.direction = "rtl";
    await userEvent.tab();
    await userEvent.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "Dream" }));
    document.body.style.direction = "";
  });

  it("has the names of Streamlit's page", () => {
    drawn([
      { ...PILLS, default: "Biscoe" },
      { ...MULTI, id: "h", label: "Several", variant: "segmented_control" },
    ]);
    expect(screen.getAllByTestId("stButtonGroup").map((group) => group.className)).toEqual([
      "lit-choices stButtonGroup",
      "lit-choices stButtonGroup",
    ]);
    const [one, several] = [
      screen.getByRole("radiogroup", { name: "Island" }),
      screen.getByRole("toolbar", { name: "Several" }),
    ];
    expect(one.getAttribute("aria-orientation")).toBe("horizontal");
    expect(one.querySelector("[data-variant=pills]")?.hasAttribute("data-selected")).toBe(true);
    expect(several.querySelectorAll("button[data-variant=segmented_control]").length).toBe(3);
  });

  it("cannot be changed while disabled", async () => {
    const app = drawn([{ ...PILLS, disabled: true, default: "Biscoe" }]);
    expect(screen.getByRole("radiogroup").getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getByRole("radio", { name: "Torgersen" }));
    expect(app.sent).toEqual([]);
  });

  it("presses only the first of two options that read the same", () => {
    drawn([{ ...PILLS, options: ["a", "a"], default: "a" }]);
    expect(screen.getAllByRole("radio").map((radio) => radio.getAttribute("aria-checked"))).toEqual(["true", "false"]);
  });

  it("shows what Python sets", () => {
    const app = drawn([MULTI]);
    app.receive({ type: "values", values: { g: ["*Dream*"] } });
    expect(screen.getByRole("button", { name: "Dream", pressed: true })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Biscoe", pressed: false })).toBeTruthy();
  });

  it("draws nothing to choose for no options", () => {
    drawn([{ ...PILLS, options: [] }]);
    expect(screen.getByRole("radiogroup").children.length).toBe(0);
  });

  it("waits in a form for its button", async () => {
    const app = drawn([
      { kind: "form", form_id: "f" },
      { ...PILLS, form: "f" },
      { kind: "button", id: "b", label: "Send", submit: true, form: "f" },
    ]);
    await userEvent.click(screen.getByRole("radio", { name: "Biscoe" }));
    expect(app.sent).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(app.sent).toEqual([rerun({ g: "Biscoe", b: true })]);
  });
});
