/** Charts of lines, whose values the pointer finds by their place along the axis. */

import type { Datum } from "./vega_data";

export const LINES: ReadonlySet<string> = new Set(["line", "area", "trail"]);

/** The columns of a chart of lines, by which the pointer finds what stands below it. */
export interface Finder {
  x: string;
  y: string;
  color: string | null;
  /** What the columns are called. */
  titles: Readonly<Record<string, string>>;
  /** Whether values stand where their scale says: stacked ones do not. */
  dots: boolean;
}

interface Encoded {
  field?: unknown;
  title?: unknown;
  aggregate?: unknown;
  bin?: unknown;
  timeUnit?: unknown;
  stack?: unknown;
}

/** How the pointer finds values on lines; null for charts of other marks, and where values are not those of the rows. */
export function finderOf(spec: Record<string, unknown>): Finder | null {
  const mark = (typeof spec.mark === "string" ? { type: spec.mark } : (spec.mark ?? {})) as Record<string, unknown>;
  const encoding = (spec.encoding ?? {}) as Record<string, Encoded | undefined>;
  const { x, y, color } = encoding;
  if (!LINES.has(String(mark.type)) || mark.point || mark.tooltip || spec.transform) return null;
  const computed = [x, y, color].some((channel) => channel?.aggregate || channel?.bin || channel?.timeUnit);
  const names = [x, y, color].map((channel) => columnOf(channel?.field));
  if (computed || !names[0] || !names[1] || (color?.field !== undefined && !names[2])) return null;
  const titles: Record<string, string> = {};
  const wanted = [encoding.tooltip ?? []].flat() as Encoded[];
  if (!wanted.every((channel) => names.includes(columnOf(channel.field)))) return null;
  for (const channel of [x, y, color, ...wanted]) {
    const name = columnOf(channel?.field);
    if (name) titles[name] = typeof channel?.title === "string" && channel.title.trim() ? channel.title : name;
  }
  return {
    x: names[0],
    y: names[1],
    color: names[2] ?? null,
    titles,
    dots: mark.type !== "area" || y?.stack === false || y?.stack === null || !color?.field,
  };
}

/** The name of a column in the form in which Vega takes names; null for a path into a value. */
function columnOf(field: unknown): string | null {
  if (typeof field !== "string" || /(^|[^\\])[.[]/.test(field)) return null;
  return field.replace(/\\(.)/g, "$1");
}

/** How many lines are told of at a time. */
const MOST = 12;

/** The rows to tell of, of those at one place: where there are several lines, the highest first. */
export function telling({ y, color }: Finder, rows: readonly Datum[]): Datum[] {
  const present = rows.filter((row) => row[y] !== null && row[y] !== undefined);
  if (color !== null) present.sort((a, b) => Number(b[y]) - Number(a[y]));
  return present.slice(0, MOST);
}

/** What the tooltip says, as names and values: where the pointer is, and the value of each line there. */
export function told({ x, y, color, titles }: Finder, at: unknown, rows: readonly Datum[]): [string, string][] {
  const name = (column: string) => titles[column] ?? column;
  const values = rows.map((row): [string, string] => {
    return [color === null ? name(y) : String(row[color]), written(row[y])];
  });
  return [[name(x), written(at)], ...values];
}

const NUMBER = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

function written(value: unknown): string {
  if (typeof value === "number") return NUMBER.format(value);
  if (!(value instanceof Date)) return String(value);
  const midnight = value.getHours() + value.getMinutes() + value.getSeconds() + value.getMilliseconds() === 0;
  return value.toLocaleString(
    undefined,
    midnight ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "medium" },
  );
}
