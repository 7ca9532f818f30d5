/** What is seen of a page before anything is drawn on it. */

import type { Theme } from "./theme";

/** The backgrounds of `tokens.css`, which is not there yet. */
const USUAL: Record<Theme, string> = { light: "#ffffff", dark: "#111318" };

/** Gives the document the page's background, the author's where there is one: else it would flash. */
export function paintBackdrop(shade: Theme, background: string | undefined, root = document.documentElement): void {
  root.style.colorScheme = shade;
  root.style.backgroundColor = background ?? USUAL[shade];
}

/** Leaves the background to what is drawn now, and tells the browser which shade that is of. */
export function replaceBackdrop(shade: Theme, root = document.documentElement): void {
  root.style.colorScheme = shade;
  root.style.backgroundColor = "";
}
