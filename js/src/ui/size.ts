/** The sizes that authors give to elements. */

import type { CSSProperties } from "react";
import type { Element } from "../protocol";

interface Sized {
  "data-width": string;
  "data-height": string;
  style?: CSSProperties;
}

/** Width and height: words for the sheet, pixels as style. */
export function sized({ width, height }: Pick<Element, "width" | "height">): Sized {
  const words = {
    "data-width": typeof width === "number" ? "pixels" : width,
    "data-height": typeof height === "number" ? "pixels" : height,
  };
  if (typeof width !== "number" && typeof height !== "number") return words;
  const style: CSSProperties = {};
  if (typeof width === "number") style.inlineSize = width;
  if (typeof height === "number") style.blockSize = height;
  return { ...words, style };
}
