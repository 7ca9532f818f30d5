/** Colours for code. A module of its own, as the grammars are large. */

import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { common, createLowlight } from "lowlight";
import type { ReactNode } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";

const grammars = createLowlight(common);

/** Code as coloured spans; null where the language has no grammar. */
export function highlight(code: string, language: string): ReactNode {
  if (!grammars.registered(language)) return null;
  return toJsxRuntime(grammars.highlight(language, code), { Fragment, jsx, jsxs });
}
