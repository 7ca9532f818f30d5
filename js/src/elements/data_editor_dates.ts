/** Dates and times as people and spreadsheets write them, turned into ISO 8601. */

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?m?\.?$/i;
const ZONE = /\s*(z|[+-]\d{2}:?\d{2})$/i;

/** A time of day; null where the text is none. */
export function timeIn(text: string): string | null {
  const found = TIME.exec(text.trim());
  if (found === null) return null;
  const [, hour = "", minute = "", second = "00", fraction = "", half] = found;
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const parts = fraction.replace(/0+$/, "").slice(0, 6);
  return `${two(hours)}:${minute}:${second}${parts === "" ? "" : `.${parts}`}`;
}

/** A date; null where the text is none. Of what can be read in two ways, `dayFirst` says which holds. */
export function dateIn(text: string, dayFirst: boolean = isDayFirst()): string | null {
  const body = text.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(body);
  if (iso !== null) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dots = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(body);
  if (dots !== null) return dated(Number(dots[3]), Number(dots[2]), Number(dots[1]));
  const other = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(body);
  if (other !== null) {
    const [first, second, year] = [Number(other[1]), Number(other[2]), Number(other[3])];
    const [day, month] = first > 12 || (dayFirst && second <= 12) ? [first, second] : [second, first];
    return dated(year, month, day);
  }
  const words = /^(?:\d{1,2}\.?\s+\p{L}+\.?,?\s+\d{4}|\p{L}+\.?\s+\d{1,2},?\s+\d{4})$/u.test(body);
  const at = words ? new Date(`${body} UTC`) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at.toISOString().slice(0, 10);
}

/** A date with a time, and a zone where the text has one; null where the text is none. */
export function datetimeIn(text: string, dayFirst: boolean = isDayFirst()): string | null {
  const zone = text.includes(":") ? (ZONE.exec(text)?.[1] ?? "") : "";
  const body = zone === "" ? text.trim() : text.replace(ZONE, "").trim();
  const at = body.search(/[T\s,]+\d{1,2}:\d{2}/i);
  const date = dateIn(at < 0 ? body : body.slice(0, at), dayFirst);
  const time = at < 0 ? "00:00:00" : timeIn(body.slice(at).replace(/^[T\s,]+/i, ""));
  if (date === null || time === null) return null;
  return `${date}T${time}${zone.toUpperCase()}`;
}

/** A span of time in seconds: a number of them, or as clocks and tables write it. */
export function secondsIn(text: string): number | null {
  const body = text.trim();
  const found = /^(-)?(?:(\d+)\s*d(?:ays?)?,?\s*)?(?:(\d+):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?)?$/i.exec(body);
  if (found === null || body === "" || (found[2] === undefined && found[3] === undefined)) return null;
  const [, sign, days = "0", hours = "0", minutes = "0", seconds = "0"] = found;
  const all = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(",", "."));
  return sign === undefined ? all : -all;
}

function dated(year: number, month: number, day: number): string | null {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const whole = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return whole ? `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}` : null;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

let first: boolean | undefined;

/** Whether the reader's language writes the day before the month. */
function isDayFirst(): boolean {
  first ??=
    new Intl.DateTimeFormat().formatToParts().find(({ type }) => type === "day" || type === "month")?.type === "day";
  return first;
}
