import { expect, test } from "vitest";
import { draftOf, filtersOf, isWanted, NO_DRAFT, toggled } from "./dataframe_filters";

test("nothing wanted is no filter", () => {
  expect(filtersOf("a", NO_DRAFT)).toEqual([]);
  expect(draftOf([])).toEqual(NO_DRAFT);
});

test("a range, a text and values become filters, and filters what they came from", () => {
  const draft = {
    ...NO_DRAFT,
    low: "1",
    comparison: "starts_with" as const,
    text: "x",
    only: true,
    keys: new Set(["p", null]),
  };
  const filters = filtersOf("a", draft);
  expect(filters).toEqual([
    { column: "a", op: "between", values: ["1", null] },
    { column: "a", op: "starts_with", values: ["x"] },
    { column: "a", op: "in", values: ["p", null] },
  ]);
  expect(draftOf(filters)).toEqual(draft);
});

test("a value is let go of from all, or taken from none", () => {
  const without = toggled(NO_DRAFT, "p");
  expect([isWanted(without, "p"), isWanted(without, "q")]).toEqual([false, true]);
  expect(filtersOf("a", without)).toEqual([{ column: "a", op: "not_in", values: ["p"] }]);
  const none = { ...NO_DRAFT, only: true };
  expect(filtersOf("a", none)).toEqual([{ column: "a", op: "in", values: [] }]);
  expect(isWanted(toggled(none, null), null)).toBe(true);
  expect(toggled(without, "p")).toEqual(NO_DRAFT);
});
