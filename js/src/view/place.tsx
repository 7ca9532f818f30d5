/** A place on the page: the frame around an element, and the element in it. */

import { memo, type ReactElement, type ReactNode, useRef } from "react";
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
import { Parts, SIZE } from "./parts";
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
  const parts = useRef<Parts | null>(null);
  const keys = keysOf(children);
  const places = children.map((child, index) => {
    const key = keys[index];
    if (parent.kind !== "grid") return <Place key={key} node={child} page={page} />;
    return (
      <GridCell key={key} node={child} grid={parent}>
        <Place node={child} page={page} />
      </GridCell>
    );
  });
  if (!isLong(parent) || (parts.current === null && children.length <= SIZE)) return <>{places}</>;
  parts.current ??= new Parts();
  return <>{inParts(places, parts.current.of(keys))}</>;
}

function keysOf(children: readonly Node[]): string[] {
  const seen = new Set<string>();
  return children.map(({ identity }, index) => {
    // While a run goes on, a widget can stand in its old and in its new place.
    const key = seen.has(identity) ? `${identity}@${index}` : identity;
    seen.add(key);
    return key;
  });
}

/** Whether a block may get long: its children stand one below the other, each as high as it is. */
function isLong(block: Element): boolean {
  return block.kind === "container" && !block.horizontal && block.height === "content";
}

/** The places of the first part by themselves, those of others in boxes. */
function inParts(places: readonly ReactElement[], parts: readonly number[]): ReactNode[] {
  const boxes = new Map<number, ReactElement[]>();
  places.forEach((place, index) => {
    const part = parts[index] ?? 0;
    boxes.get(part)?.push(place) ?? boxes.set(part, [place]);
  });
  return [...boxes].flatMap(([part, inside]): ReactNode[] =>
    part === 0
      ? inside
      : [
          <div key={`part:${part}`} className="lit-part">
            {inside}
          </div>,
        ],
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
