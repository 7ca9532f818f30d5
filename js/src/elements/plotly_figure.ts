/** Figures of Plotly as plotly.js takes them: arrays as numbers in memory, the size of the place, the look of the page. */

import type { Figure } from "plotly.js-strict-dist-min";
import type { PlotlyChart } from "../protocol";
import type { Look } from "../ui/look";
import { type Dict, dressed } from "./plotly_theme";

/** How large a place is, in pixels; `fill`: the chart is as high as its place. */
export interface Room {
  width: number;
  height: number;
  fill: boolean;
}

/** A parsed figure. */
export interface Parsed {
  data: Dict[];
  layout: Dict;
  frames?: Dict[];
}

const TYPES = {
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
};
const HEIGHT = 450;
const WIDTH = 700;

/** Reads a message: what stands in its buffers is used where it lies. */
export function parsed(message: PlotlyChart): Parsed {
  return JSON.parse(message.spec, (_, value) => {
    if (typeof value !== "object" || value === null || typeof value.bdata !== "number") return value;
    const bytes = message.arrays[value.bdata];
    if (!bytes) return [];
    const type = TYPES[value.dtype as keyof typeof TYPES];
    const { buffer, byteOffset, byteLength } = bytes;
    const whole = new type(buffer as ArrayBuffer, byteOffset, byteLength / type.BYTES_PER_ELEMENT);
    return typeof value.shape === "string" ? shaped(whole, value.shape.split(",").map(Number)) : whole;
  });
}

type Numbers = InstanceType<(typeof TYPES)[keyof typeof TYPES]>;
type Nested = Numbers | Nested[];

/** Rows of an array, and rows of these, all of them views of the same memory. */
function shaped(values: Numbers, [rows = 0, ...inner]: number[]): Nested {
  if (inner.length === 0) return values;
  const size = values.length / Math.max(rows, 1);
  return Array.from({ length: rows }, (_, row) => shaped(values.subarray(row * size, (row + 1) * size), inner));
}

/** What a chart is drawn from; `look` is null for Plotly's own. */
export function figure(message: PlotlyChart, given: Parsed, room: Room, look: Look | null): Figure {
  const { data, layout } = look ? dressed(given, look, sizeOf(message, given.layout, room).width) : given;
  return {
    data: data.map((trace) => ({ ...trace })),
    layout: { ...layout, ...sizeOf(message, layout, room), uirevision: layout.uirevision ?? "kept" },
    frames: given.frames ?? [],
    config: settings(message),
  };
}

/** The size of the drawing. */
export function sizeOf({ width, height }: PlotlyChart, layout: Dict, room: Room): { width: number; height: number } {
  const own = (value: unknown, otherwise: number) => (typeof value === "number" ? value : otherwise);
  return {
    width: width === "content" && !room.fill ? own(layout.width, WIDTH) : Math.max(room.width, 10),
    height: height === "content" && !room.fill ? own(layout.height, HEIGHT) : Math.max(room.height, 100),
  };
}

/** Settings of plotly.js: ours, then the author's. */
function settings(message: PlotlyChart): Dict {
  const given = JSON.parse(message.config) as Dict;
  const removed = message.id === "" ? [] : UNSELECTING.filter(([mode]) => !message.selection.includes(mode));
  return {
    displaylogo: false,
    // The button would send the chart, and its data, to a server of Plotly's.
    showSendToCloud: false,
    modeBarButtonsToRemove: removed.map(([, button]) => button),
    ...given,
    // The size comes from the place.
    responsive: false,
  };
}

const UNSELECTING = [
  ["box", "select2d"],
  ["lasso", "lasso2d"],
] as const;
