/** The app's logo: the last that the script has set. */

import { computed } from "@preact/signals-core";
import { useMemo } from "react";
import type { Page } from "../page/page";
import { EVENT, type Node } from "../page/tree";
import type { Logo } from "../protocol";
import { useSignal } from "../ui/signals";

/** The logo; while a run goes on that has not come to it yet, that of the run before. */
export function useLogo(page: Page): Logo | null {
  const logo = useMemo(() => {
    let last: Logo | null = null;
    return computed(() => {
      const found = search(page.tree.roots[EVENT]);
      if (found || page.script.value !== "running") last = found;
      return last;
    });
  }, [page]);
  return useSignal(logo);
}

function search(node: Node): Logo | null {
  let found: Logo | null = null;
  for (const child of node.children.value) {
    const element = child.element.value;
    found = (element.kind === "logo" ? element : search(child)) ?? found;
  }
  return found;
}
