import * as arrow from "@uwdata/flechette";
import { expect, test } from "vitest";
import { writerOf } from "./dataframe_cells";

/** What cells show and what is copied of values that have travelled as Arrow. */
function cells(values: unknown[], type: arrow.DataType): { shown: string[]; copied: string[] } {
  const column = arrow.columnFromArray(values, type);
  const bytes = arrow.tableToIPC(arrow.tableFromColumns({ column }), {}) as Uint8Array;
  const options = { useBigInt: true, useDecimalInt: true, useProxy: true };
  const table = arrow.tableFromIPC(bytes, options);
  const writer = writerOf(table.schema.fields[0]?.type ?? type);
  const travelled = values.map((_, row) => table.getChildAt(0).at(row) as unknown);
  return { shown: travelled.map(writer.show), copied: travelled.map(writer.copy) };
}

function shown(values: unknown[], type: arrow.DataType): string[] {
  return cells(values, type).shown;
}

test("whole numbers are written to the last digit", () => {
  expect(shown([0, -3, 127], arrow.int8())).toEqual(["0", "-3", "127"]);
  expect(shown([1234567n, 2n ** 60n], arrow.int64())).toEqual(["1234567", "1152921504606846976"]);
  expect(shown([2n ** 64n - 1n], arrow.uint64())).toEqual(["18446744073709551615"]);
});

test("floats are shown with four decimals and copied with all", () => {
  const values = [0.1, 1 / 3, 1234567.891, -0.00004, 0.000012345, 1e20, 1e300, Number.NaN, Number.POSITIVE_INFINITY];
  expect(cells([...values, -0], arrow.float64())).toEqual({
    shown: [
      "0.1",
      "0.3333",
      "1234567.891",
      "-4e-5",
      "1.234e-5",
      `1${"0".repeat(20)}`,
      "1e+300",
      "NaN",
      "Infinity",
      "0",
    ],
    copied: [
      "0.1",
      "0.3333333333333333",
      "1234567.891",
      "-0.00004",
      "0.000012345",
      "100000000000000000000",
      "1e+300",
      "NaN",
      "Infinity",
      "0",
    ],
  });
  expect(shown([1.5, 2.25], arrow.float16())).toEqual(["1.5", "2.25"]);
  expect(shown([Math.fround(0.1)], arrow.float32())).toEqual(["0.1"]);
});

test("decimals are exact", () => {
  expect(shown([1.5, -0.25, 12], arrow.decimal128(10, 2))).toEqual(["1.50", "-0.25", "12.00"]);
  expect(shown([-12345678901234567890n], arrow.decimal128(30, 6))).toEqual(["-12345678901234.56789"]);
  expect(shown([5n], arrow.decimal128(10, 0))).toEqual(["5"]);
});

test("truth is a word for those who copy it", () => {
  expect(shown([true, false], arrow.bool())).toEqual(["true", "false"]);
});

test("days are days, whatever zone the reader is in", () => {
  const days = [Date.UTC(2020, 0, 2), Date.UTC(1960, 11, 31)];
  expect(shown(days, arrow.dateDay())).toEqual(["2020-01-02", "1960-12-31"]);
  expect(shown(days, arrow.dateMillisecond())).toEqual(["2020-01-02", "1960-12-31"]);
});

test("times without a zone are shown as they are", () => {
  const at = Date.UTC(2024, 1, 29, 23, 59, 58);
  const { SECOND, MILLISECOND, MICROSECOND, NANOSECOND } = arrow.TimeUnit;
  expect(shown([at], arrow.timestamp(SECOND))).toEqual(["2024-02-29 23:59:58"]);
  expect(shown([at + 7], arrow.timestamp(MILLISECOND))).toEqual(["2024-02-29 23:59:58.007"]);
  expect(shown([at + 0.5], arrow.timestamp(MICROSECOND))).toEqual(["2024-02-29 23:59:58"]);
  expect(shown([at], arrow.timestamp(NANOSECOND))).toEqual(["2024-02-29 23:59:58"]);
  expect(shown([-62135596800000 - 86_400_000 * 366], arrow.timestamp(MILLISECOND))).toEqual(["0000-01-01 00:00:00"]);
});

