import * as arrow from "@uwdata/flechette";
import { expect, test, vi } from "vitest";
import { arrowOf } from "../testing/table";
import { parsed, rowsOf, zoneless, zonelessOf } from "./vega_data";

test("rows are objects, one for each row, missing values null", () => {
  expect(rowsOf(arrowOf({ x: [1, 2.5], s: ["a", null], t: [true, false] }))).toEqual([
    { x: 1, s: "a", t: true },
    { x: 2.5, s: null, t: false },
  ]);
});

test("each caller has rows of its own", () => {
  const data = arrowOf({ x: [1] });
  const [first] = rowsOf(data);
  Object.assign(first ?? {}, { y: 2 });
  expect(rowsOf(data)).toEqual([{ x: 1 }]);
});

test("numbers of 64 bits are numbers, however large", () => {
  const column = arrow.columnFromArray([3n, null, 2n ** 60n], arrow.int64());
  const list = arrow.columnFromArray([[1n], [], null], arrow.list(arrow.int64()));
  const data = arrow.tableToIPC(arrow.tableFromColumns({ n: column, l: list }), {}) as Uint8Array;
  expect(rowsOf(data)).toEqual([
    { n: 3, l: [1] },
    { n: null, l: [] },
    { n: 2 ** 60, l: null },
  ]);
});

/** One column of times, with a zone or without. */
function times(at: Date, zone?: string): Uint8Array {
  const column = arrow.columnFromArray([at, null], arrow.timestamp(arrow.TimeUnit.MICROSECOND, zone));
  return arrow.tableToIPC(arrow.tableFromColumns({ at: column }), {}) as Uint8Array;
}

test("times with a zone are moments", () => {
  const at = new Date("2024-02-29T12:00:00Z");
  expect(rowsOf(times(at, "Europe/Oslo"))).toEqual([{ at }, { at: null }]);
  expect(zonelessOf(times(at, "UTC"))).toEqual([]);
});

test.each(["America/New_York", "Asia/Kolkata", "UTC"])("times without a zone read the same in %s", (zone) => {
  vi.stubEnv("TZ", zone);
  const data = times(new Date("2024-07-01T23:30:00.250Z"));
  const [first] = rowsOf(data);
  const at = first?.at as Date;
  expect([at.getDate(), at.getHours(), at.getMinutes(), at.getMilliseconds()]).toEqual([1, 23, 30, 250]);
  expect(zoneless(at.getTime())).toBe(Date.UTC(2024, 6, 1, 23, 30, 0, 250));
  expect(zonelessOf(data)).toEqual(["at"]);
  vi.unstubAllEnvs();
});

test("texts are read as the chart wants them, other types are left alone", () => {
  const rows = rowsOf(arrowOf({ day: ["2024-02-29"], n: [4], label: ["7"] }), { day: "date", n: "string" });
  expect(rows).toEqual([{ day: Date.UTC(2024, 1, 29), n: 4, label: "7" }]);
});

test("categories are the texts they stand for", () => {
  const column = arrow.columnFromArray(["1", "2", "1"], arrow.dictionary(arrow.utf8()));
  const data = arrow.tableToIPC(arrow.tableFromColumns({ k: column }), {}) as Uint8Array;
  expect(rowsOf(data).map((row) => row.k)).toEqual(["1", "2", "1"]);
  expect(rowsOf(data, { k: "number" }).map((row) => row.k)).toEqual([1, 2, 1]);
});

test("rows of a specification are read the same way", () => {
  expect(parsed([{ n: "4" }], { n: "number" })).toEqual([{ n: 4 }]);
  const rows = [{ n: "4" }];
  expect(parsed(rows, {})).toBe(rows);
});
