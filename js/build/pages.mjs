/**
 * The style of the pages that the server makes itself: tokens, and what `pages.css` says. They need no script to be dark,
 * nor to be written in the typeface of apps, which is a file of its own for them.
 */

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as esbuild from "esbuild";

/** The dark tokens: the usual ones, and those for readers who want more contrast. */
const DARK = /\.lit\[data-theme="dark"\],[^{]*\{([^}]*)\}/g;

/** The typeface of apps, as `theme/font.ts` has it. */
const FONT = "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";

/**
 * Writes the typeface beside the style sheet, under a name that only the same bytes have: browsers keep it for good.
 * Returns that name.
 * @param {string} output
 */
export async function pagesFont(output) {
  const bytes = await readFile(createRequire(import.meta.url).resolve(FONT));
  const name = `inter-${createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase()}.woff2`;
  await writeFile(join(output, name), bytes);
  return name;
}

/**
 * @param {string} theme where the style sheets lie
 * @param {string} font
 * @param {{ minify: boolean }} options
 */
export async function pagesStyle(theme, font, { minify }) {
  const read = (/** @type {string} */ name) => readFile(join(theme, name), "utf8");
  const [tokens, pages, standIn] = await Promise.all([read("tokens.css"), read("pages.css"), read("stand_in.css")]);
  const [dark, contrast] = [...tokens.matchAll(DARK)].map(([, values]) => values);
  if (!dark || !contrast) throw new Error("tokens.css has no dark theme, or none with more contrast.");
  const system =
    `@media screen and (prefers-color-scheme: dark) { .lit:not([data-theme]) { ${dark} } }` +
    `@media (prefers-color-scheme: dark) and (prefers-contrast: more) { .lit:not([data-theme]) { ${contrast} } }`;
  const face = `@font-face { font-family: "Inter Variable"; src: url("${font}") format("woff2"); font-weight: 100 900; font-display: swap }`;
  return (await esbuild.transform(`${face}\n${standIn}\n${tokens}\n${system}\n${pages}`, { loader: "css", minify }))
    .code;
}
