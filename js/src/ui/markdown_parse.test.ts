import { expect, test } from "vitest";
import { hasMath, isPlain, parse } from "./markdown_parse";

test.each(["Line 1: constant", "a - b", "50 % (of 100)", "Ünïcode “quotes” …", "a, b; c! d? e/f = g", ""])(
  "%j needs no parser",
  (text) => {
    expect(isPlain(text)).toBe(true);
    const [first] = parse(text).children;
    expect(first === undefined || (first.type === "paragraph" && first.children.length === 1)).toBe(true);
  },
);

test.each([
  "*a*",
  "a_b_",
  "`c`",
  "[l](u)",
  "# h",
  "- a",
  "1. a",
  "2) a",
  "+ a",
  "> q",
  "a\nb",
  "a -> b",
  "a -- b",
  "$x$",
  "<b>",
  "&amp;",
  "https://x.y",
  "see www.x.y",
  "a@b.c",
  ":red[x]",
  ":smile:",
  ":material/home:",
  "---",
  "===",
  "a ~ b",
  "\\*",
  " indented",
  "x >= y",
])("%j goes through the parser", (text) => {
  expect(isPlain(text)).toBe(false);
});

test("a lone dollar is no formula", () => {
  expect(hasMath("costs $5")).toBe(false);
  expect(hasMath("$x$")).toBe(true);
});
