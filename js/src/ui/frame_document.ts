/** HTML as a page of its own that tells how large it is. */

import type { Theme } from "../theme/theme";

export interface FrameSize {
  width: number;
  height: number;
}

const TYPE = "jupyterlit:frame";
const INK = { light: "#1b1f26", dark: "#eceef2" } as const;

/** A page with this HTML, in our colours as far as it has none of its own; it tells its width where that is asked for. */
export function frameDocument(html: string, theme: Theme, fitWidth = false): string {
  const style =
    `:root { color-scheme: ${theme}; } ` +
    `body { color: ${INK[theme]}; font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }`;
  const body = html.replace(/^\s*<!doctype[^>]*>/i, "");
  const script = `(${tellSize})("${TYPE}", ${fitWidth})`;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><script>${script}</script>${body}`;
}

/** The size in a message of such a page; null in any other message. */
export function sizeIn(data: unknown): FrameSize | null {
  if (typeof data !== "object" || data === null) return null;
  const { type, width, height } = data as Record<string, unknown>;
  if (type !== TYPE || typeof width !== "number" || typeof height !== "number") return null;
  return width > 0 && height > 0 && Number.isFinite(width + height) ? { width, height } : null;
}

/**
 * Runs in the frame, whose page knows nothing else of ours.
 *
 * What counts is the height of the element and not of the window, so that it shrinks too, and what hangs out of it. A
 * page that is always higher than its window would grow without end: it may a few times.
 */
const tellSize = `function (type, fitWidth) {
  var root = document.documentElement, told = { width: 0, height: 0 };
  var across = window.innerWidth, resized = false, grown = 0;
  function inner() {
    var body = document.body, style = getComputedStyle(body), kept = body.style.width;
    body.style.width = "max-content";
    var width = body.getBoundingClientRect().width;
    body.style.width = kept;
    return Math.ceil(width + parseFloat(style.marginLeft) + parseFloat(style.marginRight));
  }
  function tell() {
    if (!document.body) return;
    var hangs = root.scrollHeight > window.innerHeight ? root.scrollHeight : 0;
    var height = Math.ceil(Math.max(root.getBoundingClientRect().height, hangs));
    var width = fitWidth ? inner() : window.innerWidth;
    grown = resized && height > told.height && window.innerWidth === across ? grown + 1 : 0;
    resized = false;
    across = window.innerWidth;
    if (!height || grown > 3 || (told.width === width && told.height === height)) return;
    told = { width: width, height: height };
    parent.postMessage({ type: type, width: width, height: height }, "*");
  }
  addEventListener("resize", function () { resized = true; });
  addEventListener("DOMContentLoaded", function () { new ResizeObserver(tell).observe(document.body); tell(); });
  addEventListener("load", tell);
  document.addEventListener("load", tell, true);
  new ResizeObserver(tell).observe(root);
}`;
