import { read } from "vega";
import { expect, test, vi } from "vitest";
import { recordsOf, rowsOfText } from "./vega_text";

test("values between quotes hold signs, quotes and line breaks", () => {
  expect(recordsOf('a,"b, ""c""\nd"\r\n1,2', ",")).toEqual([
    ["a", 'b, "c"\nd'],
    ["1", "2"],
  ]);
});

test("a value at the end may be empty, a line with nothing is none", () => {
  expect(recordsOf("a,b\n1,\n\n,2\n3,", ",")).toEqual([
    ["a", "b"],
    ["1", ""],
    ["", "2"],
    ["3", ""],
  ]);
});

test("a mark of the byte order and a quote that is never closed are put up with", () => {
  expect(recordsOf('\ufeffa\n"b', ",")).toEqual([["a"], ["b"]]);
});

test("the first record names the columns unless a header does", () => {
  expect([...rowsOfText("x,y\n1,2", {})]).toEqual([{ x: "1", y: "2" }]);
  expect([...rowsOfText("1|2", { delimiter: "|", header: ["a", "b"] })]).toEqual([{ a: "1", b: "2" }]);
  expect(rowsOfText("x,y", {})).toMatchObject({ length: 0, columns: ["x", "y"] });
});

test("Vega reads tables that come as text, and writes no code for it", () => {
  vi.stubGlobal("Function", () => {
    throw new EvalError("refused");
  });
  const parse = { n: "number", day: "date" } as const;
  const day = new Date("2024-03-01T00:00").getTime();
  const rows = read("n,day\n1.5,2024-03-01T00:00", { type: "csv", parse }) as { n: number; day: number }[];
  expect(rows.map((row) => [row.n, Number(row.day)])).toEqual([[1.5, day]]);
  expect(read("a\tb\n1\t2", { type: "tsv" })).toEqual([{ a: "1", b: "2" }]);
  expect(read("a;b\n1;2", { type: "dsv", delimiter: ";" })).toEqual([{ a: "1", b: "2" }]);
  vi.unstubAllGlobals();
});
