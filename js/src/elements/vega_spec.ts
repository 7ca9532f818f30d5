/** Specifications as they are compiled: their size that of the place, and apart from them what changes from run to run. */

import type { TopLevelSpec } from "vega-lite";
import type { Json, VegaLiteChart } from "../protocol";
import type { Datum } from "./vega_data";
import { type Finder, finderOf, LINES } from "./vega_finder";

export type Spec = TopLevelSpec & Record<string, unknown>;

/** The name under which a chart's title can be changed. */
export const TITLE = "jupyterlit_title";
const DATA = "jupyterlit_data";

/** A specification, and what can be changed in the chart without compiling it once more. */
export interface Prepared {
  spec: Spec;
  title: string | null;
  /** Rows that stood in the specification, by name. */
  rows: { name: string; values: Datum[] }[];
  /** What the pointer finds in it; null where Vega's own tooltips do. */
  hover: Finder | null;
  /** How wide and high it is, as far as the place says that. */
  size: { width?: number; height?: number };
}

/** The place's inner size. */
interface Room {
  width: number;
  height: number;
}

/** Colours by the names that authors give them. */
type Palette = Readonly<Record<string, string>>;

/**
 * Reads a message: sets its title and its rows apart, gives it the width and height that the author wants and the colours
 * that the theme has for names.
 */
export function prepared(message: VegaLiteChart, room: Room, palette: Palette = {}): Prepared {
  const spec = JSON.parse(message.spec) as Spec;
  if (isVega(spec)) return { spec, title: null, rows: [], size: {}, hover: null };
  for (const view of viewsOf(spec)) colour(view, palette);
  muteLines(spec);
  const size = sizeOf(spec, message, room);
  const hover = isSingle(spec) ? finderOf(spec) : null;
  if (hover) Object.assign(spec.encoding as object, { tooltip: null });
  return { spec: Object.assign(spec, size), title: liftTitle(spec), rows: liftRows(spec), size, hover };
}

/** What a chart is compiled from: charts of the same source differ in rows, title and size at most. */
export function sourceOf({ spec, title, size }: Prepared): string {
  const open: Record<string, unknown> = { ...spec };
  for (const name of Object.keys(size)) open[name] = "place";
  if (title !== null) open.params = (spec.params as { name?: unknown }[]).filter((param) => param.name !== TITLE);
  return JSON.stringify(open);
}

export function isVega(spec: Spec): boolean {
  return String(spec.$schema ?? "").includes("/schema/vega/");
}

const SEVERAL = ["hconcat", "vconcat", "concat", "facet", "repeat"];

/** Whether a specification is one view, whose size is two numbers: the others lay their parts out themselves. */
export function isSingle(spec: Spec): boolean {
  const encoding = spec.encoding;
  const facets =
    typeof encoding === "object" && encoding !== null && ["row", "column", "facet"].some((name) => name in encoding);
  return !facets && !SEVERAL.some((name) => name in spec);
}

/** A view and those within it. */
export function viewsOf(spec: Spec): Spec[] {
  const within = ["layer", ...SEVERAL].flatMap((name) => (Array.isArray(spec[name]) ? (spec[name] as Spec[]) : []));
  const repeated = typeof spec.spec === "object" && spec.spec !== null ? [spec.spec as Spec] : [];
  return [spec, ...[...within, ...repeated].filter((view) => typeof view === "object").flatMap(viewsOf)];
}

interface Channel {
  value?: unknown;
  scale?: { range?: unknown } | null;
  tooltip?: unknown;
}

/** Gives colours that are called by name those of the theme. */
function colour(view: Spec, palette: Palette): void {
  const encoding = (view.encoding ?? {}) as Record<string, Channel | undefined>;
  const named = (value: unknown) => (typeof value === "string" ? (palette[value] ?? value) : value);
  for (const channel of [encoding.color, encoding.fill, encoding.stroke]) {
    if (channel && "value" in channel) channel.value = named(channel.value);
    if (Array.isArray(channel?.scale?.range)) channel.scale.range = channel.scale.range.map(named);
  }
}

