import { expect, test } from "vitest";
import { lengthOf } from "./stack";

test.each([
  ["small", "1rem"],
  ["xxlarge", "8rem"],
  [24, 24],
  [null, 0],
])("a gap of %j is %j", (gap, length) => {
  expect(lengthOf(gap)).toBe(length);
});
