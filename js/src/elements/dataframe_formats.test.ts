import { expect, test } from "vitest";
import { writeMoment, writeNumber, writeSpan } from "./dataframe_formats";

test("numbers follow their format, and the author's step where it leaves the decimals open", () => {
  expect(writeNumber(1234.5, null)).toBe("1234.5");
  expect(writeNumber(1234.5, null, 0.01)).toBe("1234.50");
  expect(writeNumber(1234.5, "dollar", 1)).toMatch(/^\$1,23[45]$/);
  expect(writeNumber(0.5, "percent", 0.001)).toBe("50.000%");
  expect(writeNumber(1.25, "%.1f", 0.001)).toBe("1.3");
  expect(writeNumber(7200, "duration")).toBe("2 hours");
});

test("spans of time are words, clocks or units", () => {
  expect([10, 60, 7200, 86_400, 40 * 86_400, 3e9].map((seconds) => writeSpan(seconds, null))).toEqual([
    "a few seconds",
    "a minute",
    "2 hours",
    "a day",
    "a month",
    "95 years",
  ]);
  expect([1.5, 1_209_600, -61].map((seconds) => writeSpan(seconds, "compact"))).toEqual([
    "00:00:01.5",
    "336:00:00",
    "-00:01:01",
  ]);
  expect([1.5, 5, 0].map((seconds) => writeSpan(seconds, "localized"))).toEqual(["1 sec, 500 ms", "5 sec", "0 sec"]);
  expect(writeSpan(90, "%d s")).toBe("90 s");
});

test("moments follow their format; what is none is left to others", () => {
  expect(writeMoment(Date.UTC(2024, 1, 29, 12), "datetime", "ddd ha")).toBe("Thu 12pm");
  expect(writeMoment(Date.UTC(2024, 1, 29, 13, 5), "time", "HH:mm")).toBe("13:05");
  expect(writeMoment(Number.NaN, "date", null)).toBe("");
});
