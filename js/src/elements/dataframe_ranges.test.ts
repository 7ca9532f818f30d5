import { expect, test } from "vitest";
import { fromNumbers, fromWire, has, minus, sizeOf, toWire, union, within } from "./dataframe_ranges";

test("numbers become stretches, whatever their order", () => {
  expect(fromNumbers([5, 3, 4, 9, 9])).toEqual([
    [3, 6],
    [9, 10],
  ]);
  expect(fromNumbers([])).toEqual([]);
});

test("few neighbours travel as numbers, many as their ends", () => {
  const wire = [1, 2, [10, 1_000_000]] as const;
  expect(toWire(fromWire([1, 2, [10, 1_000_000]]))).toEqual(wire);
  expect(toWire(fromWire([[3, 4]]))).toEqual([3, 4]);
});

test("millions of numbers are put together and taken apart", () => {
  const all = fromWire([[0, 9_999_999]]);
  const fewer = minus(all, fromNumbers([0, 5, 9_999_999]));
  expect(fewer).toEqual([
    [1, 5],
    [6, 9_999_999],
  ]);
  expect(sizeOf(fewer)).toBe(9_999_997);
  expect([has(fewer, 5), has(fewer, 6)]).toEqual([false, true]);
  expect(union(fewer, fromNumbers([5, 0, 9_999_999]))).toEqual(all);
});

test("a part of them lies in a stretch", () => {
  expect(within(fromNumbers([1, 2, 3, 7]), [2, 7])).toEqual([[2, 4]]);
});
