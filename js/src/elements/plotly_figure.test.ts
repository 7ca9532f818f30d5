import { expect, test } from "vitest";
import { DEFAULTS, type PlotlyChart } from "../protocol";
import { figure, parsed, sizeOf } from "./plotly_figure";

const ROOM = { width: 640, height: 300, fill: false };

function message(given: Partial<PlotlyChart> = {}): PlotlyChart {
  return { ...DEFAULTS.plotly_chart, kind: "plotly_chart", spec: '{"data":[],"layout":{}}', ...given } as PlotlyChart;
}

test("arrays are used where they lie", () => {
  const numbers = new Float64Array([1, 2, 3, 4, 5, 6]);
  const whole = new Int32Array([7, 8]);
  const spec = JSON.stringify({
    data: [{ x: { dtype: "i4", bdata: 1 }, z: { dtype: "f8", bdata: 0, shape: "2,3" }, y: [1, { bdata: "not ours" }] }],
    layout: {},
  });
  const arrays = [new Uint8Array(numbers.buffer), new Uint8Array(whole.buffer)];
  const [trace] = parsed(message({ spec, arrays })).data as [{ x: Int32Array; y: unknown[]; z: Float64Array[] }];
  expect(trace.x).toEqual(whole);
  expect(trace.x.buffer).toBe(whole.buffer);
  expect(trace.z).toEqual([new Float64Array([1, 2, 3]), new Float64Array([4, 5, 6])]);
  expect(trace.z[1]?.buffer).toBe(numbers.buffer);
  expect(trace.y).toEqual([1, { bdata: "not ours" }]);
});

test("an array that has not come is empty", () => {
  const spec = '{"data":[{"x":{"dtype":"f8","bdata":0}}],"layout":{}}';
  expect(parsed(message({ spec })).data).toEqual([{ x: [] }]);
});

test.each([
  [{}, {}, {}, { width: 640, height: 450 }],
  [{}, { width: 300, height: 200 }, {}, { width: 640, height: 200 }],
  [{ width: "content" as const }, {}, {}, { width: 700, height: 450 }],
  [{ width: "content" as const }, { width: 300 }, {}, { width: 300, height: 450 }],
  [{ height: 300 }, { height: 200 }, {}, { width: 640, height: 300 }],
  [{ width: "content" as const }, { width: 300 }, { fill: true }, { width: 640, height: 300 }],
  [{ height: "stretch" as const }, {}, { height: 20 }, { width: 640, height: 100 }],
])("sizes %j %j %j", (given, layout, room, size) => {
  expect(sizeOf(message(given), layout, { ...ROOM, ...room })).toEqual(size);
});

test("the reader's zoom is kept, and the author's settings count", () => {
  const given = { data: [{ type: "bar" }], layout: { uirevision: 5 } };
  const drawn = figure(message({ config: '{"scrollZoom":true,"displaylogo":true}' }), given, ROOM, null);
  expect(drawn.config).toEqual({
    displaylogo: true,
    showSendToCloud: false,
    scrollZoom: true,
    modeBarButtonsToRemove: [],
    responsive: false,
  });
  expect(drawn.layout).toMatchObject({ uirevision: 5 });
  expect(figure(message(), { data: [], layout: {} }, ROOM, null).layout).toMatchObject({ uirevision: "kept" });
  expect(drawn.data[0]).not.toBe(given.data[0]); // plotly.js writes into what it is given
});

test("tools that select nothing are left out", () => {
  const config = figure(message({ id: "c", selection: ["box"] }), { data: [], layout: {} }, ROOM, null).config;
  expect(config).toMatchObject({ modeBarButtonsToRemove: ["lasso2d"] });
});
