/** A page within another page: `?embed=true`, and what of its chrome it keeps: `&embed_options=show_toolbar`. */

import type { Theme } from "../theme/theme";

export interface Embedding {
  embedded: boolean;
  /** Whether the menu and the sign that the script runs are shown. */
  toolbar: boolean;
  /** Whether there is room above and below the app. */
  padding: boolean;
  scrolling: boolean;
  /** The theme that the page around wants. */
  theme: Theme | null;
}

export const ALONE: Embedding = { embedded: false, toolbar: true, padding: true, scrolling: true, theme: null };

/** Reads a page's query string. */
export function readEmbedding(search: string): Embedding {
  const query = new URLSearchParams(search);
  if (query.getAll("embed").at(-1)?.toLowerCase() !== "true") return ALONE;
  const options = new Set(
    query.getAll("embed_options").flatMap((text) => text.split(",").map((word) => word.trim().toLowerCase())),
  );
  return {
    embedded: true,
    toolbar: options.has("show_toolbar"),
    padding: options.has("show_padding"),
    scrolling: !options.has("disable_scrolling"),
    theme: options.has("dark_theme") ? "dark" : options.has("light_theme") ? "light" : null,
  };
}
