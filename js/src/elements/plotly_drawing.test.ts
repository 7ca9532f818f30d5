import type { Figure } from "plotly.js-strict-dist-min";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DEFAULTS, type Json, type PlotlyChart } from "../protocol";
import { Drawing } from "./plotly_drawing";

/** Stands for plotly.js, which needs a browser that draws. */
const plotly = vi.hoisted(() => ({
  figures: [] as Figure[],
  purged: 0,
  listeners: {} as Record<string, (event?: unknown) => void>,
  problem: null as Error | null,
}));

vi.mock("plotly.js-strict-dist-min", () => ({
  default: {
    react: async (place: HTMLElement, figure: Figure) => {
      if (plotly.problem) throw plotly.problem;
      plotly.figures.push(figure);
      return Object.assign(place, {
        on: (name: string, listener: () => void) => {
          plotly.listeners[name] = listener;
        },
      });
    },
    purge: () => {
      plotly.purged += 1;
    },
  },
}));

const fail = vi.fn();
const select = vi.fn();
let drawing: Drawing;

function message(given: Partial<PlotlyChart> = {}): PlotlyChart {
  const spec = '{"data":[{"type":"scatter","x":{"dtype":"f8","bdata":0}}],"layout":{}}';
  const arrays = [new Uint8Array(new Float64Array([1, 2]).buffer)];
  return { ...DEFAULTS.plotly_chart, kind: "plotly_chart", spec, arrays, id: "c", ...given } as PlotlyChart;
}

async function drawnWith(given: PlotlyChart, value: Json = {}): Promise<Figure> {
  const before = plotly.figures.length;
  drawing.draw(given, value, false);
  await vi.waitFor(() => expect(plotly.figures.length).toBeGreaterThan(before));
  return plotly.figures.at(-1) as Figure;
}

beforeEach(() => {
  Object.assign(plotly, { figures: [], purged: 0, listeners: {}, problem: null });
  fail.mockClear();
  select.mockClear();
  const holder = document.createElement("div");
  const place = document.createElement("div");
  holder.append(place);
  document.body.append(holder);
  drawing = new Drawing(holder, place, fail, select);
});

afterEach(() => drawing.close());

test("the same figure keeps its arrays, so that it is not computed anew", async () => {
  const first = message();
  const [one] = (await drawnWith(first)).data as { x: Float64Array }[];
  const [two] = (await drawnWith({ ...first, height: 200 })).data as { x: Float64Array }[];
  expect(two?.x).toBe(one?.x);
});

test("the zoom is kept from one figure to the next, selections are the page's to say", async () => {
  const modes = ["points", "box"] as PlotlyChart["selection"];
  const first = (await drawnWith(message({ selection: modes }))).layout as Record<string, unknown>;
  const second = (await drawnWith(message({ selection: modes }))).layout as Record<string, unknown>;
  expect([first.uirevision, second.uirevision]).toEqual(["kept", "kept"]);
  expect(first.selectionrevision).not.toBe(second.selectionrevision);
  expect(second).toMatchObject({ clickmode: "event+select", dragmode: "select", selections: [] });
});

test("what the reader selects is told, and not drawn again", async () => {
  await drawnWith(message({ selection: ["points"] }));
  plotly.listeners.plotly_selected?.({ points: [{ curveNumber: 0, pointIndex: 1, x: 2 }] });
  const value = { points: [{ curve_number: 0, point_index: 1, x: 2 }], point_indices: [1], box: [], lasso: [] };
  expect(select).toHaveBeenCalledWith(value);
  drawing.mark(value);
  await Promise.resolve();
  expect(plotly.figures).toHaveLength(1);
  plotly.listeners.plotly_selected?.(undefined);
  plotly.listeners.plotly_deselect?.();
  expect(select.mock.calls.at(-1)).toEqual([{ points: [], point_indices: [], box: [], lasso: [] }]);
  expect(select).toHaveBeenCalledTimes(2);
});

test("what Python selects is drawn", async () => {
  await drawnWith(message());
  drawing.mark({ points: [{ curve_number: 0, point_index: 1 }] });
  await vi.waitFor(() => expect(plotly.figures).toHaveLength(2));
  expect(plotly.figures[1]?.data).toMatchObject([{ selectedpoints: [1] }]);
});

test("of figures that come quickly the last one stands", async () => {
  for (const height of [100, 200, 300]) drawing.draw(message({ height }), {}, false);
  await vi.waitFor(() => expect(plotly.figures).toHaveLength(2));
  expect(fail).not.toHaveBeenCalled();
});

test("what cannot be drawn is told", async () => {
  plotly.problem = new Error("no such trace");
  drawing.draw(message(), {}, false);
  await vi.waitFor(() => expect(fail).toHaveBeenCalledWith(plotly.problem));
});

test("a closed drawing draws no more", async () => {
  drawing.close();
  drawing.draw(message(), {}, false);
  await Promise.resolve();
  expect([plotly.figures, plotly.purged]).toEqual([[], 1]);
});
