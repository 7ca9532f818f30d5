/** The foot of the main area: it stays in sight while what is above it is scrolled. */

import type { Page } from "../page/page";
import { BOTTOM } from "../page/tree";
import { useComputed } from "../ui/signals";
import { addStyle } from "../ui/style";
import sheet from "./bottom.css";
import { Area } from "./place";

addStyle(sheet);

export function Bottom({ page }: { page: Page }) {
  const present = useComputed(() => page.tree.roots[BOTTOM].children.value.length > 0, [page]);
  if (!present) return null;
  return (
    <div className="lit-bottom stBottom" data-testid="stBottom">
      <div className="lit-content lit-bottom-content" data-testid="stBottomBlockContainer">
        <Area page={page} root={BOTTOM} />
      </div>
    </div>
  );
}
