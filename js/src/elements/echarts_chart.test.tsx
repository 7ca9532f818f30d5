import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { EChartsChart, Json } from "../protocol";
import { drawn } from "../testing/draw";
import { arrowOf } from "../testing/table";

/** Stands for the chart, which draws on a canvas. */
const chart = vi.hoisted(() => ({
  drawn: [] as EChartsChart[],
  fail: (_: Error): void => undefined,
  select: (_: Json): void => undefined,
}));
vi.mock("./echarts_drawing", () => ({
  EChartsDrawing: class {
    constructor(_holder: unknown, fail: typeof chart.fail, select: typeof chart.select) {
      Object.assign(chart, { fail, select });
    }
    draw(message: EChartsChart) {
      chart.drawn.push(message);
    }
    restyle() {}
    picture = async () => "data:image/png;base64,AA";
    close() {}
  },
}));

beforeEach(() => {
  chart.drawn.length = 0;
});

const ELEMENT = { kind: "echarts_chart", spec: '{"series":[]}', id: "c", default: { selected: [], areas: [] } };

test("a new message is drawn in the same place", async () => {
  const app = drawn([ELEMENT]);
  const place = await screen.findByTestId("stEChartsChart");
  app.put([0, 0], { ...ELEMENT, spec: '{"series":[1]}' });
  expect(chart.drawn.map(({ spec }) => spec)).toEqual(['{"series":[]}', '{"series":[1]}']);
  expect(screen.getByTestId("stEChartsChart")).toBe(place);
});

test("what is selected is told to Python", async () => {
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stEChartsChart");
  const value = { selected: [{ series_index: 0 }], areas: [] };
  act(() => chart.select(value));
  await vi.waitFor(() => expect(app.sent).toMatchObject([{ type: "rerun", values: { c: value } }]));
});

test("a chart that cannot be drawn says so, until another comes", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stEChartsChart");
  act(() => chart.fail(Object.assign(new Error("no axis"), { name: "st.echarts_chart" })));
  expect(screen.getByText("st.echarts_chart: no axis")).toBeTruthy();
  app.put([0, 0], { ...ELEMENT, spec: "{}" });
  expect(await screen.findByTestId("stEChartsChart")).toBeTruthy();
  expect(quiet).toHaveBeenCalled();
});

test("its sizes are words for the sheet", async () => {
  const app = drawn([ELEMENT]);
  const place = await screen.findByTestId("stEChartsChart");
  expect([place.dataset.width, place.dataset.height]).toEqual(["stretch", "content"]);
  app.put([0, 0], { ...ELEMENT, width: "content", height: 200 });
  expect([place.dataset.width, place.dataset.height]).toEqual(["content", "fixed"]);
});

test("the rows can be seen as a table, and the chart is saved", async () => {
  const app = drawn([]);
  const datasets = [{ name: "d", data: { $buffer: "d" } }];
  app.receiveWith(
    { d: arrowOf({ x: [1] }) },
    { type: "delta", path: [0, 0], element: { ...ELEMENT, datasets, alt: "Sales" } },
  );
  const place = await screen.findByTestId("stEChartsChart");
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  await userEvent.click(screen.getByRole("button", { name: "Download as PNG: Sales" }));
  await vi.waitFor(() => expect(clicked).toHaveBeenCalled());
  await userEvent.click(screen.getByRole("button", { name: "Show data: Sales" }));
  expect(await screen.findByTestId("stDataFrame")).toBeTruthy();
  expect(place.hidden).toBe(true);
});
