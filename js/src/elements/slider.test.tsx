import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { drawn } from "../testing/draw";

const LEVEL = { kind: "slider", id: "s", label: "Level", min: 0, max: 100, step: 5, format: "%d", default: [20] };
const SPAN = { ...LEVEL, default: [20, 60], range: true };

function rerun(values: Record<string, unknown>) {
  return { type: "rerun", values, query: null, page: null, number: expect.any(Number) };
}

function shown(): string[] {
  return screen.getAllByTestId("stSliderThumbValue").map((value) => value.textContent ?? "");
}

function area(): HTMLElement {
  const area = document.querySelector<HTMLElement>(".lit-track-area");
  if (!area) throw new Error("There is no track.");
  return area;
}

describe("SliderView", () => {
  it("applies each key at once", async () => {
    const app = drawn([LEVEL]);
    screen.getByRole("slider", { name: "Level" }).focus();
    await userEvent.keyboard("{ArrowRight}{ArrowUp}{ArrowLeft}{PageUp}{Home}{End}");
    expect(app.sent).toEqual([25, 30, 25, 35, 0, 100].map((value) => rerun({ s: [value] })));
    expect(shown()).toEqual(["100"]);
  });

  it("sends nothing for a key that leads nowhere", async () => {
    const app = drawn([{ ...LEVEL, default: [100] }]);
    screen.getByRole("slider").focus();
    await userEvent.keyboard("{ArrowRight}{PageUp}{End}");
    expect(app.sent).toEqual([]);
  });

  it("has the names of Streamlit's page", () => {
    drawn([LEVEL]);
    expect(screen.getByTestId("stSlider").contains(screen.getByRole("group", { name: "Level" }))).toBe(true);
    const slider = screen.getByRole("slider", { name: "Level" });
    expect(slider.getAttribute("aria-valuetext")).toBe("20");
    expect([slider.getAttribute("min"), slider.getAttribute("max")]).toEqual(["0", "100"]);
    expect(screen.getByTestId("stSliderTickBar").textContent).toBe("0100");
  });

  it("writes values in the author's format", () => {
    drawn([{ ...LEVEL, format: "%d %%" }]);
    expect(shown()).toEqual(["20 %"]);
    expect(screen.getByRole("slider").getAttribute("aria-valuetext")).toBe("20 %");
  });

  it("writes dates", async () => {
    const day = 86_400_000;
    const min = Date.UTC(2024, 0, 1);
    const app = drawn([
      { ...LEVEL, data_type: "date", min, max: min + 365 * day, step: day, default: [min], format: "MMM D" },
    ]);
    expect(shown()).toEqual(["Jan 1"]);
    screen.getByRole("slider").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(shown()).toEqual(["Jan 2"]);
    expect(app.sent).toEqual([rerun({ s: [min + day] })]);
  });

  it("adds steps without the noise of fractions", async () => {
    const app = drawn([{ ...LEVEL, data_type: "float", min: 0, max: 1, step: 0.1, default: [0.2], format: "%.1f" }]);
    screen.getByRole("slider").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(app.sent).toEqual([rerun({ s: [0.3] })]);
  });

  it("cannot be moved when it is disabled", async () => {
    const app = drawn([{ ...LEVEL, disabled: true }]);
    fireEvent.pointerDown(area(), { clientX: 50, button: 0 });
    fireEvent.pointerUp(area());
    expect(screen.getByRole<HTMLInputElement>("slider").disabled).toBe(true);
    expect(app.sent).toEqual([]);
  });

  it("keeps the focus when its element is sent again", async () => {
    const app = drawn([LEVEL]);
    screen.getByRole("slider").focus();
    await userEvent.keyboard("{ArrowRight}");
    app.put([0, 0], { ...LEVEL, help: "How much" });
    expect(document.activeElement).toBe(screen.getByRole("slider"));
    expect(shown()).toEqual(["25"]);
  });
});

describe("Dragging", () => {
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 200, 20));
  });

  it("shows the value all the way and applies it on release", () => {
    const app = drawn([LEVEL]);
    fireEvent.pointerDown(area(), { clientX: 40, button: 0 });
    for (const clientX of [60, 80, 121]) fireEvent.pointerMove(area(), { clientX });
    expect(shown()).toEqual(["60"]);
    expect(app.sent).toEqual([]);
    fireEvent.pointerUp(area());
    return Promise.resolve().then(() => expect(app.sent).toEqual([rerun({ s: [60] })]));
  });

  it("jumps to where the track is pressed, and keys go on from there", async () => {
    const app = drawn([LEVEL]);
    fireEvent.pointerDown(area(), { clientX: 100, button: 0 });
    fireEvent.pointerUp(area());
    await userEvent.keyboard("{ArrowRight}");
    expect(app.sent).toEqual([rerun({ s: [50] }), rerun({ s: [55] })]);
  });

  it("goes back when the browser takes the gesture for itself", () => {
    const app = drawn([LEVEL]);
    fireEvent.pointerDown(area(), { clientX: 100, button: 0 });
    fireEvent.pointerCancel(area());
    expect(shown()).toEqual(["20"]);
    expect(app.sent).toEqual([]);
  });

  it("moves the nearer end of a range, up to the other one", async () => {
    const app = drawn([SPAN]);
    fireEvent.pointerDown(area(), { clientX: 50, button: 0 });
    fireEvent.pointerMove(area(), { clientX: 190 });
    fireEvent.pointerUp(area());
    await Promise.resolve();
    expect(app.sent).toEqual([rerun({ s: [60, 60] })]);
    // Both ends are in one place now: the press says which of them is meant.
    fireEvent.pointerDown(area(), { clientX: 160, button: 0 });
    fireEvent.pointerUp(area());
    await Promise.resolve();
    expect(app.sent.at(-1)).toEqual(rerun({ s: [60, 80] }));
  });
});

describe("A range", () => {
  it("has a slider for each end, which stop at each other", async () => {
    const app = drawn([SPAN]);
    const start = screen.getByRole("slider", { name: "Level — start" });
    const end = screen.getByRole("slider", { name: "Level — end" });
    expect([start.getAttribute("max"), end.getAttribute("min")]).toEqual(["60", "20"]);
    start.focus();
    await userEvent.keyboard("{End}");
    end.focus();
    await userEvent.keyboard("{ArrowLeft}");
    expect(app.sent).toEqual([rerun({ s: [60, 60] })]);
  });

  it("waits for its form's button", async () => {
    const app = drawn([{ kind: "form", form_id: "f" }]);
    app.put([0, 0, 0], { ...SPAN, form: "f" });
    screen.getByRole("slider", { name: "Level — end" }).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(shown()).toEqual(["20", "65"]);
    expect(app.sent).toEqual([]);
  });
});
