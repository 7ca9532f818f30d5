import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Appearance } from "../protocol";
import { dressOf, loadFonts, scaleRoot, sizesOf, styleOf } from "./appearance";

const plain: Appearance = {
  light: { page: { primary: "#ff0000" }, sidebar: {}, sidebar_shade: null },
  dark: { page: { primary: "#00ffff" }, sidebar: {}, sidebar_shade: null },
  only: null,
  font_size: null,
  fonts: [],
  sheets: [],
};
const fonts = new Set<unknown>();
const made: unknown[][] = [];

beforeEach(() => {
  const { happyDOM } = window as unknown as { happyDOM: { settings: { handleDisabledFileLoadingAsSuccess: boolean } } };
  happyDOM.settings.handleDisabledFileLoadingAsSuccess = true;
  fonts.clear();
  made.length = 0;
  Object.defineProperty(document, "fonts", { value: fonts, configurable: true });
  vi.stubGlobal(
    "FontFace",
    class {
      constructor(...given: unknown[]) {
        if (given[0] === "Bad") throw new SyntaxError("no font");
        made.push(given);
      }
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

test("a reader gets the shade of their own, unless there is only one", () => {
  expect(dressOf(null, "dark")).toEqual({
    shade: "dark",
    key: "dark",
    area: { page: {}, sidebar: {}, sidebar_shade: null },
  });
  expect(dressOf(plain, "dark").area.page).toEqual({ primary: "#00ffff" });
  expect(dressOf({ ...plain, only: "light" }, "dark").shade).toBe("light");
});

test("the key changes with the appearance, and with nothing else", () => {
  const key = dressOf(plain, "light").key;
  expect(dressOf(plain, "light").key).toBe(key);
  expect(dressOf(plain, "dark").key).not.toBe(key);
  expect(dressOf({ ...plain }, "light").key).not.toBe(key);
});

test("variables are ours", () => {
  expect(styleOf({ primary: "red" })).toEqual({ "--lit-primary": "red" });
});

test("text is as large as the author wants it, and the document is left as it was", () => {
  const large = { ...plain, font_size: 20 };
  expect(sizesOf(large)).toEqual({ size: "20px", "size-small": "17.5px", "size-tiny": "15px" });
  expect(sizesOf(plain)).toEqual({});
  const root = document.createElement("html");
  const back = scaleRoot(large, root);
  expect(root.style.fontSize).toBe("20px");
  back();
  expect(root.style.fontSize).toBe("");
  scaleRoot({ ...plain, font_size: 16 }, root)();
  expect(root.style.fontSize).toBe("");
});

test("fonts are known while they are wanted", () => {
  const face = { family: "Own", url: "app/static/own.woff2", weight: "700", style: "normal", unicode_range: "U+0-FF" };
  const bad = { ...face, family: "Bad", url: "https://a.b/c.woff2" };
  const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const forget = loadFonts(
    { ...plain, fonts: [face, bad], sheets: ["https://a.b/own.css", "/app/static/more.css"] },
    "/lit/app/a.py/",
  );
  const links = [...document.head.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "https://a.b/own.css",
    "/lit/app/a.py/app/static/more.css",
  ]);
  expect(made).toEqual([
    [
      "Own",
      'url("/lit/app/a.py/app/static/own.woff2")',
      { weight: "700", style: "normal", display: "swap", unicodeRange: "U+0-FF" },
    ],
  ]);
  expect(fonts.size).toBe(1);
  expect(warned).toHaveBeenCalledOnce();
  forget();
  expect([fonts.size, document.head.querySelectorAll("link[rel=stylesheet]").length]).toEqual([0, 0]);
  loadFonts({ ...plain, fonts: [face], sheets: ["app/static/more.css"] }, null);
  expect([fonts.size, document.head.querySelectorAll("link[rel=stylesheet]").length]).toEqual([0, 0]);
});
