import { describe, expect, it } from "vitest";
import {
  addMonths,
  dayOf,
  daysInMonth,
  firstWeekday,
  inWords,
  monthOf,
  partsOf,
  readDay,
  weekday,
  writeDay,
} from "./days";

describe("days", () => {
  it("are counted from 1970", () => {
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(writeDay(readDay("2026-05-17"))).toBe("2026-05-17");
    expect(partsOf(-1)).toEqual({ year: 1969, month: 12, day: 31 });
  });

  it("go back to the first year and on to the last", () => {
    expect(writeDay(readDay("0001-01-01"))).toBe("0001-01-01");
    expect(writeDay(readDay("0099-12-31") + 1)).toBe("0100-01-01");
    expect(writeDay(readDay("9999-12-31"))).toBe("9999-12-31");
  });

  it("know their months", () => {
    expect(daysInMonth(2024, 2)).toBe(29);
    expect(daysInMonth(2100, 2)).toBe(28);
    expect(writeDay(monthOf(readDay("2026-05-17")))).toBe("2026-05-01");
    expect(writeDay(addMonths(readDay("2024-01-31"), 1))).toBe("2024-02-29");
    expect(writeDay(addMonths(readDay("2024-02-29"), -12))).toBe("2023-02-28");
    expect(writeDay(addMonths(readDay("2026-01-15"), -1))).toBe("2025-12-15");
  });

  it("know their weekdays", () => {
    expect(weekday(readDay("2026-05-17"))).toBe(0);
    expect(weekday(readDay("1969-12-31"))).toBe(3);
  });

  it("begin the week as the reader's region does", () => {
    expect(["en-US", "de", "en-GB", "ar-EG", "he", "fr-CA", "pt-BR", "fa", "xx"].map(firstWeekday)).toEqual([
      0, 1, 1, 6, 0, 0, 0, 6, 1,
    ]);
  });

  it("have names in the reader's language", () => {
    expect(inWords(readDay("2026-05-17"), { dateStyle: "full" }, "en-US")).toBe("Sunday, May 17, 2026");
    expect(inWords(readDay("2026-05-17"), { month: "long", year: "numeric" }, "de")).toBe("Mai 2026");
    expect(inWords(readDay("2026-05-17"), { year: "numeric" }, "th")).toContain("2026");
  });
});