/**
 * Leaves out tooltips of lines that stand among other layers: a line is one mark with as many tooltips as rows, each of
 * which is made, and the first is shown.
 */
function muteLines(spec: Spec): void {
  if (!Array.isArray(spec.layer) || !("tooltip" in ((spec.encoding ?? {}) as Channel))) return;
  for (const layer of spec.layer as Spec[]) {
    const mark = layer.mark as string | { type?: string } | undefined;
    const type = typeof mark === "object" ? mark.type : mark;
    const own = (layer.encoding ?? {}) as Channel;
    if (LINES.has(type ?? "") && !("tooltip" in own)) Object.assign(layer, { encoding: { ...own, tooltip: null } });
  }
}

function sizeOf(spec: Spec, message: VegaLiteChart, room: Room): Prepared["size"] {
  const wide = message.width !== "content" && room.width > 0;
  const size: Prepared["size"] = {};
  if (isSingle(spec)) {
    if (wide) size.width = room.width;
    if (typeof message.height === "number") size.height = message.height;
    else if (message.height === "stretch" && room.height > 0) size.height = room.height;
    return size;
  }
  const { autosize } = spec as { autosize?: { type?: string } };
  if (autosize?.type === "fit") autosize.type = "pad"; // several views cannot be fitted into one size
  if (wide && Array.isArray(spec.vconcat)) {
    for (const view of spec.vconcat as Spec[]) if (isSingle(view)) view.width = room.width;
  }
  return size;
}

/** Replaces the title's text by a parameter; returns the text. */
function liftTitle(spec: Spec): string | null {
  const { title } = spec;
  const given = typeof title === "object" && title !== null && !Array.isArray(title) ? title : null;
  const text = given && "text" in given ? given.text : title;
  if (typeof text !== "string" || text === "") return null;
  const params = Array.isArray(spec.params) ? spec.params : [];
  if (params.some((param: { name?: unknown }) => param.name === TITLE)) return null;
  Object.assign(spec, {
    title: { ...given, text: { expr: TITLE } },
    params: [...params, { name: TITLE, value: text }],
  });
  return text;
}

/** Replaces rows that stand in the specification by a name; returns them. */
function liftRows(spec: Spec): Prepared["rows"] {
  const data = spec.data as { values?: unknown; name?: string; format?: unknown } | undefined | null;
  if (!data || !Array.isArray(data.values) || data.format || !data.values.every(isRow)) return [];
  const name = data.name ?? DATA;
  const { values, ...rest } = data;
  Object.assign(spec, { data: { ...rest, name } });
  return [{ name, values }];
}

function isRow(value: unknown): value is Datum {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Param {
  name?: string;
  select?: string | { type?: string };
  bind?: unknown;
  value?: unknown;
}

/** Lets a chart begin with what is selected already: it may be drawn anew, in another theme say. */
export function preselect(spec: Spec, selection: Json): void {
  if (typeof selection !== "object" || selection === null) return;
  const views = viewsOf(spec);
  for (const param of views.flatMap((view) => (view.params ?? []) as Param[])) {
    const selected = (selection as Record<string, Json>)[param.name ?? ""];
    if (!param.select || param.bind || typeof selected !== "object" || selected === null) continue;
    if (Array.isArray(selected)) {
      if (selected.length > 0 && selected.every((point) => !("_vgsid_" in (point as object)))) param.value = selected;
    } else {
      const value = byChannel(views, selected);
      if (Object.keys(value).length > 0) param.value = value;
    }
  }
}

/** Intervals by the axis that they lie on, for columns that lie on one. */
function byChannel(views: Spec[], intervals: Record<string, Json>): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const { encoding } of views) {
    for (const axis of ["x", "y"]) {
      const { field } = ((encoding ?? {}) as Record<string, { field?: string }>)[axis] ?? {};
      const interval = field === undefined ? undefined : intervals[field];
      if (Array.isArray(interval)) found[axis] = interval;
    }
  }
  return found;
}
