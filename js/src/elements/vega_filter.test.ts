import { expect, test } from "vitest";
import type { Filter } from "../protocol";
import { factsOf, passes } from "./vega_filter";

function column(...values: unknown[]) {
  return { name: "c", at: (row: number) => values[row], text: (row: number) => String(values[row] ?? "") };
}

/** The rows that pass. */
function passing(values: unknown[], op: Filter["op"], ...wanted: (string | null)[]): number[] {
  const all = values.map((_, row) => row);
  return all.filter((row) => passes(row, column(...values), { column: "c", op, values: wanted }));
}

test("texts are compared in any case of letters", () => {
  const cities = ["Oslo", "Lima", null, "Oslo II"];
  expect(passing(cities, "contains", "OSLO")).toEqual([0, 3]);
  expect(passing(cities, "not_contains", "i")).toEqual([0, 2]);
  expect(passing(cities, "equals", "oslo")).toEqual([0]);
  expect(passing(cities, "starts_with", "os")).toEqual([0, 3]);
  expect(passing(cities, "ends_with", "a")).toEqual([1]);
});

test("values are wanted or not, what is empty among them", () => {
  const cities = ["Oslo", "Lima", null];
  expect(passing(cities, "in", "Lima", null)).toEqual([1, 2]);
  expect(passing(cities, "not_in", "Lima")).toEqual([0, 2]);
  expect(passing(cities, "empty")).toEqual([2]);
  expect(passing(cities, "not_empty")).toEqual([0, 1]);
});

test("a range of numbers or days has both its ends", () => {
  expect(passing([1, 2, 3, null], "between", "2", "3")).toEqual([1, 2]);
  expect(passing([1, 2, 3], "between", null, "2")).toEqual([0, 1]);
  const days = ["2024-01-01", "2024-01-02 10:00", "2024-01-03"];
  expect(passing(days, "between", "2024-01-02", null)).toEqual([1, 2]);
  expect(passing(days, "between", null, "2024-01-02")).toEqual([0, 1]);
});

test("a filter of a column that is gone lets all pass", () => {
  expect(passes(0, undefined, { column: "gone", op: "empty" })).toBe(true);
});

test("facts count values, the most frequent first", () => {
  const { facts, keys } = factsOf([0, 1, 2, 3], column(5, 2, 5, null), "number", "");
  expect(facts).toEqual({ kind: "number", least: "2", most: "5", empty: 1, distinct: 2 });
  expect(keys).toEqual([
    { key: "5", row: 0, count: 2 },
    { key: "2", row: 1, count: 1 },
  ]);
  expect(factsOf([0], column("2024-01-01"), "datetime", "").facts.kind).toBe("date");
});
