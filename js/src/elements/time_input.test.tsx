import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn, type Sparse } from "../testing/draw";

const TIME: Sparse = { kind: "time_input", id: "t", label: "Fed", default: "08:45" };

const part = (name: string) => screen.getByRole("spinbutton", { name });
const shown = () => screen.getByRole("group", { name: "Fed" }).textContent;
const values = (app: ReturnType<typeof drawn>) =>
  app.sent.map((message) => ("values" in message ? message.values : message));

describe("a time field", () => {
  it("shows hours and minutes, and seconds where the step needs them", () => {
    drawn([TIME]);
    expect(shown()).toBe("08:45");
    expect(screen.getByTestId("stTimeInputTimeDisplay").contains(part("hour, Fed"))).toBe(true);
    drawn([{ ...TIME, id: "s", label: "Exact", step: 10, default: "08:45:10" }]);
    expect(screen.getByRole("group", { name: "Exact" }).textContent).toBe("08:45:10");
  });

  it("is typed and applied by Enter", async () => {
    const app = drawn([TIME]);
    await userEvent.click(part("hour, Fed"));
    await userEvent.keyboard("177");
    expect(shown()).toBe("17:07");
    expect(screen.getByText("Press Enter to apply")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(values(app)).toEqual([{ t: "17:07" }]);
  });

  it("goes on by steps, each applied at once", async () => {
    const app = drawn([{ ...TIME, default: "08:50" }]);
    await userEvent.click(part("minute, Fed"));
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    await userEvent.click(part("hour, Fed"));
    await userEvent.keyboard("{ArrowDown}");
    expect(values(app)).toEqual([{ t: "09:00" }, { t: "09:15" }, { t: "08:15" }]);
  });

  it("reads twelve hours twice a day", async () => {
    const app = drawn([{ ...TIME, format: "12h", default: "20:45" }]);
    expect(shown()).toBe("08:45 PM");
    await userEvent.click(part("AM/PM, Fed"));
    await userEvent.keyboard("a{Enter}");
    expect(values(app)).toEqual([{ t: "08:45" }]);
  });

  it("is before noon until the reader says otherwise", async () => {
    const app = drawn([{ ...TIME, format: "12h", default: null }]);
    expect(shown()).toBe("hh:mm AM");
    await userEvent.click(part("hour, Fed"));
    await userEvent.keyboard("930{Enter}");
    expect(values(app)).toEqual([{ t: "09:30" }]);
  });

  it("tells of a time that is not complete", async () => {
    const app = drawn([{ ...TIME, default: null }]);
    await userEvent.click(part("hour, Fed"));
    await userEvent.keyboard("8");
    await userEvent.tab();
    expect(screen.getByRole("alert").textContent).toBe("Error: This time is not complete.");
    expect(shown()).toBe("08:mm");
    expect(app.sent).toEqual([]);
  });

  it("is emptied by its button, and by taking all of it away", async () => {
    const app = drawn([{ ...TIME, default: null }]);
    app.receive({ type: "values", values: { t: "08:45" } });
    await userEvent.click(screen.getByRole("button", { name: "Clear time" }));
    expect(shown()).toBe("HH:mm");
    app.receive({ type: "values", values: { t: "08:45" } });
    await userEvent.click(part("minute, Fed"));
    await userEvent.keyboard("{Backspace}{Backspace}{Backspace}{Backspace}{Enter}");
    expect(values(app)).toEqual([{ t: null }, { t: null }]);
  });

  it("keeps its form back while it is needed", async () => {
    const app = drawn([{ kind: "form", form_id: "f", enter_to_submit: true }]);
    app.put([0, 0, 0], { ...TIME, default: null, form: "f", required: true });
    app.put([0, 0, 1], { kind: "button", id: "b", label: "Send", form: "f", submit: true });
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(screen.getByRole("alert").textContent).toBe("Error: This field is required.");
    await userEvent.keyboard("0845{Enter}");
    expect(values(app)).toEqual([{ b: true, t: "08:45" }]);
  });
});
