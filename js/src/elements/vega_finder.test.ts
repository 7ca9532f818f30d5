import { expect, test } from "vitest";
import { type Finder, finderOf, telling, told } from "./vega_finder";

const X = { field: "x", type: "quantitative" };
const Y = { field: "y", type: "quantitative" };
const K = { field: "k", type: "nominal" };

function find(mark: unknown, encoding: object, more: object = {}): Finder | null {
  return finderOf({ mark, encoding, ...more });
}

test("values on lines are found by their columns", () => {
  expect(find("line", { x: X, y: Y })).toEqual({ x: "x", y: "y", color: null, titles: { x: "x", y: "y" }, dots: true });
  expect(find({ type: "trail" }, { x: X, y: Y, color: K })?.color).toBe("k");
});

test("columns are called as the author calls them", () => {
  const tooltip = [{ field: "y", title: "Price" }];
  expect(find("line", { x: { ...X, title: "Time" }, y: { ...Y, title: " " }, tooltip })?.titles).toEqual({
    x: "Time",
    y: "Price",
  });
});

test("names with dots are names where they are written as such", () => {
  expect(find("line", { x: { field: "a\\.b" }, y: Y })?.x).toBe("a.b");
  for (const field of ["a.b", "a[0]", { repeat: "row" }]) expect(find("line", { x: { field }, y: Y })).toBeNull();
});

test("stacked areas have no dots, for they stand elsewhere than their values", () => {
  const dots = (y: object, color: object = K) => find("area", { x: X, y, color })?.dots;
  expect([dots(Y), dots({ ...Y, stack: true }), dots({ ...Y, stack: false }), dots({ ...Y, stack: null })]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(dots(Y, { value: "red" })).toBe(true);
});

test.each([
  ["other marks", "bar", { x: X, y: Y }, {}],
  ["lines with points of their own", { type: "line", point: true }, { x: X, y: Y }, {}],
  ["lines with tooltips of their own", { type: "line", tooltip: true }, { x: X, y: Y }, {}],
  ["sums", "line", { x: X, y: { ...Y, aggregate: "sum" } }, {}],
  ["months", "line", { x: { ...X, timeUnit: "month" }, y: Y }, {}],
  ["bins", "line", { x: { ...X, bin: true }, y: Y }, {}],
  ["transformed rows", "line", { x: X, y: Y }, { transform: [{ filter: "datum.x > 1" }] }],
  ["tooltips of further columns", "line", { x: X, y: Y, tooltip: { field: "other" } }, {}],
  ["one axis alone", "line", { x: X }, {}],
])("%s are left to Vega", (_what, mark, encoding, more) => {
  expect(find(mark, encoding, more)).toBeNull();
});

const SEVERAL: Finder = { x: "x", y: "y", color: "k", titles: { x: "Time", y: "y", k: "k" }, dots: true };

test("of several lines the highest comes first, and those without a value not at all", () => {
  const rows = [
    { x: 1, y: 2, k: "low" },
    { x: 1, y: null, k: "none" },
    { x: 1, y: 1234.56789, k: "high" },
  ];
  expect(told(SEVERAL, 1, telling(SEVERAL, rows))).toEqual([
    ["Time", "1"],
    ["high", "1,234.57"],
    ["low", "2"],
  ]);
  expect(
    telling(
      SEVERAL,
      Array.from({ length: 30 }, (_, y) => ({ y })),
    ),
  ).toHaveLength(12);
});

test("times are written as dates, with the time of day where there is one", () => {
  const one: Finder = { ...SEVERAL, color: null };
  const at = (...time: [number, number]) => told(one, new Date(2024, 1, 29, ...time), [{ y: "text" }])[0]?.[1];
  expect(at(0, 0)).not.toContain(":");
  expect(at(13, 30)).toContain(":30");
});
