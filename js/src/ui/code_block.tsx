/** Code: highlighted once the grammar is there, with a button to copy it. */

import { type ReactNode, useEffect, useMemo, useState } from "react";
import sheet from "./code_block.css";
import { CopyButton } from "./copy_button";
import { addStyle } from "./style";

addStyle(sheet);

interface CodeBlockProps {
  code: string;
  /** The language's name; null for plain text. */
  language: string | null;
  lineNumbers?: boolean;
  wrapLines?: boolean;
}

/** A block of code. It is shown plain at once; the colours follow without moving anything. */
export function CodeBlock({ code, language, lineNumbers = false, wrapLines = false }: CodeBlockProps) {
  const colored = useHighlighted(code, language);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className="lit-code stCode" data-testid="stCode" tabIndex={0}>
      <pre className="lit-code-text" data-wrap={wrapLines || undefined}>
        {lineNumbers && <LineNumbers count={code.split("\n").length} />}
        <code className={`language-${language ?? "plaintext"}`}>{colored ?? code}</code>
      </pre>
      <CopyButton text={code} />
    </div>
  );
}

function LineNumbers({ count }: { count: number }) {
  return (
    <span className="lit-code-numbers linenumber" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => index + 1).join("\n")}
    </span>
  );
}

let highlighter: typeof import("./highlight") | null = null;

/** The code in its colours, from its first moment once the grammars are there: code that grows keeps them. */
function useHighlighted(code: string, language: string | null): ReactNode {
  const [ready, setReady] = useState(highlighter !== null);
  useEffect(() => {
    if (ready || language === null) return;
    let here = true;
    void import("./highlight").then((module) => {
      highlighter = module;
      if (here) setReady(true);
    });
    return () => {
      here = false;
    };
  }, [ready, language]);
  return useMemo(
    () => (ready && language !== null ? highlighter?.highlight(code, language) : null),
    [ready, code, language],
  );
}
