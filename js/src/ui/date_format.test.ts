import { describe, expect, it } from "vitest";
import { type DateKind, formatDate } from "./date_format";

const AFTERNOON = Date.UTC(2024, 2, 5, 15, 7, 9); // a Tuesday
const options = { locale: "en-US" };

describe("formatDate", () => {
  it.each([
    ["ddd ha", "Tue 3pm"],
    ["YYYY-MM-DD", "2024-03-05"],
    ["MM/DD/YY", "03/05/24"],
    ["MMMM Do, YYYY", "March 5th, 2024"],
    ["D MMM", "5 Mar"],
    ["dddd, MMMM D", "Tuesday, March 5"],
    ["[Week] W, GGGG", "Week 10, 2024"],
    ["DDD DDDD", "65 065"],
    ["Q Qo", "1 1st"],
    ["h:mm A", "3:07 PM"],
    ["hh:mm a", "03:07 pm"],
    ["HH:mm:ss.SSS", "15:07:09.000"],
    ["k kk", "15 15"],
    ["X x", "1709651229 1709651229000"],
    ["Z ZZ", "+00:00 +0000"],
    ["L LT", "03/05/2024 3:07 PM"],
    ["LL", "March 5, 2024"],
    ["LLLL", "Tuesday, March 5, 2024 3:07 PM"],
    ["l ll", "3/5/2024 Mar 5, 2024"],
    ["d do dd E e", "2 2nd Tu 2 2"],
    ["W WW Wo", "10 10 10th"],
    ["M Mo MM MMM", "3 3rd 03 Mar"],
    ["YYYY [at] [[x]]", "2024 at [x]"],
  ])("fills the pattern %s", (pattern, expected) => {
    expect(formatDate(AFTERNOON, "datetime", pattern, options)).toBe(expected);
  });

  it.each<[DateKind, string | null, string]>([
    ["date", null, "2024-03-05"],
    ["time", null, "15:07"],
    ["datetime", null, "2024-03-05 15:07"],
    ["date", "localized", "Mar 5, 2024"],
    ["time", "localized", "3:07:09 PM"],
    ["datetime", "localized", "Mar 5, 2024, 3:07:09 PM"],
    ["date", "iso8601", "2024-03-05"],
    ["time", "iso8601", "15:07:09"],
    ["datetime", "iso8601", "2024-03-05T15:07:09"],
  ])("writes a %s in the format %s", (kind, format, expected) => {
    expect(formatDate(AFTERNOON, kind, format, options).replace(/\u202f/g, " ")).toBe(expected);
  });

  it("counts weeks as ISO does, across the turn of the year", () => {
    expect(formatDate(Date.UTC(2027, 0, 1), "date", "GGGG-[W]WW")).toBe("2026-W53");
    expect(formatDate(Date.UTC(2024, 11, 30), "date", "GGGG-[W]WW")).toBe("2025-W01");
  });

  it("writes dates before 1970", () => {
    expect(formatDate(Date.UTC(1912, 3, 14, 23, 40), "datetime", null)).toBe("1912-04-14 23:40");
  });

  it.each([
    [2 * 3_600_000, "in 2 hours"],
    [-2 * 3_600_000, "2 hours ago"],
    [-86_400_000, "1 day ago"],
    [3 * 86_400_000, "in 3 days"],
    [-60 * 86_400_000, "2 months ago"],
    [-1000 * 86_400_000, "3 years ago"],
  ])("tells the distance of %d milliseconds", (ahead, expected) => {
    expect(formatDate(AFTERNOON + ahead, "datetime", "distance", { ...options, now: AFTERNOON })).toBe(expected);
  });

  it.each<[number, DateKind, string]>([
    [0, "datetime", "Today, 3:07 PM"],
    [1, "datetime", "Tomorrow, 3:07 PM"],
    [-1, "date", "Yesterday"],
    [3, "datetime", "Friday, 3:07 PM"],
    [-3, "date", "Saturday, Mar 2"],
    [10, "datetime", "Mar 15, 2024"],
  ])("places a day %d days ahead in the calendar", (days, kind, expected) => {
    const text = formatDate(AFTERNOON + days * 86_400_000, kind, "calendar", { ...options, now: AFTERNOON });
    expect(text.replace(/\u202f/g, " ")).toBe(expected);
  });

  it("follows the reader's locale in the named formats", () => {
    expect(formatDate(AFTERNOON, "date", "localized", { locale: "de-DE" })).toBe("05.03.2024");
    expect(formatDate(AFTERNOON, "date", "calendar", { locale: "de-DE", now: AFTERNOON })).toBe("Heute");
  });
});
