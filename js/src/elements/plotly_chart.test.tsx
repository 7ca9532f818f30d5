import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Json, PlotlyChart } from "../protocol";
import { drawn } from "../testing/draw";

/** Stands for the drawing, which needs a browser that draws. */
const drawing = vi.hoisted(() => ({
  drawn: [] as { message: PlotlyChart; value: Json; fill: boolean }[],
  marked: [] as Json[],
  fail: (_: Error): void => undefined,
  select: (_: Json): void => undefined,
  miss: (_: string[]): void => undefined,
}));

vi.mock("./plotly_drawing", () => ({
  Drawing: class {
    constructor(_holder: unknown, _place: unknown, ...calls: unknown[]) {
      const [fail, select, miss] = calls as [typeof drawing.fail, typeof drawing.select, typeof drawing.miss];
      Object.assign(drawing, { fail, select, miss });
    }
    draw(message: PlotlyChart, value: Json, fill: boolean) {
      drawing.drawn.push({ message, value, fill });
    }
    mark(value: Json) {
      drawing.marked.push(value);
    }
    close() {}
  },
}));

beforeEach(() => {
  drawing.drawn.length = 0;
  drawing.marked.length = 0;
});

const ELEMENT = { kind: "plotly_chart", spec: '{"data":[],"layout":{}}', id: "c", selection: ["points"], default: {} };

test("a chart has a role and the author's description", async () => {
  const app = drawn([ELEMENT]);
  const plain = await screen.findByRole("graphics-document", { name: "Chart" });
  expect(plain.dataset.testid).toBe("stPlotlyChart");
  app.put([0, 0], { ...ELEMENT, alt: "Sales rise" });
  expect(screen.getByRole("graphics-document", { name: "Sales rise" })).toBe(plain);
});

test("a new message is drawn in the same place", async () => {
  const app = drawn([ELEMENT]);
  const place = await screen.findByTestId("stPlotlyChart");
  app.put([0, 0], { ...ELEMENT, height: 200 });
  expect(drawing.drawn.map(({ message, fill }) => [message.height, fill])).toEqual([
    ["content", false],
    [200, true],
  ]);
  expect(screen.getByTestId("stPlotlyChart")).toBe(place);
});

test("what is selected is told to Python", async () => {
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stPlotlyChart");
  act(() => drawing.select({ points: [] }));
  await vi.waitFor(() => expect(app.sent).toMatchObject([{ type: "rerun", values: { c: { points: [] } } }]));
});

test("what Python selects is shown", async () => {
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stPlotlyChart");
  app.receive({ type: "values", values: { c: { points: [{ x: 1 }] } } });
  expect(drawing.marked.at(-1)).toEqual({ points: [{ x: 1 }] });
});

test("a chart that cannot be drawn says so, until another comes", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stPlotlyChart");
  act(() => drawing.fail(new Error("no such trace")));
  expect(screen.getByText("Error: no such trace")).toBeTruthy();
  app.put([0, 0], { ...ELEMENT, alt: "Another" });
  expect(await screen.findByTestId("stPlotlyChart")).toBeTruthy();
  expect(quiet).toHaveBeenCalled();
});

test("a base map that is not to be had is named", async () => {
  drawn([ELEMENT]);
  const place = await screen.findByTestId("stPlotlyChart");
  act(() => drawing.miss(["https://tiles.invalid"]));
  expect(place.textContent).toContain("Map tiles of https://tiles.invalid are not available here.");
  act(() => drawing.miss([]));
  expect(place.textContent).toBe("");
});

test("in full screen it fills the window", async () => {
  drawn([{ ...ELEMENT, width: 200 }]);
  await userEvent.click(await screen.findByRole("button", { name: "Fullscreen" }));
  expect(drawing.drawn.at(-1)).toMatchObject({ message: { width: "stretch" }, fill: true });
  await userEvent.keyboard("{Escape}");
  expect(drawing.drawn.at(-1)).toMatchObject({ message: { width: 200 }, fill: false });
});
