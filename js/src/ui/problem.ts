/** What keeps a field's value from being applied, told to the reader when they try to. */

import { useEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Valued } from "../page/values";
import { afterPress } from "./press";

export interface Problem {
  /** In the reader's words; null while there is nothing to tell. */
  problem: string | null;
  /** Looks for a problem, tells it, and says whether there is none. */
  check(): boolean;
  /** Tells nothing any more: the reader is at it. */
  clear(): void;
}

/**
 * Watches over a field: `find` names the problem with what it holds now.
 *
 * In a form it also keeps the form from being submitted; `focus` then brings the reader to the field.
 */
export function useProblem(page: Page, element: Valued, find: () => string | null, focus: () => void): Problem {
  const [problem, setProblem] = useState<string | null>(null);
  const check = () => {
    const found = find();
    if (found === null) setProblem(null);
    // What is told takes room: a button below must not move from under the press that has left the field.
    else afterPress(() => setProblem(latest.current.find()));
    return found === null;
  };
  const latest = useRef({ find, check, focus });
  latest.current = { find, check, focus };
  const { id, form } = element;
  useEffect(() => {
    if (form === null) return;
    return page.values.guard(form, id, { passes: () => latest.current.check(), focus: () => latest.current.focus() });
  }, [page, form, id]);
  return { problem, check, clear: () => setProblem(null) };
}
