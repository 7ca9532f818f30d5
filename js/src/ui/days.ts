/** Days of the Gregorian calendar, counted from 1970-01-01, and what readers of a locale call them. */

import { locale as language } from "./text";

/** The number of a day: 0 is 1970-01-01. */
export type Day = number;

const DAY = 86_400_000;

/** The day of a date; of one that does not exist the day that many days after the month's first. */
export function dayOf(year: number, month: number, date: number): Day {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  return moment.getTime() / DAY;
}

/** A day's year, its month from 1 to 12, and its date. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
  const moment = new Date(day * DAY);
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, day: moment.getUTCDate() };
}

/** The day in an ISO text that begins with one. */
export function readDay(text: string): Day {
  const [year = 1970, month = 1, day = 1] = text.slice(0, 10).split("-").map(Number);
  return dayOf(year, month, day);
}

/** A day as ISO text. */
export function writeDay(day: Day): string {
  const { year, month, day: date } = partsOf(day);
  return `${padded(year, 4)}-${padded(month)}-${padded(date)}`;
}

/** A number with zeros before it. */
export function padded(value: number, digits = 2): string {
  return String(value).padStart(digits, "0");
}

export function daysInMonth(year: number, month: number): number {
  return partsOf(dayOf(year, month + 1, 0)).day;
}

/** The same date so many months on, or the last of that month. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: date } = partsOf(day);
  const index = year * 12 + month - 1 + months;
  const [to, of] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dayOf(to, of, Math.min(date, daysInMonth(to, of)));
}

/** The first day of a day's month. */
export function monthOf(day: Day): Day {
  return day - partsOf(day).day + 1;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** What the reader's calendar shows today. */
export function today(): Day {
  const now = new Date();
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** A day in the words of a locale: without one, of the page's. */
export function inWords(day: Day, options: Intl.DateTimeFormatOptions, locale = language): string {
  return new Intl.DateTimeFormat(locale, { calendar: "gregory", ...options, timeZone: "UTC" }).format(day * DAY);
}

/** Regions whose weeks begin on Sunday and on Saturday, after Unicode's CLDR; all others' begin on Monday. */
const SUNDAY =
  "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";
const SATURDAY = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

/** The weekday on which weeks begin in a locale, 0 for Sunday. */
export function firstWeekday(locale: string): number {
  const { region } = new Intl.Locale(locale).maximize();
  if (region === undefined) return 1;
  if (SUNDAY.includes(region)) return 0;
  return SATURDAY.includes(region) ? 6 : 1;
}
