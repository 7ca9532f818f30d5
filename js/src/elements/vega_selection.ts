/** Selections of a chart: what the reader has chosen, as Python gets it and as a chart begins with it. */

import type { Spec as VegaSpec } from "vega";
import type { Json, VegaLiteChart } from "../protocol";
import { columnsOf, type Datum, local, zoneless, zonelessOf } from "./vega_data";

type Selecting = Pick<VegaLiteChart, "datasets">;

/** What the signals of selections hold: the chosen points, or the interval of each field, or nothing. */
export function toPython(signals: Record<string, unknown>, message: Selecting): Json {
  const told = timesOf(message);
  return Object.fromEntries(
    Object.entries(signals).map(([name, value]) => {
      const { vlPoint } = (value ?? {}) as { vlPoint?: { or?: Datum[] } };
      return [name, plain(vlPoint?.or ?? value ?? {}, "", told)];
    }),
  );
}

/** What Python says is selected, in the values of the chart. */
export function toChart(selections: Json, message: Selecting): Json {
  const { zoned, column } = timesOf(message);
  const moved = (part: Json, name: string): Json => {
    if (Array.isArray(part)) return part.map((each) => moved(each, name));
    if (typeof part === "object" && part !== null) {
      return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, moved(value, key)]));
    }
    const at = typeof part === "string" && !column(name) && MOMENT.test(part) ? Date.parse(part) : part;
    return typeof at === "number" && !zoned(name) ? local(at) : at;
  };
  return moved(selections, "");
}

/** A moment as JSON writes it. */
const MOMENT = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

interface Times {
  /** Whether values are moments, and no times without a zone: for Vega these are local times, for Python in none. */
  zoned(name: string): boolean;
  /** Whether a column of the chart's tables has that name. */
  column(name: string): boolean;
}

function timesOf({ datasets }: Selecting): Times {
  const zoneless = datasets.flatMap(({ data }) => zonelessOf(data));
  const columns = new Set(datasets.flatMap(({ data }) => columnsOf(data)));
  const column = (name: string) => columns.has(name);
  // A column's months, days and the like are called `month_` and so on, and its name.
  const derived = (name: string) => !column(name) && !name.startsWith("utc");
  return {
    column,
    zoned: (name) => !zoneless.some((field) => name === field || (derived(name) && name.endsWith(`_${field}`))),
  };
}

/** A value as JSON: times of columns as milliseconds, those that are computed from them as text. */
function plain(value: unknown, name: string, times: Times): Json {
  if (value instanceof Date) {
    const at = times.zoned(name) ? value.getTime() : zoneless(value.getTime());
    return times.column(name) || Number.isNaN(at) ? at : new Date(at).toISOString();
  }
  if (Array.isArray(value)) return value.map((part) => plain(part, name, times));
  if (typeof value === "number") return times.zoned(name) ? value : zoneless(value);
  if (typeof value !== "object" || value === null) return (value ?? null) as Json;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, key, times)]));
}

interface Signals {
  signals?: readonly { name: string; on?: readonly { update?: unknown }[] }[];
  marks?: readonly Signals[];
}

/**
 * Lets selections read columns with dots or brackets in their names: what is compiled asks a row for the name as the
 * specification writes it, with backslashes.
 */
export function readSpecialNames(spec: VegaSpec): VegaSpec {
  const repair = (view: Signals): void => {
    for (const { on } of (view.signals ?? []).filter(({ name }) => name.endsWith("_tuple"))) {
      for (const rule of on ?? []) {
        if (typeof rule.update === "string") rule.update = rule.update.replace(/\\\\([.[\]])/g, "$1");
      }
    }
    for (const mark of view.marks ?? []) repair(mark);
  };
  repair(spec as Signals);
  return spec;
}
