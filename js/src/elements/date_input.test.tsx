import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { drawn, type Sparse } from "../testing/draw";

const DAY: Sparse = {
  kind: "date_input",
  id: "d",
  label: "Day",
  min: "2026-01-01",
  max: "2026-12-31",
  default: ["2026-05-17"],
};
const DAYS: Sparse = { ...DAY, label: "Days", range: true, default: [] };

const part = (name: string) => screen.getByRole("spinbutton", { name });
const shown = (name = "Day") => screen.getByRole("group", { name }).textContent;
const values = (app: ReturnType<typeof drawn>) =>
  app.sent.map((message) => ("values" in message ? message.values : message));

beforeEach(() => {
  vi.useRealTimers();
});

describe("a date field", () => {
  it("shows a date in the author's format, as Streamlit names its parts", () => {
    drawn([{ ...DAY, format: "DD.MM.YYYY" }]);
    expect(shown()).toBe("17.05.2026");
    expect(part("month, Day").getAttribute("aria-valuetext")).toBe("05 – May");
    expect(part("year, Day").getAttribute("aria-valuenow")).toBe("2026");
    expect(screen.getByRole("button", { name: "Choose date" })).toBe(screen.getByTestId("stDateInputCalendarButton"));
  });

  it("is typed part by part and applied by Enter", async () => {
    const app = drawn([DAY]);
    await userEvent.click(part("month, Day"));
    await userEvent.keyboard("0724");
    expect(shown()).toBe("2026/07/24");
    expect(screen.getByText("Press Enter to apply")).toBeTruthy();
    expect(app.sent).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect(values(app)).toEqual([{ d: ["2026-07-24"] }]);
  });

  it("is applied when the reader leaves, not from part to part", async () => {
    const app = drawn([DAY]);
    await userEvent.click(part("year, Day"));
    await userEvent.tab();
    await userEvent.keyboard("{ArrowUp}");
    await userEvent.tab();
    expect(app.sent).toEqual([]);
    await userEvent.tab();
    await userEvent.tab();
    expect(values(app)).toEqual([{ d: ["2026-06-17"] }]);
  });

  it("keeps what is not complete, and says so", async () => {
    const app = drawn([{ ...DAY, default: [] }]);
    await userEvent.click(part("year, Day"));
    await userEvent.keyboard("2026/5");
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.tab();
    expect(shown()).toBe("2026/05/dd");
    expect(screen.getByRole("alert").textContent).toBe("Error: This date is not complete.");
    expect(part("day, Day").getAttribute("aria-invalid")).toBe("true");
    expect(app.sent).toEqual([]);
    await userEvent.click(part("day, Day"));
    await userEvent.keyboard("9{Enter}");
    expect(values(app)).toEqual([{ d: ["2026-05-09"] }]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("tells of dates that are out of range or do not exist", async () => {
    const app = drawn([DAY]);
    await userEvent.click(part("year, Day"));
    await userEvent.keyboard("2027");
    expect(screen.getByRole("alert").textContent).toBe(
      "Error: This date is outside of the allowed range. Please choose one from 2026/01/01 to 2026/12/31.",
    );
    await userEvent.click(part("year, Day"));
    await userEvent.keyboard("20260231");
    expect(screen.getByRole("alert").textContent).toBe("Error: This date does not exist.");
    await userEvent.keyboard("{Enter}");
    expect(app.sent).toEqual([]);
    expect(shown()).toBe("2026/02/31");
  });

  it("shows its date again when all of it is taken away", async () => {
    const app = drawn([DAY]);
    for (const name of ["year, Day", "month, Day", "day, Day"]) {
      await userEvent.click(part(name));
      await userEvent.keyboard("{Delete}");
    }
    expect(shown()).toBe("yyyy/mm/dd");
    await userEvent.keyboard("{Enter}");
    expect(shown()).toBe("2026/05/17");
    expect(app.sent).toEqual([]);
  });

  it("is emptied by its button where it may be empty", async () => {
    const app = drawn([{ ...DAY, default: [] }]);
    app.receive({ type: "values", values: { d: ["2026-05-20"] } });
    await userEvent.click(screen.getByRole("button", { name: "Clear date" }));
    expect(values(app)).toEqual([{ d: [] }]);
    expect(screen.queryByRole("button", { name: "Clear date" })).toBeNull();
  });

  it("takes a pasted date and gives itself to be copied", () => {
    const app = drawn([{ ...DAY, format: "DD.MM.YYYY" }]);
    const group = screen.getByRole("group", { name: "Day" });
    fireEvent.paste(group, { clipboardData: { getData: () => "on 3.6.2026" } });
    expect(shown()).toBe("03.06.2026");
    const setData = vi.fn();
    fireEvent.copy(group, { clipboardData: { setData } });
    expect(setData).toHaveBeenCalledWith("text/plain", "03.06.2026");
    expect(app.sent).toEqual([]);
  });

  it("takes what the keyboard of a phone writes", () => {
    drawn([DAY]);
    const day = part("day, Day");
    day.focus();
    for (const data of ["2", "4"])
      fireEvent(day, new InputEvent("beforeinput", { inputType: "insertText", data, cancelable: true, bubbles: true }));
    expect(shown()).toBe("2026/05/24");
    fireEvent(
      day,
      new InputEvent("beforeinput", { inputType: "deleteContentBackward", cancelable: true, bubbles: true }),
    );
    expect(shown()).toBe("2026/05/2");
  });

  it("keeps its form back while it is wrong", async () => {
    const app = drawn([
      { ...DAY, default: [], form: "f", required: true },
      { kind: "button", id: "b", label: "Send", form: "f", submit: true },
    ]);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(screen.getByRole("alert").textContent).toBe("Error: This field is required.");
    expect(app.sent).toEqual([]);
    expect(document.activeElement).toBe(part("year, Day"));
    await userEvent.keyboard("20260517");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(values(app)).toEqual([{ b: true, d: ["2026-05-17"] }]);
  });

  it("cannot be changed while it is disabled", async () => {
    const app = drawn([{ ...DAY, disabled: true }]);
    expect(screen.getByRole("button", { name: "Choose date" })).toHaveProperty("disabled", true);
    expect(part("day, Day").getAttribute("tabindex")).toBeNull();
    fireEvent.keyDown(part("day, Day"), { key: "ArrowDown", altKey: true });
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(app.sent).toEqual([]);
  });

  it("shows what Python has set", () => {
    const app = drawn([DAY]);
    app.receive({ type: "values", values: { d: ["2026-06-01"] } });
    expect(shown()).toBe("2026/06/01");
  });
});

describe("a calendar", () => {
  const open = () => userEvent.click(screen.getByRole("button", { name: /^Choose date/ }));
  const day = (name: RegExp | string) => screen.getByRole("button", { name });

  it("opens at the date, is walked by arrows and closed by choosing", async () => {
    const app = drawn([DAY]);
    await open();
    const dialog = screen.getByRole("dialog", { name: "Choose date" });
    expect(dialog).toBe(screen.getByTestId("stDateInputCalendar"));
    expect(within(dialog).getByRole("grid", { name: "Choose date, May 2026" })).toBeTruthy();
    expect(document.activeElement).toBe(day("Sunday, May 17, 2026 selected"));
    await userEvent.keyboard("{ArrowDown}{ArrowRight}");
    expect(document.activeElement).toBe(day("Monday, May 25, 2026"));
    await userEvent.keyboard("{End}");
    expect(document.activeElement).toBe(day("Saturday, May 30, 2026"));
    await userEvent.keyboard("{Home}{PageDown}");
    expect(document.activeElement).toBe(day("Wednesday, June 24, 2026"));
    await userEvent.keyboard("{Enter}");
    expect(values(app)).toEqual([{ d: ["2026-06-24"] }]);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Choose date" }));
  });

  it("goes no further than the author lets it", async () => {
    const app = drawn([{ ...DAY, min: "2026-05-10", max: "2026-05-20" }]);
    await open();
    await userEvent.keyboard("{PageDown}");
    expect(document.activeElement).toBe(day("Wednesday, May 20, 2026"));
    expect(screen.getByRole("button", { name: "Next month" })).toHaveProperty("disabled", true);
    expect(screen.getByRole("button", { name: "Previous month" })).toHaveProperty("disabled", true);
    await userEvent.click(day("Thursday, May 21, 2026"));
    expect(app.sent).toEqual([]);
    expect(day("Thursday, May 21, 2026").getAttribute("aria-disabled")).toBe("true");
  });

  it("turns to another month and year", async () => {
    drawn([DAY]);
    await open();
    await userEvent.click(screen.getByRole("button", { name: "Next month" }));
    expect(screen.getByRole("grid", { name: "Choose date, June 2026" })).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "month" }), "February");
    expect(screen.getByRole("grid", { name: "Choose date, February 2026" })).toBeTruthy();
    expect(within(screen.getByRole("combobox", { name: "year" })).getAllByRole("option")).toHaveLength(1);
  });

  it("closes by Escape, a press elsewhere and its button", async () => {
    drawn([DAY]);
    await userEvent.click(part("day, Day"));
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(screen.getByRole("dialog")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(part("day, Day"));
    await open();
    await userEvent.click(document.body);
    expect(screen.queryByRole("dialog")).toBeNull();
    await open();
    await open();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("keeps the Tab key inside", async () => {
    drawn([DAY]);
    await open();
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Previous month" }));
    await userEvent.tab({ shift: true });
    expect(document.activeElement).toBe(day("Sunday, May 17, 2026 selected"));
  });
});

describe("a range of dates", () => {
  const open = () => userEvent.click(screen.getByRole("button", { name: "Choose date range" }));
  const day = (name: RegExp | string) => screen.getByRole("button", { name });

  it("is chosen by two days in any order, the first told at once", async () => {
    const app = drawn([{ ...DAYS, default: ["2026-05-01", "2026-05-02"] }]);
    await open();
    await userEvent.click(day("Wednesday, May 20, 2026"));
    expect(values(app)).toEqual([{ d: ["2026-05-20"] }]);
    expect(screen.getByRole("dialog")).toBeTruthy();
    await userEvent.click(day("Sunday, May 10, 2026"));
    expect(values(app).slice(1)).toEqual([{ d: ["2026-05-10", "2026-05-20"] }]);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(shown("Days start date")).toBe("2026/05/10");
    expect(shown("Days end date")).toBe("2026/05/20");
  });

  it("marks all days from one to the other", async () => {
    drawn([{ ...DAYS, default: ["2026-05-18", "2026-05-20"] }]);
    await open();
    const selected = screen.getAllByRole("gridcell", { selected: true });
    expect(selected.map((cell) => cell.textContent)).toEqual(["18", "19", "20"]);
  });

  it("is typed, its ends in order", async () => {
    const app = drawn([DAYS]);
    await userEvent.click(part("year, Days end date"));
    await userEvent.keyboard("20260520{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("Error: The start date is missing.");
    await userEvent.click(part("year, Days start date"));
    await userEvent.keyboard("20260521{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("Error: The end date is before the start date.");
    expect(app.sent).toEqual([]);
    await userEvent.click(part("day, Days start date"));
    await userEvent.keyboard("19{Enter}");
    expect(values(app)).toEqual([{ d: ["2026-05-19", "2026-05-20"] }]);
  });

  it("may be half chosen unless it is required", async () => {
    const app = drawn([DAYS, { ...DAYS, id: "r", label: "Needed", required: true }]);
    await userEvent.click(part("year, Days start date"));
    await userEvent.keyboard("20260521{Enter}");
    expect(values(app)).toEqual([{ d: ["2026-05-21"] }]);
    await userEvent.click(part("year, Needed start date"));
    await userEvent.keyboard("20260521{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("Error: This field is required.");
    expect(app.sent).toHaveLength(1);
  });

  it("is chosen by a name, as far as the author lets it", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 4, 17, 12) });
    const app = drawn([{ ...DAYS, min: "2026-05-01" }]);
    await open();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Quick select a date range" }), "Past Week");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Quick select a date range" }), "Past Year");
    expect(values(app)).toEqual([{ d: ["2026-05-10", "2026-05-17"] }, { d: ["2026-05-01", "2026-05-17"] }]);
    expect(screen.getByRole("dialog")).toBeTruthy();
  });
});
