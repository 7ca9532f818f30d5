/**
 * Dates and times as text, in the formats that authors give to sliders and columns.
 *
 * A moment is what a clock on the wall shows, in milliseconds since 1970 as if that clock stood in UTC.
 */

export type DateKind = "date" | "time" | "datetime";

const DAY = 86_400_000;
const DEFAULTS: Record<DateKind, string> = { date: "YYYY-MM-DD", time: "HH:mm", datetime: "YYYY-MM-DD HH:mm" };
const ISO: Record<DateKind, string> = { date: "YYYY-MM-DD", time: "HH:mm:ss", datetime: "YYYY-MM-DD[T]HH:mm:ss" };

/** [up to this many milliseconds, counted in this unit, of this length] */
const DISTANCES: readonly [number, Intl.RelativeTimeFormatUnit, number][] = [
  [45_000, "second", 1000],
  [45 * 60_000, "minute", 60_000],
  [22 * 3_600_000, "hour", 3_600_000],
  [26 * DAY, "day", DAY],
  [320 * DAY, "month", 30.44 * DAY],
  [Number.POSITIVE_INFINITY, "year", 365.25 * DAY],
];

/** What a token of a pattern becomes. */
const TOKENS: Record<string, (date: Date) => string | number> = {
  YYYY: (date) => padded(date.getUTCFullYear(), 4),
  YY: (date) => padded(date.getUTCFullYear() % 100),
  Y: (date) => date.getUTCFullYear(),
  Qo: (date) => ordinal(quarter(date)),
  Q: quarter,
  MMMM: (date) => english(date, { month: "long" }),
  MMM: (date) => english(date, { month: "short" }),
  MM: (date) => padded(date.getUTCMonth() + 1),
  Mo: (date) => ordinal(date.getUTCMonth() + 1),
  M: (date) => date.getUTCMonth() + 1,
  DDDD: (date) => padded(dayOfYear(date), 3),
  DDDo: (date) => ordinal(dayOfYear(date)),
  DDD: dayOfYear,
  DD: (date) => padded(date.getUTCDate()),
  Do: (date) => ordinal(date.getUTCDate()),
  D: (date) => date.getUTCDate(),
  dddd: (date) => english(date, { weekday: "long" }),
  ddd: (date) => english(date, { weekday: "short" }),
  dd: (date) => english(date, { weekday: "short" }).slice(0, 2),
  do: (date) => ordinal(date.getUTCDay()),
  d: (date) => date.getUTCDay(),
  E: (date) => date.getUTCDay() || 7,
  e: (date) => date.getUTCDay(),
  GGGG: (date) => isoWeek(date).year,
  WW: (date) => padded(isoWeek(date).week),
  Wo: (date) => ordinal(isoWeek(date).week),
  W: (date) => isoWeek(date).week,
  HH: (date) => padded(date.getUTCHours()),
  H: (date) => date.getUTCHours(),
  hh: (date) => padded(date.getUTCHours() % 12 || 12),
  h: (date) => date.getUTCHours() % 12 || 12,
  kk: (date) => padded(date.getUTCHours() || 24),
  k: (date) => date.getUTCHours() || 24,
  mm: (date) => padded(date.getUTCMinutes()),
  m: (date) => date.getUTCMinutes(),
  ss: (date) => padded(date.getUTCSeconds()),
  s: (date) => date.getUTCSeconds(),
  SSS: (date) => padded(date.getUTCMilliseconds(), 3),
  SS: (date) => padded(Math.floor(date.getUTCMilliseconds() / 10)),
  S: (date) => Math.floor(date.getUTCMilliseconds() / 100),
  A: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  a: (date) => (date.getUTCHours() < 12 ? "am" : "pm"),
  ZZ: () => "+0000",
  Z: () => "+00:00",
  X: (date) => Math.floor(date.getTime() / 1000),
  x: (date) => date.getTime(),
  LTS: (date) => patterned(date, "h:mm:ss A"),
  LT: (date) => patterned(date, "h:mm A"),
  LLLL: (date) => patterned(date, "dddd, MMMM D, YYYY h:mm A"),
  LLL: (date) => patterned(date, "MMMM D, YYYY h:mm A"),
  LL: (date) => patterned(date, "MMMM D, YYYY"),
  L: (date) => patterned(date, "MM/DD/YYYY"),
  llll: (date) => patterned(date, "ddd, MMM D, YYYY h:mm A"),
  lll: (date) => patterned(date, "MMM D, YYYY h:mm A"),
  ll: (date) => patterned(date, "MMM D, YYYY"),
  l: (date) => patterned(date, "M/D/YYYY"),
};

