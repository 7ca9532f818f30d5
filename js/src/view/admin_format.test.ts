import { expect, it } from "vitest";
import { ago, busy, moment, size, span } from "./admin_format";

it("writes sizes and times in the unit that fits", () => {
  expect([0, 62_400_000, 1_530_000_000].map(size)).toEqual(["–", "62 MB", "1.5 GB"]);
  expect([-1, 89, 90, 5400, 172_800].map(span)).toEqual(["0 s", "89 s", "2 min", "2 h", "2 d"]);
  expect([ago(0, 5), ago(1, 5), busy(1.234), moment(0)]).toEqual(["–", "4 s", "123 %", ""]);
  expect(moment(1)).not.toBe("");
});
