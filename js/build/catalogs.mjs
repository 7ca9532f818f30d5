/** The texts of other languages: of each a file of its own, that only pages in that language fetch. */

import { readFile } from "node:fs/promises";

const CATALOG = /(\w+)\/LC_MESSAGES\/jupyterlit\.json$/;

/** Makes a module of a catalog: of the words of Lab's own parts, which asks for them itself, as well. */
export function catalogs() {
  return {
    name: "catalogs",
    /** @param {import("esbuild").PluginBuild} build */
    setup(build) {
      build.onLoad({ filter: CATALOG }, async ({ path }) => {
        const { "": _, ...texts } = JSON.parse(await readFile(path, "utf8"));
        return { contents: `export default ${JSON.stringify(texts)};`, loader: "js" };
      });
    },
  };
}

/**
 * Language → the file with its texts.
 * @param {import("esbuild").Metafile} meta
 * @param {(path: string) => string} named
 */
export function languages(meta, named) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const [path, { entryPoint = "" }] of Object.entries(meta.outputs)) {
    const [, folder] = CATALOG.exec(entryPoint) ?? [];
    if (folder) found[folder.replace("_", "-")] = named(path);
  }
  return found;
}
