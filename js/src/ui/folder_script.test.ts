import { expect, test } from "vitest";
import { edited, fetchesLater, scriptParts } from "./folder_script";

test("a script's imports are found as they stand", async () => {
  const text = 'import a from "./a.js"; export * from "./b.js"; import "react"; const c = import("./c.js");';
  const { imports, later, own } = await scriptParts(text);
  expect(imports.map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
    ["./a.js", "./a.js"],
    ["./b.js", "./b.js"],
    ["react", "react"],
  ]);
  expect(
    edited(
      text,
      later.map((place) => ({ ...place, text: fetchesLater("1", "x.js") })),
    ),
  ).toContain('const c = jupyterlitFolder("1","x.js")("./c.js");');
  expect(own).toEqual([]);
});

test("a script's own place and what is named against it are told apart", async () => {
  const text =
    'new URL("./worker.js", import.meta.url); new URL(name, import.meta.url); "new URL(\'x\', import.meta.url)";';
  const { assets, own } = await scriptParts(text);
  expect(assets.map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
    ["./worker.js", 'new URL("./worker.js", import.meta.url)'],
  ]);
  expect(own.map(({ start, end }) => text.slice(start, end))).toEqual(["import.meta.url"]);
});

test("scripts of old and what nobody understands stay as they are", async () => {
  const nothing = { imports: [], later: [], own: [], assets: [] };
  expect(await scriptParts("var important = 1;")).toEqual(nothing);
  expect(await scriptParts('import { from "./a.js')).toEqual(nothing);
});

test("edits are made from first to last", () => {
  const edits = [
    { start: 4, end: 5, text: "two" },
    { start: 0, end: 1, text: "one" },
  ];
  expect(edited("1 + 2;", edits)).toBe("one + two;");
});
