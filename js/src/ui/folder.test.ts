import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { filesOf } from "../testing/files";
import { Folder, within } from "./folder";

const made: string[] = [];

beforeEach(() => {
  made.length = 0;
  vi.stubGlobal(
    "Blob",
    class {
      constructor(
        readonly parts: (string | Uint8Array)[],
        readonly options: { type: string },
      ) {}
    },
  );
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const { parts, options } = blob as unknown as { parts: (string | Uint8Array)[]; options: { type: string } };
    const text = parts.map((part) => (typeof part === "string" ? part : new TextDecoder().decode(part))).join("");
    made.push(text);
    return `data:${options.type},${encodeURIComponent(text)}`;
  });
});

afterEach(() => vi.restoreAllMocks());

test("names lead to files of the folder or elsewhere", () => {
  expect(within("./main.js", "index.html")).toBe("main.js");
  expect(within("../fonts/a b.woff2?v=1", "static/css/main.css")).toBe("static/fonts/a b.woff2");
  expect(within("/static/main.js", "index.html")).toBe("static/main.js");
  expect(within("../../..", "index.html")).toBe("");
  for (const name of ["https://example.org/x.js", "data:text/css,", "//example.org/x.js", "blob:x", "https://"]) {
    expect(within(name, "index.html")).toBeNull();
  }
});

test("a module brings those that it imports, and others once it asks for them", async () => {
  const files = {
    "f/js/main.js": 'import { a } from "./a.js"; export default a; export const later = () => import("../b.js");',
    "f/js/a.js": 'export { a } from "./c.js";',
    "f/js/c.js": "export const a = 1;",
    "f/b.js": 'import { a } from "./js/c.js"; export const b = a + 1;',
  };
  const folder = new Folder(filesOf(files), "f");
  const main = await import(await folder.url("js/main.js"));
  expect([main.default, made.length]).toEqual([1, 3]);
  expect((await main.later()).b).toBe(2);
  expect(made.length).toBe(4);
  folder.close();
});

test("a module knows its place and what lies beside it", async () => {
  const text = 'export const own = import.meta.url; export const at = new URL("x.txt", import.meta.url).href;';
  const folder = new Folder(filesOf({ "f/js/main.js": text, "f/js/x.txt": "x" }), "f");
  const { own, at } = await import(await folder.url("js/main.js"));
  expect([own, at]).toEqual(["https://folder.invalid/js/main.js", "data:text/javascript,x"]);
});

test("modules that import each other are told of", async () => {
  const files = { "f/a.js": 'import "./b.js";', "f/b.js": 'import "./a.js";' };
  await expect(new Folder(filesOf(files), "f").url("a.js")).rejects.toThrow("a.js and b.js import each other.");
});

test("a file that is not there can be asked for again", async () => {
  const files: Record<string, string> = {};
  const folder = new Folder(filesOf(files), "f");
  await expect(folder.url("a.js")).rejects.toThrow("gone");
  files["f/a.js"] = "export default 1;";
  expect((await import(await folder.url("a.js"))).default).toBe(1);
});

test("what a style sheet names gets addresses as far as it is there", async () => {
  const files = { "f/main.css": "p { background: url('a.png') } i { background: url(gone.png) }", "f/a.png": "x" };
  await new Folder(filesOf(files), "f").url("main.css");
  expect(made.at(-1)).toBe('p { background: url("data:text/javascript,x") } i { background: url(gone.png) }');
});
