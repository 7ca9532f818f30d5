/** Packages of widgets as the notebook of old loads them: scripts that call `define` with the names of what they need. */

import type { Page } from "../page/page";
import type { MediaFile } from "../protocol";
import { Folder } from "../ui/folder";
import { componentPlace } from "../ui/modules";
import { type Compiled, compile } from "../ui/scripts";

type Exports = Readonly<Record<string, unknown>>;
type Provide = (name: string) => Promise<Exports>;

/** What a script has handed to `define`. */
interface Defined {
  needs: string[];
  make: unknown;
}

const loaded = new Map<string, Promise<Exports>>();

/**
 * Runs a package's `index.js` and returns what it exports; a package runs once in a document.
 *
 * `provide` returns the packages that it needs.
 */
export function loadAmd(page: Page, name: string, folder: MediaFile, provide: Provide): Promise<Exports> {
  let exports = loaded.get(name);
  if (!exports) {
    exports = load(page, name, folder, provide);
    loaded.set(name, exports);
    exports.catch(() => loaded.delete(name)); // another try may find what this one has not
  }
  return exports;
}

async function load(page: Page, name: string, folder: MediaFile, provide: Provide): Promise<Exports> {
  const path = `nbextensions/${name}/index.js`;
  const place = componentPlace(page);
  const root = place === null ? null : new URL(`${place}${folder.id}/`, location.href).href;
  const text = root === null ? await new Folder(page, folder.id).text(path) : await fetched(root + path);
  const { needs, make } = run(text, name);
  const exports: Record<string, unknown> = {};
  const known: Record<string, unknown> = { exports, module: { id: name, uri: (root ?? "") + path, exports } };
  const given = await Promise.all(needs.map(async (need) => known[need] ?? (await provide(need))));
  const made: unknown = typeof make === "function" ? withRoot(root, path, () => make(...given)) : make;
  return (made ?? exports) as Exports;
}

async function fetched(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The widget’s script cannot be loaded: ${answer.status}.`);
  return answer.text();
}

/** Runs a script and returns what it defines. The script alone sees `define`: to others the page has no loader. */
function run(text: string, name: string): Defined {
  let defined: Defined | null = null;
  const define = (...args: unknown[]): void => {
    const [needs, make] = typeof args[0] === "string" ? args.slice(1) : args;
    defined ??= Array.isArray(needs) ? { needs, make } : { needs: [], make: needs };
  };
  define.amd = {};
  const script = compile(["define", "Function"], `${text}\n//# sourceURL=nbextensions/${name}/index.js`);
  script?.call(globalThis, define, COMPILING);
  if (defined === null) throw new Error(`The script of ${name} defines nothing.`);
  return defined;
}

/**
 * `Function` as such scripts have it: a page's policy keeps texts from becoming code, and lets through what its author
 * has brought along. It is theirs alone, nobody else on the page can make code of a text.
 */
const COMPILING = new Proxy(Function, {
  construct: (_, args: unknown[]) => made(args),
  apply: (_target, _this, args: unknown[]) => made(args),
});

function made(args: readonly unknown[]): Compiled {
  const texts = args.map(String);
  const body = texts.pop() ?? "";
  const compiled = compile(texts, body);
  if (!compiled) throw new SyntaxError("This text is no code.");
  return compiled;
}

/** Bundles find out where they have come from: by the script that runs, or by where the page says its root is. */
function withRoot(root: string | null, path: string, make: () => unknown): unknown {
  if (root === null) return make();
  const before = document.body.getAttribute("data-base-url");
  document.body.setAttribute("data-base-url", root);
  Object.defineProperty(document, "currentScript", {
    configurable: true,
    value: { tagName: "SCRIPT", src: root + path },
  });
  try {
    return make();
  } finally {
    Reflect.deleteProperty(document, "currentScript"); // what the browser says is there again
    if (before === null) document.body.removeAttribute("data-base-url");
    else document.body.setAttribute("data-base-url", before);
  }
}
