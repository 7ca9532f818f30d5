/** Numbers, dates and times of a column in the formats that authors and readers choose. */

import { type DateKind, formatDate } from "../ui/date_format";
import { formatNumber } from "../ui/format";
import { timeOfDay } from "./dataframe_times";

/** A format as the reader finds it in a column's menu; null lets the data decide. */
export type Format = string | null;

/** What the reader can choose, by the type of a column. */
export const FORMATS: Readonly<Record<string, readonly Format[]>> = {
  number: [
    null,
    "localized",
    "plain",
    "compact",
    "dollar",
    "euro",
    "yen",
    "percent",
    "scientific",
    "accounting",
    "bytes",
    "duration",
  ],
  progress: [null, "localized", "plain", "compact", "dollar", "euro", "yen", "percent", "scientific", "accounting"],
  duration: [null, "localized", "duration", "compact", "plain"],
  datetime: [null, "localized", "distance", "calendar"],
  date: [null, "localized", "distance"],
  time: [null, "localized"],
};

/** Formats of a given number of decimals, where the author names a step. */
const FIXED = new Set(["plain", "localized", "percent", "dollar", "euro", "yen", "accounting", "compact"]);

/** A number in a format; `step` says how many decimals it has where the format leaves that open. */
export function writeNumber(value: number, format: Format, step: number | null = null): string {
  if (format === "duration") return humanized(value);
  const digits = step === null ? null : (step.toString().split(/[.e-]+/)[1]?.length ?? 0);
  if (digits === null || !Number.isFinite(value)) return formatNumber(value, format);
  if (format === null) return value.toFixed(digits);
  if (!FIXED.has(format)) return formatNumber(value, format);
  return formatNumber(value, format, undefined, digits);
}

/** A span of time in seconds, in a format of durations. */
export function writeSpan(seconds: number, format: Format): string {
  if (format === "localized") return localized(seconds);
  if (format === "compact") return clock(seconds);
  return format === null || format === "duration" ? humanized(seconds) : formatNumber(seconds, format);
}

/** What a clock on the wall shows, in a format. */
export function writeMoment(moment: number, kind: DateKind, format: Format): string {
  if (!Number.isFinite(moment)) return "";
  return formatDate(kind === "time" ? timeOfDay(moment) : moment, kind, format);
}

const UNITS: readonly [unit: string, one: string, seconds: number, upTo: number][] = [
  ["minutes", "a minute", 60, 45],
  ["hours", "an hour", 3600, 22],
  ["days", "a day", 86_400, 26],
  ["months", "a month", 2_629_800, 11],
  ["years", "a year", 31_557_600, Number.POSITIVE_INFINITY],
];

/** A span of time as one speaks of it. */
function humanized(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 45) return "a few seconds";
  for (const [unit, one, length, upTo] of UNITS) {
    const count = Math.round(size / length);
    if (count < upTo) return count <= 1 ? one : `${count} ${unit}`;
  }
  return String(seconds);
}

const PARTS = [
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A span of time in the reader's language: "1 hr, 5 sec". */
function localized(seconds: number): string {
  let rest = Math.round(Math.abs(seconds) * 1000) / 1000;
  const texts: string[] = [];
  const write = (count: number, unit: string) =>
    texts.push(new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay: "short" }).format(count));
  for (const [unit, length] of PARTS) {
    const count = Math.floor(rest / length);
    if (count > 0) write(count, unit);
    rest -= count * length;
  }
  const milliseconds = Math.round(rest * 1000);
  if (milliseconds > 0 || texts.length === 0) write(milliseconds, texts.length === 0 ? "second" : "millisecond");
  return `${seconds < 0 ? "-" : ""}${texts.join(", ")}`;
}

/** A span of time as a clock that counts hours without end. */
function clock(seconds: number): string {
  const total = Math.round(Math.abs(seconds) * 1000) / 1000;
  const two = (count: number) => String(Math.floor(count)).padStart(2, "0");
  const fraction = /\.\d+$/.exec(String(Math.round((total % 1) * 1000) / 1000))?.[0] ?? "";
  return `${seconds < 0 ? "-" : ""}${two(total / 3600)}:${two((total % 3600) / 60)}:${two(total % 60)}${fraction}`;
}
