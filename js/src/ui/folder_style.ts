/** Where a style sheet names other files. */

import type { Named } from "./folder_script";

const NAMED = /url\(\s*(["']?)([^"')]+)\1\s*\)|@import\s+(["'])([^"']+)\3/g;

/** The fonts, pictures and sheets that a style sheet names. */
export function styleParts(text: string): Named[] {
  return [...text.matchAll(NAMED)].map((match) => ({
    name: match[2] ?? match[4] ?? "",
    start: match.index,
    end: match.index + match[0].length,
    put: (url) => (match[2] === undefined ? `@import "${url}"` : `url("${url}")`),
  }));
}
