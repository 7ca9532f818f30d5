import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn, type Sparse } from "../testing/draw";

const SEEN: Sparse = {
  kind: "datetime_input",
  id: "m",
  label: "Seen",
  min: "2026-01-01T06:00",
  max: "2026-12-31T23:59",
  default: "2026-05-17T08:45",
};

const part = (name: string) => within(screen.getByRole("group", { name: "Seen" })).getByRole("spinbutton", { name });
const shown = () => screen.getByRole("group", { name: "Seen" }).textContent;
const open = () => userEvent.click(screen.getByRole("button", { name: "Choose date and time" }));
const values = (app: ReturnType<typeof drawn>) =>
  app.sent.map((message) => ("values" in message ? message.values : message));

describe("a field for a date and a time", () => {
  it("is typed through and applied by Enter", async () => {
    const app = drawn([{ ...SEEN, format: "DD.MM.YYYY" }]);
    expect(shown()).toBe("17.05.2026, 08:45");
    await userEvent.click(part("day, Seen"));
    await userEvent.keyboard("180620260930{Enter}");
    expect(values(app)).toEqual([{ m: "2026-06-18T09:30" }]);
  });

  it("tells of a moment out of range", async () => {
    drawn([SEEN]);
    await userEvent.click(part("year, Seen"));
    await userEvent.keyboard("202601010559");
    expect(screen.getByRole("alert").textContent).toBe(
      "Error: This date is outside of the allowed range. Please choose one from 2026/01/01, 06:00 to 2026/12/31, 23:59.",
    );
  });

  it("is put together in its dialog and applied when that closes", async () => {
    const app = drawn([SEEN]);
    await open();
    await userEvent.click(screen.getByRole("button", { name: "Wednesday, May 20, 2026" }));
    const clock = screen.getByTestId("stDateTimeInputPopoverTime");
    await userEvent.click(within(clock).getByRole("spinbutton", { name: "minute, Time" }));
    await userEvent.keyboard("{ArrowUp}");
    expect(shown()).toBe("2026/05/20, 09:00");
    expect(app.sent).toEqual([]);
    await userEvent.keyboard("{Escape}");
    expect(values(app)).toEqual([{ m: "2026-05-20T09:00" }]);
  });

  it("begins a day with its first minute that can be chosen", async () => {
    const app = drawn([{ ...SEEN, default: null, max: "2026-01-31T12:00" }]);
    await open();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "month" }), "January");
    await userEvent.keyboard("{Escape}");
    expect(app.sent).toEqual([]);
    await open();
    await userEvent.click(screen.getByRole("button", { name: "Saturday, January 31, 2026" }));
    expect(shown()).toBe("2026/01/31, 00:00");
    await userEvent.click(document.body);
    expect(values(app)).toEqual([{ m: "2026-01-31T00:00" }]);
    await userEvent.click(screen.getByRole("button", { name: "Clear date and time" }));
    expect(values(app)[1]).toEqual({ m: null });
    await open();
    await userEvent.click(screen.getByRole("button", { name: "Thursday, January 1, 2026" }));
    expect(shown()).toBe("2026/01/01, 06:00");
  });
});
