/** A place on the page: the frame around an element, and the element in it. */

import { memo, type ReactNode } from "react";
import { ELEMENTS } from "../elements";
import { GridCell } from "../elements/grid";
import type { Page } from "../page/page";
import { isBlock, type Node, type Root } from "../page/tree";
import type { Element } from "../protocol";
import { classes, type ElementView, keyClass } from "../ui/element";
import { useSignal } from "../ui/signals";
import { sized } from "../ui/size";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { Boundary, Broken } from "./boundary";
import sheet from "./place.css";

addStyle(sheet);

/** Blocks that draw a frame of their own. */
const FRAMELESS: ReadonlySet<string> = new Set(["column", "tab", "tabs"]);

/** Blocks that have the author's key on their frame. */
const WRAPPED: ReadonlySet<string> = new Set(["expander", "popover"]);

/** All that stands in the main area or in the sidebar. */
export const Area = memo(function Area({ page, root }: { page: Page; root: Root }) {
  return (
    <Stack>
      <Children node={page.tree.roots[root]} page={page} />
    </Stack>
  );
});

/** The children of a block, each drawn anew only when it has changed itself. */
export function Children({ node, page }: { node: Node; page: Page }) {
  const children = useSignal(node.children);
  const parent = useSignal(node.element);
  const seen = new Set<string>();
  return (
    <>
      {children.map((child, index) => {
        // While a run goes on, a widget can stand in its old and in its new place.
        const key = seen.has(child.identity) ? `${child.identity}@${index}` : child.identity;
        seen.add(key);
        if (parent.kind !== "grid") return <Place key={key} node={child} page={page} />;
        return (
          <GridCell key={key} node={child} grid={parent}>
            <Place node={child} page={page} />
          </GridCell>
        );
      })}
    </>
  );
}

const Place = memo(function Place({ node, page }: { node: Node; page: Page }) {
  const element = useSignal(node.element);
  const stale = useSignal(node.stale);
  const drawn = (
    <Boundary subject={element}>
      <Drawn element={element} node={node} page={page} />
    </Boundary>
  );
  if (FRAMELESS.has(element.kind)) return drawn;
  if (isBlock(element)) {
    return (
      <div
        className={classes("lit-place", WRAPPED.has(element.kind) && keyClass(element.key))}
        data-testid="stLayoutWrapper"
        data-stale={stale}
        data-step={("type" in element && element.type === "step") || undefined}
        {...sized(element)}
      >
        {drawn}
      </div>
    );
  }
  return (
    <div
      className={classes("stElementContainer element-container lit-place", keyClass(element.key))}
      data-testid="stElementContainer"
      data-stale={stale}
      {...sized(element)}
    >
      {drawn}
    </div>
  );
});

const Drawn = memo(function Drawn({ element, node, page }: { element: Element; node: Node; page: Page }) {
  const View = viewOf(element);
  if (View === undefined) return <Broken title={t("unknownElement", { kind: element.kind })} />;
  const children: ReactNode = isBlock(element) ? <Children node={node} page={page} /> : undefined;
  return (
    <View element={element} node={node} page={page}>
      {children}
    </View>
  );
});

/** The component for an element; the table pairs each kind with its own, which the compiler cannot follow here. */
export function viewOf(element: Element): ElementView | undefined {
  return ELEMENTS[element.kind] as ElementView | undefined;
}