test("times with a zone are shown in it, with how far it is from UTC", () => {
  const [winter, summer] = [Date.UTC(2024, 0, 15, 12), Date.UTC(2024, 6, 15, 12)];
  const zoned = (zone: string) => shown([winter, summer], arrow.timestamp(arrow.TimeUnit.MILLISECOND, zone));
  expect(zoned("UTC")).toEqual(["2024-01-15 12:00:00+00:00", "2024-07-15 12:00:00+00:00"]);
  expect(zoned("Europe/Oslo")).toEqual(["2024-01-15 13:00:00+01:00", "2024-07-15 14:00:00+02:00"]);
  expect(zoned("America/St_Johns")).toEqual(["2024-01-15 08:30:00-03:30", "2024-07-15 09:30:00-02:30"]);
  expect(zoned("+05:45")).toEqual(["2024-01-15 17:45:00+05:45", "2024-07-15 17:45:00+05:45"]);
  expect(zoned("-02:00")[0]).toBe("2024-01-15 10:00:00-02:00");
  expect(zoned("Mars/Olympus")[0]).toBe("2024-01-15 12:00:00+00:00");
});

test("times of the day are read in their unit", () => {
  expect(shown([3661], arrow.timeSecond())).toEqual(["01:01:01"]);
  expect(shown([3_661_250], arrow.timeMillisecond())).toEqual(["01:01:01.250"]);
  expect(shown([3_661_000_001n], arrow.timeMicrosecond())).toEqual(["01:01:01"]);
  expect(shown([3_661_000_000_000n], arrow.timeNanosecond())).toEqual(["01:01:01"]);
});

test("spans of time are read in their unit and count days", () => {
  const { SECOND, MILLISECOND, NANOSECOND } = arrow.TimeUnit;
  expect(shown([3661n, -90_000n, 0n], arrow.duration(SECOND))).toEqual(["01:01:01", "-1 day 01:00:00", "00:00:00"]);
  expect(shown([172_800_500n], arrow.duration(MILLISECOND))).toEqual(["2 days 00:00:00.500"]);
  expect(shown([250_000n, -1n], arrow.duration(NANOSECOND))).toEqual(["250 µs", "-0.001 µs"]);
});

test("categories are written as what they stand for", () => {
  expect(shown(["x", "y", "x"], arrow.dictionary(arrow.utf8()))).toEqual(["x", "y", "x"]);
  expect(shown([1.25, 2], arrow.dictionary(arrow.float64()))).toEqual(["1.25", "2"]);
  expect(writerOf(arrow.dictionary(arrow.int32())).kind).toBe("number");
});

test("lists are bubbles, each written as its type is", () => {
  const dates = writerOf(arrow.list(arrow.dateDay()));
  expect(dates.items?.([Date.UTC(2020, 0, 2), null])).toEqual(["2020-01-02", "None"]);
  expect(cells([[1, 2.5], []], arrow.list(arrow.float64())).copied).toEqual(["[1,2.5]", "[]"]);
  expect(shown([[1, 2]], arrow.fixedSizeList(arrow.int32(), 2))).toEqual(["[1,2]"]);
  expect(shown([[2n ** 63n - 1n, null]], arrow.list(arrow.int64()))).toEqual(['["9223372036854775807",null]']);
});

test("records are JSON, their parts written as their types are", () => {
  const type = arrow.struct({
    n: arrow.int64(),
    when: arrow.dateDay(),
    ok: arrow.bool(),
    tags: arrow.list(arrow.utf8()),
  });
  expect(shown([{ n: 1n, when: Date.UTC(2020, 0, 2), ok: true, tags: ["a"] }], type)).toEqual([
    '{"n":1,"when":"2020-01-02","ok":true,"tags":["a"]}',
  ]);
  expect(shown([{ n: null, when: null, ok: null, tags: null }], type)).toEqual([
    '{"n":null,"when":null,"ok":null,"tags":null}',
  ]);
  const map = arrow.map(arrow.utf8(), arrow.float64());
  expect(shown([[["k", 1.5]], []], map)).toEqual(['{"k":1.5}', "{}"]);
  expect(shown([{ x: Number.NaN }], arrow.struct({ x: arrow.float64() }))).toEqual(['{"x":"NaN"}']);
});

test("bytes are hexadecimal digits, of many the first", () => {
  const many = new Uint8Array(20).fill(255);
  expect(shown([new Uint8Array([0, 10, 255]), many], arrow.binary())).toEqual([
    "000aff",
    `${"ff".repeat(16)}… (20 bytes)`,
  ]);
});

test("texts are texts, the empty one too", () => {
  expect(shown(["", "a b"], arrow.utf8())).toEqual(["", "a b"]);
  expect(shown(["x"], arrow.largeUtf8())).toEqual(["x"]);
});
