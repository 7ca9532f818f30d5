import {
  columnFromArray,
  float64,
  TimeUnit,
  tableFromArrays,
  tableFromColumns,
  tableToIPC,
  timestamp,
  utf8,
} from "@uwdata/flechette";
import { expect, test } from "vitest";
import { sourceOf } from "./echarts_rows";

const DAY = 86_400_000;

function bytes(columns: Record<string, ReturnType<typeof columnFromArray>>): Uint8Array {
  return tableToIPC(tableFromColumns(columns), { format: "stream" }) as Uint8Array;
}

test("tables become rows, with the names of their columns", () => {
  const data = tableToIPC(tableFromArrays({ a: [1, 2], b: ["x", null] }), { format: "stream" }) as Uint8Array;
  const source = sourceOf(data);
  expect(source).toEqual({
    dimensions: ["a", "b"],
    rows: [
      [1, "x"],
      [2, null],
    ],
  });
  expect(sourceOf(data)).toBe(source);
});

test("numbers that are none are missing", () => {
  const data = bytes({ x: columnFromArray([1.5, Number.NaN, Number.POSITIVE_INFINITY], float64()) });
  expect(sourceOf(data).rows).toEqual([[1.5], [null], [null]]);
});

test("times are written as they read: days where all are, in UTC where they have a zone", () => {
  const times = [0, DAY];
  const data = bytes({
    day: columnFromArray(times, timestamp(TimeUnit.MILLISECOND)),
    time: columnFromArray([0, DAY + 3_600_000], timestamp(TimeUnit.MILLISECOND)),
    zoned: columnFromArray(times, timestamp(TimeUnit.MILLISECOND, "Europe/Oslo")),
    text: columnFromArray(["a", "b"], utf8()),
  });
  expect(sourceOf(data).rows).toEqual([
    ["1970-01-01", "1970-01-01 00:00:00", "1970-01-01T00:00:00.000Z", "a"],
    ["1970-01-02", "1970-01-02 01:00:00", "1970-01-02T00:00:00.000Z", "b"],
  ]);
});
