// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { filesOf } from "../testing/files";
import { loadAmd } from "./widget_amd";

const FOLDER = { id: "f", mime: "inode/directory", name: "leaf", size: 0 };
const provide = async (name: string) => ({ name });

/** Scripts do not run in this environment: what they are made of is run in their place. */
function running(): void {
  vi.spyOn(document.head, "append").mockImplementation((script) => {
    document.body.append(script);
    new Function((script as HTMLScriptElement).textContent ?? "")();
  });
}

const load = (name: string, text: string) =>
  loadAmd(filesOf({ [`f/nbextensions/${name}/index.js`]: text }), name, FOLDER, provide);

test("a package is given what it needs, and runs once", async () => {
  running();
  const text =
    'globalThis.runs = (globalThis.runs ?? 0) + 1; define(["base", "module"], (base, module) => ({ base, module }));';
  const first = await load("one", text);
  expect(first).toMatchObject({ base: { name: "base" }, module: { id: "one", uri: "nbextensions/one/index.js" } });
  expect(await load("one", text)).toBe(first);
  expect((globalThis as { runs?: number }).runs).toBe(1);
});

test("names, exports and plain objects do as well", async () => {
  running();
  expect(await load("two", 'define("two", ["exports"], (exports) => { exports.a = 1; });')).toEqual({ a: 1 });
  expect(await load("three", "define(() => ({ b: 2 }));")).toEqual({ b: 2 });
  expect(await load("four", "define({ c: 3 });")).toEqual({ c: 3 });
});

test("it can make functions of texts, which nobody else on the page sees", async () => {
  running();
  const text =
    'define([], () => ({ sum: new Function("a", "b", "return a + b"), own: Function !== globalThis.Function }));';
  const { sum, own } = (await load("five", text)) as { sum(a: number, b: number): number; own: boolean };
  expect([sum(1, 2), own, "define" in globalThis]).toEqual([3, true, false]);
});

test("a script that defines nothing, or is not there, is told of, and can be tried again", async () => {
  running();
  await expect(load("six", "1;")).rejects.toThrow("The script of six defines nothing.");
  expect(await load("six", "define({ d: 4 });")).toEqual({ d: 4 });
  await expect(loadAmd(filesOf({}), "seven", FOLDER, provide)).rejects.toThrow("gone");
});

test("where the server has the files, a package finds out where it has come from", async () => {
  running();
  const text =
    'define([], () => ({ base: document.body.getAttribute("data-base-url"), src: document.currentScript.src }));';
  vi.stubGlobal("fetch", async (url: string) => new Response(`${text}// ${url}`));
  const page = filesOf({}, "/base/lit/media/HANDLE/");
  const root = `${location.origin}/base/lit/component/HANDLE/f/`;
  expect(await loadAmd(page, "eight", FOLDER, provide)).toEqual({
    base: root,
    src: `${root}nbextensions/eight/index.js`,
  });
  expect([document.body.hasAttribute("data-base-url"), document.currentScript]).toEqual([false, null]);
  vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
  await expect(loadAmd(page, "nine", FOLDER, provide)).rejects.toThrow("The widget’s script cannot be loaded: 404.");
});
