import { expect, test } from "vitest";
import { frameDocument, sizeIn } from "./frame_document";

test("a page in our colours, with what is written of it and one document type", () => {
  const page = frameDocument("\n<!DOCTYPE html><html><b>a</b></html>", "dark", true);
  expect(page.match(/<!doctype/gi)).toHaveLength(1);
  expect(page).toContain(":root { color-scheme: dark; }");
  expect(page).toMatch(/\("jupyterlit:frame", true\)<\/script><html><b>a<\/b><\/html>$/);
});

test.each([
  [
    { type: "jupyterlit:frame", width: 1, height: 2, more: 3 },
    { width: 1, height: 2 },
  ],
  [{ type: "other", width: 1, height: 2 }, null],
  [{ type: "jupyterlit:frame", width: 1 }, null],
  [{ type: "jupyterlit:frame", width: 1, height: -2 }, null],
  [{ type: "jupyterlit:frame", width: Number.NaN, height: 2 }, null],
  ["jupyterlit:frame", null],
  [null, null],
])("the size in %j", (data, size) => {
  expect(sizeIn(data)).toEqual(size);
});
