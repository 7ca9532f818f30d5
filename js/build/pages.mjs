/** The style of the pages that the server makes itself: tokens, and what `pages.css` says. They need no script to be dark. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";

/** The dark tokens: the usual ones, and those for readers who want more contrast. */
const DARK = /\.lit\[data-theme="dark"\],[^{]*\{([^}]*)\}/g;

/**
 * @param {string} theme where the style sheets lie
 * @param {{ minify: boolean }} options
 */
export async function pagesStyle(theme, { minify }) {
  const read = (/** @type {string} */ name) => readFile(join(theme, name), "utf8");
  const [tokens, pages] = await Promise.all([read("tokens.css"), read("pages.css")]);
  const [dark, contrast] = [...tokens.matchAll(DARK)].map(([, values]) => values);
  if (!dark || !contrast) throw new Error("tokens.css has no dark theme, or none with more contrast.");
  const system =
    `@media screen and (prefers-color-scheme: dark) { .lit:not([data-theme]) { ${dark} } }` +
    `@media (prefers-color-scheme: dark) and (prefers-contrast: more) { .lit:not([data-theme]) { ${contrast} } }`;
  return (await esbuild.transform(`${tokens}\n${system}\n${pages}`, { loader: "css", minify })).code;
}
