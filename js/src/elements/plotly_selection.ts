/** What is selected in a chart of Plotly: from its events to the value that Python gets, and back into the figure. */

import type { Json, PlotlyChart } from "../protocol";
import type { Dict } from "./plotly_theme";

/** A selected area: its axes and its corners. */
interface Area {
  xref: string;
  yref: string;
  x: (number | string)[];
  y: (number | string)[];
}

/** The value of a chart. */
export interface Selection {
  points: { [name: string]: Json }[];
  point_indices: number[];
  box: Area[];
  lasso: Area[];
}

export const NOTHING: Selection = { points: [], point_indices: [], box: [], lasso: [] };

/** Parts of a point that are the chart itself, or say where on the screen it is. */
const OWN: ReadonlySet<string> = new Set(["data", "fullData", "xaxis", "yaxis", "bbox", "bb", "subplot", "cdi"]);

/** What the reader has selected; `event` is what plotly.js tells. */
export function selectionOf(event: unknown, modes: PlotlyChart["selection"]): Selection {
  const { points = [], selections = [] } = (event ?? {}) as { points?: Dict[]; selections?: Dict[] };
  const found = points.map(pointOf);
  const indices = found.flatMap(({ point_index }) => (typeof point_index === "number" ? [point_index] : []));
  const areas = selections.map((selection) => [selection.type, areaOf(selection)] as const);
  const of = (mode: "box" | "lasso", type: string) =>
    modes.includes(mode) ? areas.filter(([kind]) => kind === type).map(([, area]) => area) : [];
  return {
    points: found,
    point_indices: [...new Set(indices)].sort((a, b) => a - b),
    box: of("box", "rect"),
    lasso: of("lasso", "path"),
  };
}

function pointOf(point: Dict): Selection["points"][number] {
  const entries = Object.entries(point)
    .filter(([name]) => !OWN.has(name))
    .map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), plain(value)] as const)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined);
  const group = (point.data as Dict | undefined)?.legendgroup;
  return { ...Object.fromEntries(entries), ...(typeof group === "string" ? { legendgroup: group } : {}) };
}

/** A value that can travel, undefined for others. */
function plain(value: unknown): Json | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return value.toISOString();
  const list = Array.isArray(value) ? value : ArrayBuffer.isView(value) ? [...(value as Float64Array)] : null;
  return list?.map((each) => plain(each) ?? null);
}

function areaOf({ type, xref, yref, x0, x1, y0, y1, path }: Dict): Area {
  const at = { xref: String(xref ?? "x"), yref: String(yref ?? "y") };
  if (type === "rect") return { ...at, x: [x0, x1] as Area["x"], y: [y0, y1] as Area["y"] };
  const corners = String(path ?? "")
    .replace(/^M|Z$/g, "")
    .split("L")
    .map((corner) => corner.split(",").map(coordinate));
  return { ...at, x: corners.map(([x = 0]) => x), y: corners.map(([, y = 0]) => y) };
}

function coordinate(text: string): number | string {
  const number = Number(text);
  return Number.isNaN(number) ? text.replace("_", " ") : number;
}

/** What a figure needs so that it can be selected in, and so that what is selected is seen. */
export function selecting(message: PlotlyChart, layout: Dict): Dict {
  if (message.id === "") return {};
  const { selection } = message;
  const drag = selection.includes("box") ? "select" : selection.includes("lasso") ? "lasso" : undefined;
  return {
    ...(selection.includes("points") && !layout.clickmode ? { clickmode: "event+select" } : {}),
    ...(drag && !layout.dragmode ? { dragmode: drag } : {}),
    ...(layout.hovermode ? {} : { hovermode: "closest" }),
  };
}

/** Traces and areas that show a selection. */
export function marked(data: object[], { points, box, lasso }: Selection): { data: object[]; selections: object[] } {
  const selections = [
    ...box.map(({ xref, yref, x, y }) => ({ type: "rect", xref, yref, x0: x[0], x1: x[1], y0: y[0], y1: y[1] })),
    ...lasso.map(({ xref, yref, x, y }) => ({
      type: "path",
      xref,
      yref,
      path: `M${x.map((each, index) => `${each},${y[index]}`.replace(" ", "_")).join("L")}Z`,
    })),
  ];
  if (points.length === 0 && selections.length === 0) return { data, selections };
  return {
    data: data.map((trace, curve) => {
      const chosen = points.filter(({ curve_number }) => curve_number === curve);
      const indices = chosen.flatMap(({ point_index, point_numbers }) => point_numbers ?? point_index ?? []);
      return { ...trace, selectedpoints: indices };
    }),
    selections,
  };
}
