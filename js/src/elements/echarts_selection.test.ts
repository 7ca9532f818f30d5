import { expect, test } from "vitest";
import { actionsFor, selectionOf } from "./echarts_selection";

const OPTION = {
  series: [
    { id: "lit-series-0", name: "Sales", selectedMode: "multiple" },
    { id: "c", type: "graph" },
  ],
  brush: { xAxisIndex: "all" },
};

test("clicks and brushes are one selection, each series once and in order", () => {
  const brushed = [
    {
      areas: [
        { brushType: "lineX", coordRange: [0, 2] },
        { brushType: "rect" },
        {
          brushType: "rect",
          coordRanges: [
            [
              [0, 1],
              [2, 3],
            ],
          ],
        },
      ],
      selected: [
        { seriesIndex: 0, dataIndex: [4, 1] },
        { seriesIndex: 1, dataIndex: [] },
      ],
    },
  ];
  const picked = [
    { seriesIndex: 1, dataType: "node", dataIndex: [2] },
    { seriesIndex: 0, dataIndex: [3, 1] },
  ];
  expect(selectionOf(picked, brushed, OPTION)).toEqual({
    selected: [
      { series_index: 0, series_id: null, series_name: "Sales", data_type: "main", data_indices: [1, 3, 4] },
      { series_index: 1, series_id: "c", series_name: null, data_type: "node", data_indices: [2] },
    ],
    areas: [
      { brush_index: 0, brush_type: "lineX", coord_range: [0, 2] },
      {
        brush_index: 0,
        brush_type: "rect",
        coord_range: [
          [0, 1],
          [2, 3],
        ],
      },
    ],
  });
});

test("what is selected is shown again, as far as it can be", () => {
  const group = { series_id: null, series_name: null, data_type: "main", data_indices: [1] };
  const selection = {
    selected: [
      { ...group, series_index: 0 },
      { ...group, series_index: 1 },
      { ...group, series_index: 9 },
    ],
    areas: [{ brush_index: 0, brush_type: "lineX", coord_range: [0, 2] }],
  };
  expect(actionsFor(selection, OPTION)).toEqual([
    { type: "select", seriesIndex: 0, dataIndex: [1] },
    { type: "brush", areas: [{ brushIndex: 0, brushType: "lineX", coordRange: [0, 2], xAxisIndex: 0 }] },
  ]);
  expect(actionsFor(null, {})).toEqual([]);
});
