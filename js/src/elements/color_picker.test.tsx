import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn, type Sparse } from "../testing/draw";

const BEAK: Sparse = { kind: "color_picker", id: "c", label: "Beak", width: "content", default: "#c8470b" };

const patch = () => screen.getByRole("button", { name: "Beak color picker" });
const open = () => userEvent.click(patch());
const hex = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Hex" });
const values = (app: ReturnType<typeof drawn>) =>
  app.sent.map((message) => ("values" in message ? message.values : message));

describe("a color field", () => {
  it("shows a patch of its color", () => {
    drawn([BEAK]);
    expect(screen.getByTestId("stColorPickerBlock").style.backgroundColor).toMatch(/#c8470b|rgb\(200, 71, 11\)/);
    expect(patch().getAttribute("aria-expanded")).toBe("false");
  });

  it("takes a typed color when its dialog closes", async () => {
    const app = drawn([BEAK]);
    await open();
    expect(screen.getByRole("dialog", { name: "Beak color picker" })).toBeTruthy();
    await userEvent.clear(hex());
    await userEvent.type(hex(), "0f0");
    expect(app.sent).toEqual([]);
    await userEvent.keyboard("{Escape}");
    expect(values(app)).toEqual([{ c: "#00ff00" }]);
    expect(document.activeElement).toBe(patch());
  });

  it("is done at Enter", async () => {
    const app = drawn([BEAK]);
    await open();
    await userEvent.clear(hex());
    await userEvent.type(hex(), "#123456{Enter}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(values(app)).toEqual([{ c: "#123456" }]);
  });

  it("tells of what is no color, and keeps the last one", async () => {
    const app = drawn([BEAK]);
    await open();
    await userEvent.clear(hex());
    await userEvent.type(hex(), "red{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("This is no color. Please enter one such as #c8470b.");
    expect(hex().value).toBe("red");
    await userEvent.keyboard("{Escape}");
    expect(app.sent).toEqual([]);
  });

  it("is mixed by arrow keys", async () => {
    const app = drawn([{ ...BEAK, default: "#808080" }]);
    await open();
    expect(document.activeElement).toBe(screen.getByRole("slider", { name: "Saturation" }));
    fireEvent.change(screen.getByRole("slider", { name: "Hue" }), { target: { value: "240" } });
    expect(hex().value).toBe("#808080");
    await userEvent.keyboard("{Shift>}{ArrowRight}{ArrowRight}{ArrowUp}{/Shift}");
    expect(hex().value).toBe("#7a7a99");
    await userEvent.click(document.body);
    expect(values(app)).toEqual([{ c: "#7a7a99" }]);
  });

  it("is mixed by dragging", async () => {
    drawn([BEAK]);
    await open();
    const area = screen.getByRole("slider", { name: "Saturation" }).parentElement as HTMLElement;
    area.getBoundingClientRect = () => new DOMRect(0, 0, 200, 100);
    fireEvent.pointerDown(area, { button: 0, clientX: 100, clientY: 50 });
    fireEvent.pointerMove(area, { clientX: 200, clientY: -50 });
    fireEvent.pointerUp(area);
    fireEvent.pointerMove(area, { clientX: 0, clientY: 0 });
    expect(hex().value).toBe("#ff5100");
  });

  it("cannot be opened while it is disabled", async () => {
    drawn([{ ...BEAK, disabled: true }]);
    await open();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
