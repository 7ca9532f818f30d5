// @vitest-environment jsdom

import { beforeEach, expect, test, vi } from "vitest";
import { DEFAULTS, type EChartsChart, type Json } from "../protocol";
import { EChartsDrawing } from "./echarts_drawing";

/** Stands for ECharts, which draws on a canvas. */
const echarts = vi.hoisted(() => ({
  options: [] as [option: { series?: unknown }, how: unknown][],
  actions: [] as unknown[],
  listeners: {} as Record<string, (event: unknown) => void>,
  themes: [] as unknown[],
  made: [] as unknown[],
  disposed: 0,
}));
vi.mock("./echarts_library", () => ({
  init: (_holder: unknown, theme: unknown, { renderer }: { renderer: string }) => {
    echarts.made.push([theme !== null, renderer]);
    const on = (name: string, call: (event: unknown) => void) => Object.assign(echarts.listeners, { [name]: call });
    return {
      on,
      getZr: () => ({ on }),
      setOption: (option: { series?: unknown }, how: unknown) => {
        if (option.series === "wrong") throw new Error("no such axis");
        echarts.options.push([option, how]);
      },
      dispatchAction: (action: unknown) => echarts.actions.push(action),
      setTheme: (theme: unknown) => echarts.themes.push(theme),
      resize: () => undefined,
      dispose: () => {
        echarts.disposed += 1;
      },
    };
  },
}));

const chosen: Json[] = [];
const problems: Error[] = [];
let known: Json = { selected: [], areas: [] };

function message(data: number[], more: Partial<EChartsChart> = {}): EChartsChart {
  const spec = JSON.stringify({ series: [{ type: "bar", selectedMode: "multiple", data }] });
  return { ...DEFAULTS.echarts_chart, kind: "echarts_chart", spec, ...more } as EChartsChart;
}

function drawing(): EChartsDrawing {
  return new EChartsDrawing(
    document.createElement("div"),
    (problem) => problems.push(problem),
    (value) => chosen.push(value),
    () => known,
  );
}

beforeEach(() => {
  Object.assign(echarts, { options: [], actions: [], themes: [], made: [], disposed: 0 });
  chosen.length = problems.length = 0;
  known = { selected: [], areas: [] };
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});

test("other data is merged in place, another chart is not", () => {
  const chart = drawing();
  chart.draw(message([1]));
  chart.draw(message([2]));
  chart.draw(message([2], { alt: "x", spec: '{"series":[{"type":"line","data":[2]}]}' }));
  expect(echarts.options.map(([, how]) => how)).toEqual([{ notMerge: true }, undefined, { notMerge: true }]);
  expect(echarts.made).toEqual([[true, "canvas"]]);
});

test("another renderer or theme needs another chart", () => {
  const chart = drawing();
  chart.draw(message([1]));
  chart.draw(message([1], { renderer: "svg" }));
  chart.draw(message([1], { renderer: "svg", theme: null }));
  expect(echarts.made).toEqual([
    [true, "canvas"],
    [true, "svg"],
    [false, "svg"],
  ]);
  expect(echarts.disposed).toBe(2);
});

test("a chart in the page's colours changes with them", () => {
  const chart = drawing();
  chart.draw(message([1]));
  chart.restyle();
  expect(echarts.themes).toHaveLength(1);
  expect(echarts.options).toHaveLength(2);
  chart.draw(message([1], { theme: null }));
  chart.restyle();
  expect(echarts.themes).toHaveLength(1);
});

test("what is selected is told once the reader rests, and only if it is new", async () => {
  const chart = drawing();
  chart.draw(message([1, 2], { id: "w" }));
  echarts.listeners.selectchanged?.({ selected: [{ seriesIndex: 0, dataIndex: [0] }] });
  echarts.listeners.selectchanged?.({ selected: [{ seriesIndex: 0, dataIndex: [0, 1] }] });
  await vi.waitFor(() => expect(chosen).toHaveLength(1));
  expect(chosen[0]).toMatchObject({ selected: [{ series_index: 0, data_indices: [0, 1] }], areas: [] });
  known = chosen[0] as Json;
  echarts.listeners.selectchanged?.({ selected: [{ seriesIndex: 0, dataIndex: [1, 0] }] });
  echarts.listeners.dblclick?.({});
  await vi.waitFor(() => expect(chosen).toHaveLength(2));
  expect(chosen[1]).toEqual({ selected: [], areas: [] });
});

test("a chart that Python does not follow tells nothing", async () => {
  vi.useFakeTimers();
  const chart = drawing();
  chart.draw(message([1]));
  echarts.listeners.selectchanged?.({ selected: [{ seriesIndex: 0, dataIndex: [0] }] });
  vi.advanceTimersByTime(1000);
  expect(chosen).toEqual([]);
  vi.useRealTimers();
});

test("what is selected is shown in a chart that is drawn anew", () => {
  known = {
    selected: [{ series_index: 0, series_id: null, series_name: null, data_type: "main", data_indices: [1] }],
    areas: [],
  };
  drawing().draw(message([1, 2], { id: "w" }));
  expect(echarts.actions).toEqual([{ type: "select", seriesIndex: 0, dataIndex: [1] }]);
});

test("a chart that cannot be drawn says so with the call's name, and the next one is drawn", () => {
  const chart = drawing();
  chart.draw(message([], { spec: '{"series":"wrong"}' }));
  expect(problems.map(String)).toEqual(["st.echarts_chart: ECharts cannot draw this option. It says: no such axis"]);
  chart.draw(message([1]));
  expect(echarts.options).toHaveLength(1);
  chart.close();
  expect(echarts.disposed).toBe(2);
});
