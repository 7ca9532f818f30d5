/** What the PDF library fetches by itself elsewhere, as modules: its worker's code, and all maps of characters as one. */

import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const WORKER = /[\\/]pdf\.worker\.min\.mjs$/;

/** @returns {import("esbuild").Plugin} */
export function pdfParts() {
  const library = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  return {
    name: "pdf-parts",
    setup(build) {
      build.onLoad({ filter: WORKER }, async ({ path }) => ({
        contents: await readFile(path, "utf8"),
        loader: "text",
      }));
      build.onResolve({ filter: /^pdf-cmaps$/ }, ({ path }) => ({ path, namespace: "pdf-cmaps" }));
      build.onLoad({ filter: /.*/, namespace: "pdf-cmaps" }, async () => {
        const folder = join(library, "cmaps");
        const names = (await readdir(folder)).filter((name) => name.endsWith(".bcmap")).sort();
        const imports = names.map((name, index) => `import m${index} from ${JSON.stringify(join(folder, name))};`);
        const entries = names.map((name, index) => `${JSON.stringify(name)}: m${index}`);
        return { contents: `${imports.join("\n")}\nexport default { ${entries.join(", ")} };`, resolveDir: folder };
      });
    },
  };
}
