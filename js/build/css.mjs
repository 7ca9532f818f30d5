/** Style sheets as text: `import sheet from "./button.css"` gives the minified sheet with its imports and fonts inlined. */

import { dirname } from "node:path";
import * as esbuild from "esbuild";

/**
 * @param {{ minify: boolean }} options
 * @returns {esbuild.Plugin}
 */
export function cssText({ minify }) {
  return {
    name: "css-text",
    setup(build) {
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const built = await esbuild.build({
          entryPoints: [path],
          absWorkingDir: dirname(path),
          bundle: true,
          write: false,
          metafile: true,
          minify,
          charset: "utf8",
          legalComments: "none",
          // Every browser that runs the bundle reads woff2; the older forms of the same fonts are left out.
          loader: { ".woff2": "dataurl", ".woff": "empty", ".ttf": "empty" },
          logLevel: "warning",
        });
        return {
          contents: built.outputFiles[0]?.text ?? "",
          loader: "text",
          watchFiles: Object.keys(built.metafile.inputs).map((input) => `${dirname(path)}/${input}`),
        };
      });
    },
  };
}