// Text in brackets, or the longest token that fits.
const PARTS = new RegExp(
  `\\[(.*?)\\]|${Object.keys(TOKENS)
    .sort((a, b) => b.length - a.length)
    .join("|")}`,
  "g",
);

/**
 * Writes a moment in `format`: "localized", "distance", "calendar", "iso8601" or a pattern such as "MMM D, YYYY".
 *
 * Patterns give English names, as the author wrote them; the named formats follow the reader's locale.
 */
export function formatDate(
  moment: number,
  kind: DateKind,
  format: string | null,
  { locale, now = wallClock() }: { locale?: string; now?: number } = {},
): string {
  const date = new Date(moment);
  switch (format) {
    case "localized":
      return localized(date, kind, locale);
    case "distance":
      return distance(moment - now, locale);
    case "calendar":
      return calendar(date, kind, now, locale);
    case "iso8601":
      return patterned(date, ISO[kind]);
    default:
      return patterned(date, format || DEFAULTS[kind]);
  }
}

/** What the reader's clock shows. */
function wallClock(): number {
  const now = new Date();
  return now.getTime() - now.getTimezoneOffset() * 60_000;
}

function patterned(date: Date, pattern: string): string {
  return pattern.replace(PARTS, (token, literal?: string) => literal ?? String(TOKENS[token]?.(date) ?? token));
}

function localized(date: Date, kind: DateKind, locale?: string): string {
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC" };
  if (kind !== "time") options.dateStyle = "medium";
  if (kind !== "date") options.timeStyle = "medium";
  return new Intl.DateTimeFormat(locale, options).format(date);
}

function distance(ahead: number, locale?: string): string {
  const far = Math.abs(ahead);
  const [, unit, length] = DISTANCES.find(([limit]) => far < limit) ?? [0, "year" as const, 365.25 * DAY];
  return new Intl.RelativeTimeFormat(locale).format(Math.sign(ahead) * Math.max(1, Math.round(far / length)), unit);
}

function calendar(date: Date, kind: DateKind, now: number, locale?: string): string {
  const days = Math.floor(date.getTime() / DAY) - Math.floor(now / DAY);
  const day = nearby(date, days, locale);
  if (kind === "date" || Math.abs(days) > 6) return day;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(date);
  return `${day}, ${time}`;
}

/** A day as one speaks of it: yesterday, a weekday within the week around it, else the date. */
function nearby(date: Date, days: number, locale?: string): string {
  if (Math.abs(days) <= 1) {
    const name = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  }
  const options: Intl.DateTimeFormatOptions =
    days < -6 || days > 6
      ? { dateStyle: "medium" }
      : days > 0
        ? { weekday: "long" }
        : { weekday: "long", day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(date);
}

function english(date: Date, options: Intl.DateTimeFormatOptions): string {
  return date.toLocaleDateString("en-US", { ...options, timeZone: "UTC" });
}

function padded(value: number, length = 2): string {
  return String(value).padStart(length, "0");
}

function ordinal(value: number): string {
  const tens = value % 100;
  const suffix = tens > 10 && tens < 14 ? undefined : ["th", "st", "nd", "rd"][value % 10];
  return `${value}${suffix ?? "th"}`;
}

function quarter(date: Date): number {
  return Math.floor(date.getUTCMonth() / 3) + 1;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1;
}

/** The week's number and the year it counts in: that of its Thursday. */
function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}
