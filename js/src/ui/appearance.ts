/** What the author wants the page to look like, put on: variables of the style, fonts, the size of text. */

import type { Appearance, AreaStyle } from "../protocol";
import type { Contrast } from "../theme/contrast";
import type { Theme } from "../theme/theme";

/** How the page looks at present. */
export interface Dress {
  /** The theme that the reader gets. */
  shade: Theme;
  /** Changes with everything that is drawn in colours of its own. */
  key: string;
  area: AreaStyle;
}

const BARE: AreaStyle = { page: {}, sidebar: {}, sidebar_shade: null };
/** Pixels of a `rem` where nobody has changed it. */
const USUAL = 16;

const keys = new WeakMap<Appearance, number>();
let appearances = 0;

/** What is worn of an appearance by a reader who wants light, or dark, and perhaps more contrast. */
export function dressOf(appearance: Appearance | null, wanted: Theme, contrast: Contrast = "usual"): Dress {
  const stronger = contrast === "usual" ? "" : `-${contrast}`;
  if (appearance === null) return { shade: wanted, key: `${wanted}${stronger}`, area: BARE };
  const shade = appearance.only ?? wanted;
  const known = keys.get(appearance) ?? ++appearances;
  keys.set(appearance, known);
  return { shade, key: `${shade}-${known}${stronger}`, area: appearance[shade] };
}

/** Variables as a `style` attribute takes them. */
export function styleOf(variables: Record<string, string>): React.CSSProperties {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`--lit-${name}`, value]));
}

/** The sizes of text where the page has no say in what a `rem` is. */
export function sizesOf(appearance: Appearance | null): Record<string, string> {
  const size = appearance?.font_size;
  return size ? { size: `${size}px`, "size-small": `${size * 0.875}px`, "size-tiny": `${size * 0.75}px` } : {};
}

/** Lets a `rem` be as many pixels as the author wants; returns how to take that back. */
export function scaleRoot(appearance: Appearance | null, root = document.documentElement): () => void {
  const size = appearance?.font_size;
  if (!size || size === USUAL) return () => undefined;
  const before = root.style.fontSize;
  root.style.fontSize = `${size}px`;
  return () => {
    root.style.fontSize = before;
  };
}

/**
 * Makes the fonts of an appearance known to the document; returns how to forget them.
 *
 * `root` is the path of the app's address, below which the files of its folder `static` lie; null where there are none.
 */
export function loadFonts(appearance: Appearance | null, root: string | null): () => void {
  if (appearance === null) return () => undefined;
  const links = appearance.sheets.flatMap((url) => {
    const href = addressOf(url, root);
    if (href === null) return [];
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.dataset.jupyterlit = "";
    document.head.append(link);
    return [link];
  });
  const faces = appearance.fonts.flatMap(({ family, url, weight, style, unicode_range }) => {
    const source = addressOf(url, root);
    if (source === null) return [];
    const range = unicode_range === "" ? {} : { unicodeRange: unicode_range };
    try {
      const face = new FontFace(family, `url(${JSON.stringify(source)})`, { weight, style, display: "swap", ...range });
      document.fonts.add(face);
      return [face];
    } catch (error) {
      console.warn(`jupyterlit: the font ${family} cannot be used.`, error);
      return [];
    }
  });
  return () => {
    for (const link of links) link.remove();
    for (const face of faces) document.fonts.delete(face);
  };
}

const STATIC = /^\/?app\/static\//;

/** Where a font is loaded from; null for a file of the app where its files have no address. */
function addressOf(url: string, root: string | null): string | null {
  if (!STATIC.test(url)) return url;
  return root === null ? null : root + url.replace(/^\//, "");
}
