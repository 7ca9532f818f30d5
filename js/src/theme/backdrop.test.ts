import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { paintBackdrop, replaceBackdrop } from "./backdrop";

const { style } = document.documentElement;

afterEach(() => document.documentElement.removeAttribute("style"));

test("the page has its background from the start, then what is drawn has it", () => {
  paintBackdrop("dark", undefined);
  expect([style.colorScheme, style.backgroundColor]).toEqual(["dark", "#111318"]);
  paintBackdrop("light", "#fff8ec");
  expect([style.colorScheme, style.backgroundColor]).toEqual(["light", "#fff8ec"]);
  replaceBackdrop("dark");
  expect([style.colorScheme, style.backgroundColor]).toEqual(["dark", ""]);
});

test.each(["light", "dark"] as const)("it is the background of the tokens, %s", (shade) => {
  const tokens = readFileSync("src/theme/tokens.css", "utf8");
  const found = [...tokens.matchAll(/color-scheme: (light|dark);[^}]*?--lit-background: (#\w+);/g)];
  const [, , background] = found.find(([, scheme]) => scheme === shade) ?? [];
  paintBackdrop(shade, undefined);
  const before = style.backgroundColor;
  paintBackdrop(shade, background ?? "");
  expect(style.backgroundColor).toBe(before);
});
