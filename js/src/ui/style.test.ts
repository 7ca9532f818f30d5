import { expect, test } from "vitest";
import { addStyle } from "./style";

test("a sheet is added once", () => {
  const before = document.head.querySelectorAll("style").length;
  addStyle(".lit-x { color: red }");
  addStyle(".lit-x { color: red }");
  const sheets = document.head.querySelectorAll("style");
  expect(sheets).toHaveLength(before + 1);
  expect(sheets[before]?.textContent).toBe(".lit-x { color: red }");
});
