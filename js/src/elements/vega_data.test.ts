import * as arrow from "@uwdata/flechette";
import { expect, test } from "vitest";
import { arrowOf } from "../testing/table";
import { parsed, rowsOf } from "./vega_data";

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

test("times are dates", () => {
  const at = new Date("2024-02-29T12:00:00Z");
  const column = arrow.columnFromArray([at], arrow.timestamp(arrow.TimeUnit.MICROSECOND));
  const data = arrow.tableToIPC(arrow.tableFromColumns({ at: column }), {}) as Uint8Array;
  expect(rowsOf(data)).toEqual([{ at }]);
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
