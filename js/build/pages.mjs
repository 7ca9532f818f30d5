/** The style of the pages that the server makes itself: tokens, and what `pages.css` says. They need no script to be dark. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";

const DARK = /\.lit\[data-theme="dark"\][^{]*\{([^}]*)\}/;

/**
 * @param {string} theme where the style sheets lie
 * @param {{ minify: boolean }} options
 */
export async function pagesStyle(theme, { minify }) {
  const read = (/** @type {string} */ name) => readFile(join(theme, name), "utf8");
  const [tokens, pages] = await Promise.all([read("tokens.css"), read("pages.css")]);
  const dark = DARK.exec(tokens)?.[1];
  if (!dark) throw new Error("tokens.css has no dark theme.");
  const system = `@media (prefers-color-scheme: dark) { .lit:not([data-theme]) { ${dark} } }`;
  return (await esbuild.transform(`${tokens}\n${system}\n${pages}`, { loader: "css", minify })).code;
}
