import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { drawn } from "../testing/draw";

const MOOD = { kind: "select_slider", id: "m", label: "Mood", options: ["low", "mid", "high"], default: ["mid"] };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

describe("SelectSliderView", () => {
  it("steps through its options", async () => {
    const app = drawn([MOOD]);
    const slider = screen.getByRole("slider", { name: "Mood" });
    expect(slider.getAttribute("aria-valuetext")).toBe("mid");
    slider.focus();
    await userEvent.keyboard("{ArrowRight}{Home}");
    expect(app.sent).toEqual([rerun({ m: ["high"] }), rerun({ m: ["low"] })]);
    expect(screen.getByTestId("stSliderThumbValue").textContent).toBe("low");
  });

  it("has two ends for a range", async () => {
    const app = drawn([{ ...MOOD, default: ["low", "high"], range: true }]);
    screen.getByRole("slider", { name: "Mood — end" }).focus();
    await userEvent.keyboard("{ArrowLeft}");
    expect(app.sent).toEqual([rerun({ m: ["low", "mid"] })]);
  });

  it("cannot be moved with a single option", () => {
    drawn([{ ...MOOD, options: ["only"], default: ["only"] }]);
    expect(screen.getByRole<HTMLInputElement>("slider").disabled).toBe(true);
  });
});
