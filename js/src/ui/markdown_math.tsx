/** Formulas in Markdown. A module of its own, as KaTeX is large. */

import { render } from "katex";
import sheet from "katex/dist/katex.min.css";
import { mathFromMarkdown } from "mdast-util-math";
import { math } from "micromark-extension-math";
import { useLayoutEffect, useRef } from "react";
import type { Syntax } from "./markdown_parse";
import { addStyle } from "./style";

addStyle(sheet);

/** `$formula$`, and `$$` around one that stands alone. */
export const SYNTAX: Syntax = { micromark: math(), tree: mathFromMarkdown() };

/** A formula; what KaTeX cannot read is shown as it was written, in red. */
export function Formula({ formula, block }: { formula: string; block: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (place.current) render(formula, place.current, { displayMode: block, throwOnError: false });
  }, [formula, block]);
  return <span ref={place} className={block ? "lit-formula" : undefined} />;
}
