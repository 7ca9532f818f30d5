import { expect, test } from "vitest";
import { edited } from "./folder_script";
import { styleParts } from "./folder_style";

test("a style sheet's fonts, pictures and sheets are found", () => {
  const text = "@import 'more.css'; p { src: url( \"a b.woff2\" ), url(c.png) }";
  const parts = styleParts(text);
  expect(parts.map(({ name }) => name)).toEqual(["more.css", "a b.woff2", "c.png"]);
  const edits = parts.map(({ name, start, end, put }) => ({ start, end, text: put(name.toUpperCase()) }));
  expect(edited(text, edits)).toBe('@import "MORE.CSS"; p { src: url("A B.WOFF2"), url("C.PNG") }');
});
