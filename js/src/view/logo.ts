/** The app's logo: the last that the script has set. */

import { useRef } from "react";
import type { Page } from "../page/page";
import { EVENT, type Node } from "../page/tree";
import type { Logo } from "../protocol";
import { useComputed, useSignal } from "../ui/signals";

/** The logo; while a run goes on that has not come to it yet, that of the run before. */
export function useLogo(page: Page): Logo | null {
  const found = useComputed(() => search(page.tree.roots[EVENT]), [page]);
  const running = useSignal(page.script) === "running";
  const last = useRef<Logo | null>(null);
  if (found || !running) last.current = found;
  return last.current;
}

function search(node: Node): Logo | null {
  let found: Logo | null = null;
  for (const child of node.children.value) {
    const element = child.element.value;
    found = (element.kind === "logo" ? element : search(child)) ?? found;
  }
  return found;
}
