/** What the reader has selected in a chart of ECharts, as Python gets it. */

import type { Json } from "../protocol";
import { listed, nameOf, type Option } from "./echarts_option";

/** Points of one series. */
export type Group = {
  series_index: number;
  series_id: string | null;
  series_name: string | null;
  data_type: string;
  data_indices: number[];
};

export type Area = { brush_index: number; brush_type: string; coord_range: Json };

/** What ECharts tells of clicks, and of brushes. */
export interface Picked {
  seriesIndex: number;
  dataType?: string;
  dataIndex: number[];
}
export interface Brushed {
  brushIndex?: number;
  areas: { brushType: string; coordRange?: Json; coordRanges?: Json[] }[];
  selected: { seriesIndex: number; dataIndex: number[] }[];
}

/** What is selected by clicks and brushes together, each series once. */
export function selectionOf(picked: readonly Picked[], brushed: readonly Brushed[], option: Option) {
  const series = listed(option.series);
  const groups = new Map<string, Group>();
  for (const { seriesIndex, dataType, dataIndex } of [
    ...picked,
    ...brushed.flatMap(({ selected }) => selected),
  ] as Picked[]) {
    if (dataIndex.length === 0) continue;
    const type = dataType ?? "main";
    const key = `${seriesIndex} ${type}`;
    const one = series[seriesIndex];
    const id = one?.id === nameOf("series", seriesIndex) ? null : one?.id;
    const group = groups.get(key) ?? {
      series_index: seriesIndex,
      series_id: id === undefined || id === null ? null : String(id),
      series_name: one?.name === undefined || one.name === null ? null : String(one.name),
      data_type: type,
      data_indices: [],
    };
    group.data_indices = [...new Set([...group.data_indices, ...dataIndex])].sort((a, b) => a - b);
    groups.set(key, group);
  }
  const areas = brushed.flatMap(({ areas, brushIndex = 0 }) =>
    areas.flatMap(({ brushType, coordRange, coordRanges }): Area[] => {
      const range = coordRange ?? coordRanges?.[0];
      // Without an axis there are pixels only, which say nothing of the data.
      return isRange(range) ? [{ brush_index: brushIndex, brush_type: brushType, coord_range: range }] : [];
    }),
  );
  const selected = [...groups.values()].sort(
    (a, b) => a.series_index - b.series_index || (a.data_type < b.data_type ? -1 : 1),
  );
  return { selected, areas };
}

function isRange(value: unknown): value is Json {
  const plain = (part: unknown) => typeof part === "number" && Number.isFinite(part);
  return Array.isArray(value) && value.every((part) => plain(part) || (Array.isArray(part) && part.every(plain)));
}

/** The actions that show a selection in a chart that was just drawn. */
export function actionsFor(selection: unknown, option: Option): ({ type: string } & Option)[] {
  const { selected = [], areas = [] } = (selection ?? {}) as { selected?: Group[]; areas?: Area[] };
  const series = listed(option.series);
  const actions: ({ type: string } & Option)[] = [];
  for (const { series_index: seriesIndex, data_type: dataType, data_indices: dataIndex } of selected) {
    if (!series[seriesIndex]?.selectedMode) continue;
    actions.push({ type: "select", seriesIndex, dataIndex, ...(dataType === "main" ? {} : { dataType }) });
  }
  if (areas.length > 0) {
    const target = targetOf(option);
    const shown = areas.map(({ brush_index, brush_type, coord_range }) => ({
      brushIndex: brush_index,
      brushType: brush_type,
      coordRange: coord_range,
      ...target,
    }));
    actions.push({ type: "brush", areas: shown });
  }
  return actions;
}

/** What the brush of a chart measures by. */
function targetOf(option: Option): Option {
  const brush = listed(option.brush)[0] ?? {};
  const first = (value: unknown) => (Array.isArray(value) ? value[0] : value === "all" ? 0 : value);
  const named = ["xAxisIndex", "yAxisIndex", "gridIndex", "geoIndex"].filter((name) => name in brush);
  return Object.fromEntries((named.length > 0 ? named : ["xAxisIndex"]).map((name) => [name, first(brush[name] ?? 0)]));
}
