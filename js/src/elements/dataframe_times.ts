/** Points in time and spans of it, as the clock of a column shows them. */

import { type DataType, Type } from "@uwdata/flechette";

/** How many of Arrow's units (seconds, milliseconds, microseconds, nanoseconds) make a second. */
const PER_SECOND = [1, 1e3, 1e6, 1e9] as const;

export function seconds(value: unknown, unit: number): number {
  return Number(value) / (PER_SECOND[unit] ?? 1);
}

/** Date and time of a moment, in UTC; milliseconds where there are some. */
export function moment(milliseconds: number): { date: string; time: string } {
  const at = new Date(milliseconds);
  if (Number.isNaN(at.getTime())) return { date: String(milliseconds), time: "" };
  const [date = "", time = ""] = at.toISOString().split("T");
  return { date, time: time.replace(/(\.000)?Z$/, "") };
}

/** Times without a zone are shown as they are; those with one in their zone, and how far it is from UTC. */
export function timestampWriter(timezone: string | null): (value: unknown) => string {
  const offset = timezone === null ? null : offsetOf(timezone);
  return (value) => {
    const at = Number(value);
    const ahead = offset === null ? 0 : offset(at);
    const { date, time } = moment(at + ahead * 60_000);
    return `${date} ${time}${offset === null ? "" : clockOffset(ahead)}`.trimEnd();
  };
}

/** How many minutes a zone is ahead of UTC at a moment. */
function offsetOf(timezone: string): (milliseconds: number) => number {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(timezone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
    return () => (fixed[1] === "-" ? -minutes : minutes);
  }
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
  } catch {
    return () => 0; // a zone that this browser does not know: in UTC, as it travels
  }
  return (milliseconds) => {
    if (Number.isNaN(new Date(milliseconds).getTime())) return 0;
    const name = clock.formatToParts(milliseconds).find((part) => part.type === "timeZoneName")?.value ?? "";
    const [, sign, hours = "0", minutes = "0"] = /([+-])(\d+):(\d+)/.exec(name) ?? [];
    const ahead = Number(hours) * 60 + Number(minutes);
    return sign === "-" ? -ahead : ahead;
  };
}

function clockOffset(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const DAY = 86_400;

/** A span of time: "2 days 01:30:00"; microseconds where there is nothing more. */
export function span(seconds: number): string {
  const sign = seconds < 0 ? "-" : "";
  const total = Math.abs(seconds);
  if (total > 0 && total < 1e-3) return `${sign}${Number((total * 1e6).toPrecision(4))} µs`;
  const days = Math.floor(total / DAY);
  const { time } = moment((total - days * DAY) * 1000);
  return `${sign}${days > 0 ? `${days} ${days === 1 ? "day" : "days"} ` : ""}${time}`;
}

const MIDNIGHT = 86_400_000;
const OFFSET = /(?:z|[+-]\d\d:?\d\d)$/i;

/**
 * What turns values of a type into what a clock on the wall shows, in milliseconds as if that clock stood in UTC.
 *
 * The clock stands in `timezone`, else in the zone of the type. Texts are read as ISO 8601, numbers as seconds since 1970.
 */
export function wallOf(type: DataType, timezone: string | null): (value: unknown) => number {
  switch (type.typeId) {
    case Type.Timestamp: {
      const zone = timezone ?? type.timezone ?? null;
      const offset = zone === null ? null : offsetOf(zone);
      return (value) => Number(value) + (offset === null ? 0 : offset(Number(value)) * 60_000);
    }
    case Type.Time:
      return (value) => seconds(value, type.unit) * 1000;
    case Type.Date:
      return Number;
    case Type.Dictionary:
      return wallOf(type.dictionary, timezone);
    default: {
      const offset = timezone === null ? null : offsetOf(timezone);
      const zoned = (at: number) => at + (offset === null ? 0 : offset(at) * 60_000);
      return (value) => (typeof value === "string" ? fromText(value, zoned) : zoned(Number(value) * 1000));
    }
  }
}

/** A text as ISO 8601: a time of day, a date, or both. */
function fromText(text: string, zoned: (at: number) => number): number {
  const clock = /^(\d\d?):(\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(text);
  if (clock) return ((Number(clock[1]) * 60 + Number(clock[2])) * 60 + Number(clock[3] ?? 0)) * 1000;
  const absolute = OFFSET.test(text) && text.includes(":");
  const at = Date.parse(absolute || !text.includes(":") ? text : `${text.replace(" ", "T")}Z`);
  return absolute ? zoned(at) : at;
}

/** The time of the day of a moment. */
export function timeOfDay(moment: number): number {
  return ((moment % MIDNIGHT) + MIDNIGHT) % MIDNIGHT;
}
