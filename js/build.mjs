/**
 * Builds the front end into `jupyterlit/static/`.
 *
 *     node build.mjs          minified, compressed copies beside each file
 *     node build.mjs --dev    readable, inline source maps, rebuilt on every change
 *
 * Every module in `src/entries/` is an entry of one chunk graph, so that cell, panel and page share what they load.
 * Four are apart: `loader.ts`, the few kB a notebook keeps of each cell's widget, `pages.ts`, for the pages that the
 * server makes itself, and `early.ts`, which it writes into an app's page, stand alone under fixed names; `lab.ts` becomes `lib/lab.js`, from which `npm run build:lab` makes the JupyterLab extension. `manifest.json` names what was built.
 */

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import * as esbuild from "esbuild";
import { catalogs, languages } from "./build/catalogs.mjs";
import { cssText } from "./build/css.mjs";
import { licences } from "./build/licences.mjs";
import { pagesFont, pagesStyle } from "./build/pages.mjs";
import { pdfParts } from "./build/pdf.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const entries = join(here, "src", "entries");
const output = join(here, "..", "jupyterlit", "static");
const development = process.argv.includes("--dev");

/** @type {esbuild.BuildOptions} */
const shared = {
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  jsx: "automatic",
  charset: "utf8",
  legalComments: "none",
  loader: { ".bcmap": "binary", ".wasm": "binary", ".woff2": "binary" },
  define: { "process.env.NODE_ENV": JSON.stringify(development ? "development" : "production") },
  minify: !development,
  sourcemap: development ? "inline" : false,
  metafile: true,
  logLevel: "warning",
  plugins: [cssText({ minify: !development }), pdfParts(), catalogs()],
};

/** The entries of the chunk graph, by name. */
async function graphEntries() {
  const names = await readdir(entries);
  return names
    .filter(
      (name) =>
        /\.tsx?$/.test(name) &&
        !/\.test\.tsx?$/.test(name) &&
        !["early.ts", "lab.ts", "loader.ts", "pages.ts"].includes(name),
    )
    .map((name) => join(entries, name));
}

/**
 * What a server needs to know to name, preload and hand out the files.
 *
 * `entries`: entry name → file. `files`: file → the files it imports at once, and those it imports when needed. `kinds`:
 * element kind → the files that draw it. `font`: what every page fetches beside what it cannot do without. `languages`: language → the file
 * with its texts.
 * @param {esbuild.Metafile} meta
 * @param {string} table
 */
function manifest(meta, table) {
  const named = (/** @type {string} */ path) => relative(output, join(here, path));
  /** @type {Record<string, string>} */
  const byEntry = {};
  /** @type {Record<string, { imports: string[], lazy: string[] }>} */
  const files = {};
  for (const [path, built] of Object.entries(meta.outputs)) {
    const of = (/** @type {string} */ kind) =>
      built.imports.filter((item) => item.kind === kind && !item.external).map((item) => named(item.path));
    files[named(path)] = { imports: of("import-statement"), lazy: of("dynamic-import") };
    if (built.entryPoint && dirname(join(here, built.entryPoint)) === entries) {
      byEntry[basename(built.entryPoint).replace(/\.tsx?$/, "")] = named(path);
    }
  }
  const font = Object.keys(meta.outputs).find((path) => meta.outputs[path]?.entryPoint === "src/theme/font.ts");
  return {
    entries: byEntry,
    files,
    kinds: kindsOf(table, views(meta, named)),
    font: font ? named(font) : "",
    languages: languages(meta, named),
  };
}

/** The file that each module became which is fetched when it is needed, by the module's name in `src/elements`. */
function views(/** @type {esbuild.Metafile} */ meta, /** @type {(path: string) => string} */ named) {
  const built = Object.entries(meta.outputs).filter(([, { entryPoint }]) => entryPoint?.startsWith("src/elements/"));
  return new Map(
    built.map(([path, { entryPoint = "" }]) => [basename(entryPoint).replace(/\.tsx?$/, ""), named(path)]),
  );
}

