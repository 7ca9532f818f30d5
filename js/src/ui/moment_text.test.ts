import { describe, expect, it } from "vitest";
import {
  datePieces,
  filled,
  namesIn,
  parsePasted,
  readParts,
  steppedTime,
  timePieces,
  writeParts,
} from "./moment_text";
import { stepTime } from "./time_steps";

const DATE = namesIn(datePieces("DD.MM.YYYY"));
const AMERICAN = namesIn(datePieces("MM/DD/YYYY"));
const CLOCK = namesIn(timePieces(false, false));
const HALVES = namesIn(timePieces(false, true));

describe("a moment as text", () => {
  it("is taken apart in the author's order", () => {
    expect(datePieces("DD.MM.YYYY")).toEqual(["day", { literal: "." }, "month", { literal: "." }, "year"]);
    expect(namesIn(timePieces(true, true))).toEqual(["hour", "minute", "second", "period"]);
  });

  it("is read and written", () => {
    expect(readParts("2026-05-17T20:45")).toEqual({ year: 2026, month: 5, day: 17, hour: 20, minute: 45, second: 0 });
    expect(readParts("00:05", true)).toEqual({ hour: 12, minute: 5, second: 0, period: 0 });
    expect(readParts(null)).toEqual({});
    expect(writeParts({ year: 26, month: 5, day: 7 }, DATE)).toBe("0026-05-07");
    expect(writeParts({ year: 2026, month: 5, day: 7, hour: 8, minute: 5 }, [...DATE, ...CLOCK])).toBe(
      "2026-05-07T08:05",
    );
    expect(writeParts({ hour: 12, minute: 5, period: 0 }, HALVES)).toBe("00:05");
    expect(writeParts({ hour: 12, minute: 5, period: 1 }, HALVES)).toBe("12:05");
    expect(writeParts({ year: 2026, month: 2, day: 30 }, DATE)).toBeNull();
  });

  it("is empty, begun or whole", () => {
    expect(filled({}, DATE)).toBe("none");
    expect(filled({ day: 1, hour: 3 }, DATE)).toBe("some");
    expect(filled({ day: 1, month: 2, year: 3 }, DATE)).toBe("all");
  });

  it.each([
    ["17.05.2026", DATE, { day: 17, month: 5, year: 2026 }],
    ["2026-05-17", AMERICAN, { year: 2026, month: 5, day: 17 }],
    ["5/17/26", AMERICAN, { month: 5, day: 17, year: 2026 }],
    ["17.05.2026", AMERICAN, null],
    ["tomorrow", DATE, null],
    ["2026-05-17T20:45", [...DATE, ...CLOCK], { year: 2026, month: 5, day: 17, hour: 20, minute: 45 }],
    ["8:45 pm", CLOCK, { hour: 20, minute: 45 }],
    ["20:45", HALVES, { hour: 8, minute: 45, period: 1 }],
    ["12:05 AM", HALVES, { hour: 12, minute: 5, period: 0 }],
    ["25:00", CLOCK, null],
  ] as const)("is pasted: %s", (text, names, parts) => {
    expect(parsePasted(text, names)).toEqual(parts);
  });
});

describe("an arrow in a time", () => {
  it("leads to the next step, over midnight too", () => {
    expect(steppedTime(8 * 3600 + 2700, 900, 1)).toBe(9 * 3600);
    expect(steppedTime(8 * 3600 + 60, 900, 1)).toBe(8 * 3600 + 900);
    expect(steppedTime(8 * 3600 + 60, 900, -1)).toBe(8 * 3600);
    expect(steppedTime(0, 900, -1)).toBe(86_400 - 900);
    expect(steppedTime(86_399, 900, 1)).toBe(0);
    expect(steppedTime(0, 82_800, -1)).toBe(82_800);
  });

  it("changes what it stands in", () => {
    const parts = { hour: 23, minute: 50 };
    expect(stepTime(parts, CLOCK, "minute", 1, 900)).toBe("00:00");
    expect(stepTime(parts, CLOCK, "hour", 1, 900)).toBe("00:50");
    expect(stepTime({ hour: 9, minute: 30, period: 0 }, HALVES, "period", 1, 900)).toBe("21:30");
    expect(stepTime({ hour: 8, minute: 45, second: 10 }, namesIn(timePieces(true, false)), "second", 1, 25)).toBe(
      "08:45:25",
    );
    expect(stepTime({ hour: 8 }, CLOCK, "hour", 1, 900)).toBeNull();
  });
});
