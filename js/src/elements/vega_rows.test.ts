import { tableFromIPC } from "@uwdata/flechette";
import { expect, test } from "vitest";
import { arrowOf } from "../testing/table";
import { countOf, rowsFrom } from "./vega_rows";

const DATA = arrowOf({ city: ["Oslo", "Lima", null, "Rome"], degrees: [4, 19, 7, 15.5] });
const NEW = { table: "", view: "", start: 0, stop: 10, search: "", find: "" } as const;
const ask = rowsFrom(DATA);

async function asked(request: Partial<Parameters<typeof ask>[0]>) {
  const { data, count } = await ask({ ...NEW, sort: [], filters: [], format: "arrow", columns: [], ...request });
  return { count, rows: data ? tableFromIPC(data).toArray() : [] };
}

test("a stretch of the rows, as they are", async () => {
  expect(countOf(DATA)).toBe(4);
  expect(await asked({ start: 1, stop: 3 })).toEqual({
    count: 4,
    rows: [
      { city: "Lima", degrees: 19 },
      { city: null, degrees: 7 },
    ],
  });
});

test("sorted rows tell where they stood, missing values come last", async () => {
  const order = async (column: string, descending: boolean) =>
    (await asked({ sort: [[column, descending]] })).rows.map((row) => row.__row__);
  expect(await order("degrees", false)).toEqual([0, 2, 3, 1]);
  expect(await order("degrees", true)).toEqual([1, 3, 2, 0]);
  expect(await order("city", false)).toEqual([1, 0, 3, 2]);
  expect(await order("city", true)).toEqual([3, 0, 1, 2]);
  expect(await order("gone", true)).toEqual([0, 1, 2, 3]);
});

test("rows are sorted by several columns", async () => {
  const pairs = rowsFrom(arrowOf({ a: [1, 2, 1, 2], b: [1, 2, 3, 4] }));
  const sort: [string, boolean][] = [
    ["a", true],
    ["b", true],
  ];
  const { data } = await pairs({ ...NEW, sort, filters: [], format: "arrow", columns: ["b"] });
  expect(tableFromIPC(data ?? new Uint8Array()).toArray()).toEqual([
    { b: 4, __row__: 3 },
    { b: 2, __row__: 1 },
    { b: 3, __row__: 2 },
    { b: 1, __row__: 0 },
  ]);
});

test("filters leave rows out, and facts say what a filter can ask for", async () => {
  const filters = [{ column: "degrees", op: "between" as const, values: ["5", null] }];
  expect((await asked({ filters })).rows.map((row) => row.degrees)).toEqual([19, 7, 15.5]);
  const found = await ask({ ...NEW, sort: [], filters, format: "facts", columns: ["city"], find: "m" });
  expect(found.facts).toEqual({ kind: "text", least: null, most: null, empty: 1, distinct: 2 });
  expect(tableFromIPC(found.data ?? new Uint8Array()).toArray()).toEqual([
    { value: "Lima", key: "Lima", count: 1 },
    { value: "Rome", key: "Rome", count: 1 },
  ]);
  expect((await ask({ ...NEW, sort: [], filters, format: "facts", columns: ["gone"] })).facts).toBeNull();
});

test("a search looks into all columns", async () => {
  expect((await asked({ search: "LIM" })).rows).toEqual([{ city: "Lima", degrees: 19, __row__: 1 }]);
  expect((await asked({ search: "15.5" })).count).toBe(1);
});

test("the export is for spreadsheets", async () => {
  const data = arrowOf({ a: ['say "hi"', "x,y", null], b: [1, 2, 3] });
  const { data: bytes } = await rowsFrom(data)({
    ...NEW,
    filters: [],
    sort: [["b", true]],
    format: "csv",
    columns: ["b", "a"],
  });
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes ?? undefined)).toBe(
    '\ufeffb,a\n3,\n2,"x,y"\n1,"say ""hi"""\n',
  );
});