/**
 * Element kind → the files that draw it, where those are not part of the first bundle: as the table in
 * `src/elements/index.ts` says.
 * @param {string} source
 * @param {Map<string, string>} files
 */
function kindsOf(source, files) {
  const modules = new Map(
    [...source.matchAll(/^const (\w+) = lazily\(\s*\(\) => import\("\.\/(\w+)"\)/gm)].map(([, view, name]) => [
      view,
      name,
    ]),
  );
  /** @type {Record<string, string[]>} */
  const kinds = {};
  for (const [, kind = "", view] of source.matchAll(/^ {2}(\w+): (\w+View),$/gm)) {
    const file = files.get(modules.get(view) ?? "");
    if (file !== undefined) kinds[kind] = [file];
  }
  return kinds;
}

/** Writes `file.gz` and `file.br` beside a file, for servers to send as they lie. */
async function compress(/** @type {string} */ path) {
  const content = await readFile(path);
  const [zipped, brotlied] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  ]);
  await Promise.all([writeFile(`${path}.gz`, zipped), writeFile(`${path}.br`, brotlied)]);
}

/**
 * Writes what describes a finished build, the manifest last, and takes away what earlier builds have left: a server that
 * runs meanwhile has one build or the other.
 */
async function finish(/** @type {esbuild.Metafile} */ meta) {
  const built = Object.keys(meta.outputs).map((path) => relative(output, join(here, path)));
  if (!development) {
    await writeFile(join(output, "licences.txt"), await licences(here, meta));
    await Promise.all(built.map((name) => compress(join(output, name))));
  }
  const font = await pagesFont(output);
  const style = await pagesStyle(join(here, "src", "theme"), font, { minify: !development });
  await writeFile(join(output, "pages.css"), style);
  const table = await readFile(join(here, "src", "elements", "index.ts"), "utf8");
  await writeFile(join(output, "manifest.json"), `${JSON.stringify(manifest(meta, table), null, 2)}\n`);
  const named = ["early.js", "licences.txt", "loader.js", "manifest.json", "pages.css", "pages.js"];
  const kept = new Set([...built, ...named, font]);
  const stale = (await readdir(output)).filter((name) => !kept.has(name.replace(/\.(br|gz)$/, "")));
  await Promise.all(stale.map((name) => rm(join(output, name))));
}

const graph = {
  ...shared,
  entryPoints: await graphEntries(),
  splitting: true,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  outdir: output,
  // One file in place of some thirty: each would be one more way to the server before anything is seen.
  inject: [join(here, "src", "view", "core.ts")],
};
/** Built each for itself. @type {esbuild.BuildOptions[]} */
const apart = [
  { ...shared, entryPoints: [join(entries, "loader.ts")], outdir: output },
  { ...shared, entryPoints: [join(entries, "pages.ts")], outdir: output },
  { ...shared, entryPoints: [join(entries, "early.ts")], outdir: output, format: "iife", sourcemap: false },
  // JupyterLab brings its own packages.
  {
    ...shared,
    entryPoints: [join(entries, "lab.ts")],
    outdir: join(here, "lib"),
    splitting: true, // what a tab holds is loaded when it is looked at
    external: ["@jupyterlab/*", "@lumino/*"],
  },
];

await mkdir(output, { recursive: true });
if (development) {
  /** @type {esbuild.Plugin} */
  const report = {
    name: "report",
    setup(build) {
      build.onEnd(async (result) => {
        if (result.metafile) await finish(result.metafile);
        console.log(`built ${new Date().toLocaleTimeString()}`);
      });
    },
  };
  for (const options of [{ ...graph, plugins: [...(shared.plugins ?? []), report] }, ...apart]) {
    await (await esbuild.context(options)).watch();
  }
} else {
  const [built] = await Promise.all([graph, ...apart].map((options) => esbuild.build(options)));
  if (built?.metafile) await finish(built.metafile);
}
