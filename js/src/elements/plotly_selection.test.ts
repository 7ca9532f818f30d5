import { expect, test } from "vitest";
import { DEFAULTS, type PlotlyChart } from "../protocol";
import { marked, NOTHING, selecting, selectionOf } from "./plotly_selection";

const ALL: PlotlyChart["selection"] = ["points", "box", "lasso"];
const BOX = { xref: "x", yref: "y", x: [1, 2], y: [3, 4] };
const LASSO = { xref: "x2", yref: "y", x: [1, 2, 3], y: ["2024-01-01 10:00", 5, 6] };

function message(given: Partial<PlotlyChart>): PlotlyChart {
  return { ...DEFAULTS.plotly_chart, kind: "plotly_chart", spec: "", id: "c", selection: ALL, ...given } as PlotlyChart;
}

test("points travel without the chart they are in", () => {
  const point = {
    curveNumber: 0,
    pointNumber: 2,
    pointIndex: 2,
    x: "b",
    y: Number.NaN,
    customdata: new Float64Array([1, 2]),
    data: { legendgroup: "g" },
    fullData: {},
    xaxis: {},
    bbox: {},
    nothing: undefined,
  };
  expect(selectionOf({ points: [point, { ...point, pointIndex: 1 }, point] }, ALL)).toEqual({
    points: expect.arrayContaining([
      {
        curve_number: 0,
        point_number: 2,
        point_index: 2,
        x: "b",
        y: null,
        customdata: [1, 2],
        legendgroup: "g",
      },
    ]),
    point_indices: [1, 2],
    box: [],
    lasso: [],
  });
});

test("areas travel where they are asked for", () => {
  const selections = [
    { type: "rect", xref: "x", yref: "y", x0: 1, x1: 2, y0: 3, y1: 4 },
    { type: "path", xref: "x2", yref: "y", path: "M1,2024-01-01_10:00L2,5L3,6Z" },
  ];
  expect(selectionOf({ points: [], selections }, ALL)).toEqual({ ...NOTHING, box: [BOX], lasso: [LASSO] });
  expect(selectionOf({ points: [], selections }, ["points"])).toEqual(NOTHING);
  expect(selectionOf(null, ALL)).toEqual(NOTHING);
});

test("a figure shows what is selected", () => {
  const value = { ...NOTHING, points: [{ curve_number: 1, point_index: 4 }], box: [BOX], lasso: [LASSO] } as never;
  expect(marked([{ type: "bar" }, { type: "scatter" }], value)).toEqual({
    data: [
      { type: "bar", selectedpoints: [] },
      { type: "scatter", selectedpoints: [4] },
    ],
    selections: [
      { type: "rect", xref: "x", yref: "y", x0: 1, x1: 2, y0: 3, y1: 4 },
      { type: "path", xref: "x2", yref: "y", path: "M1,2024-01-01_10:00L2,5L3,6Z" },
    ],
  });
  expect(marked([{ type: "bar" }], NOTHING)).toEqual({ data: [{ type: "bar" }], selections: [] });
});

test("all points of a chosen bar of a histogram are selected", () => {
  const value = { ...NOTHING, points: [{ curve_number: 0, point_numbers: [3, 5] }] };
  expect(marked([{}], value).data).toEqual([{ selectedpoints: [3, 5] }]);
});

test.each([
  [ALL, {}, { clickmode: "event+select", dragmode: "select", hovermode: "closest" }],
  [["lasso"] as PlotlyChart["selection"], {}, { dragmode: "lasso", hovermode: "closest" }],
  [ALL, { dragmode: "pan", hovermode: "x", clickmode: "event" }, {}],
])("the reader selects as %j say, with %j", (selection, layout, added) => {
  expect(selecting(message({ selection }), layout)).toEqual(added);
});

test("a chart that nobody follows is left as it is", () => {
  expect(selecting(message({ id: "" }), {})).toEqual({});
});
