/** Dates and times as parts that the reader types one by one, and as they travel: ISO texts. */

import { daysInMonth, padded } from "./days";

export type PartName = "year" | "month" | "day" | "hour" | "minute" | "second" | "period";

/** What is typed so far; `hour` is that of a 24-hour clock unless `period`, 0 for AM and 1 for PM, is asked for. */
export type Parts = { [Name in PartName]?: number | undefined };

/** A part that is typed, or what stands between two. */
export type Piece = PartName | { literal: string };

/** The pieces of a date in an author's format such as "DD.MM.YYYY". */
export function datePieces(format: string): Piece[] {
  const names: Record<string, PartName> = { YYYY: "year", MM: "month", DD: "day" };
  return format.split(/([^A-Z])/).map((piece) => names[piece] ?? { literal: piece });
}

/** The pieces of a time. */
export function timePieces(seconds: boolean, twelve: boolean): Piece[] {
  const pieces: Piece[] = ["hour", { literal: ":" }, "minute"];
  if (seconds) pieces.push({ literal: ":" }, "second");
  if (twelve) pieces.push({ literal: " " }, "period");
  return pieces;
}

/** The parts that are typed, in order. */
export function namesIn(pieces: readonly Piece[]): PartName[] {
  return pieces.filter((piece) => typeof piece === "string");
}

/** The parts of an ISO text: a date, a time, or both; none of none. */
export function readParts(text: string | null | undefined, twelve = false): Parts {
  const parts: Parts = {};
  const date = /^(\d{4})-(\d\d)-(\d\d)/.exec(text ?? "");
  if (date) Object.assign(parts, { year: Number(date[1]), month: Number(date[2]), day: Number(date[3]) });
  const time = /(?:^|T)(\d\d):(\d\d)(?::(\d\d))?/.exec(text ?? "");
  if (!time) return parts;
  const hour = Number(time[1]);
  Object.assign(parts, {
    hour: twelve ? hour % 12 || 12 : hour,
    minute: Number(time[2]),
    second: Number(time[3] ?? 0),
  });
  if (twelve) parts.period = hour < 12 ? 0 : 1;
  return parts;
}

/** The ISO text of parts, given that none of `names` is missing; null for a date that does not exist. */
export function writeParts(parts: Parts, names: readonly PartName[]): string | null {
  const { year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, period } = parts;
  const texts: string[] = [];
  if (names.includes("day")) {
    if (day > daysInMonth(year, month)) return null;
    texts.push(`${padded(year, 4)}-${padded(month)}-${padded(day)}`);
  }
  if (names.includes("hour")) {
    const whole = names.includes("period") ? (hour % 12) + 12 * (period ?? 0) : hour;
    texts.push(`${padded(whole)}:${padded(minute)}${names.includes("second") ? `:${padded(second)}` : ""}`);
  }
  return texts.join("T");
}

/** Whether none, some or all of the parts are there. */
export function filled(parts: Parts, names: readonly PartName[]): "none" | "some" | "all" {
  const count = names.filter((name) => parts[name] !== undefined).length;
  return count === 0 ? "none" : count === names.length ? "all" : "some";
}

/** How far a part goes. */
export function limitsOf(name: PartName, twelve: boolean): readonly [number, number] {
  switch (name) {
    case "year":
      return [1, 9999];
    case "month":
      return [1, 12];
    case "day":
      return [1, 31];
    case "hour":
      return twelve ? [1, 12] : [0, 23];
    case "period":
      return [0, 1];
    default:
      return [0, 59];
  }
}

/** A part as it is shown. */
export function writePart(name: PartName, value: number): string {
  if (name === "period") return value === 0 ? "AM" : "PM";
  return padded(value, name === "year" ? 4 : 2);
}

/** What a pasted text says, in the order of `names` unless the year comes first; null if it makes nothing of them. */
export function parsePasted(text: string, names: readonly PartName[]): Parts | null {
  const numbers: string[] = text.match(/\d+/g) ?? [];
  const parts: Parts = {};
  let rest = numbers;
  if (names.includes("day")) {
    const written = names.filter((name) => name === "year" || name === "month" || name === "day");
    const order = (numbers[0]?.length ?? 0) === 4 ? (["year", "month", "day"] as const) : written;
    if (numbers.length < 3) return null;
    order.forEach((name, index) => {
      parts[name] = Number(numbers[index]);
    });
    if ((parts.year ?? 0) < 100) parts.year = (parts.year ?? 0) + 2000;
    rest = numbers.slice(3);
  }
  if (names.includes("hour") && rest.length >= 2) {
    const twelve = names.includes("period");
    let hour = Number(rest[0]);
    const said = /\b([ap])\.?m\b/i.exec(text)?.[1]?.toLowerCase();
    if (said) hour = (hour % 12) + (said === "p" ? 12 : 0);
    parts.hour = twelve ? hour % 12 || 12 : hour;
    if (twelve) parts.period = hour < 12 ? 0 : 1;
    parts.minute = Number(rest[1]);
    if (names.includes("second")) parts.second = Number(rest[2] ?? 0);
  }
  const twelve = names.includes("period");
  const good = Object.entries(parts).every(([name, value]) => {
    const [low, high] = limitsOf(name as PartName, twelve);
    return value !== undefined && value >= low && value <= high;
  });
  return good && Object.keys(parts).length > 0 ? parts : null;
}

/** The time of the day that an arrow leads to: the next multiple of `step` seconds, over midnight too. */
export function steppedTime(seconds: number, step: number, sign: number): number {
  const next = sign > 0 ? Math.floor(seconds / step) + 1 : Math.ceil(seconds / step) - 1;
  const day = 86_400;
  const to = next * step;
  if (to >= day) return 0;
  return to < 0 ? Math.floor((day - 1) / step) * step : to;
}
