import type { CSSProperties } from "react";
import type { Column, Columns } from "../protocol";
import type { ElementProps } from "../ui/element";
import { classes } from "../ui/element";
import { useScrollable } from "../ui/scroll";
import { useSignal } from "../ui/signals";
import { lengthOf, Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import sheet from "./columns.css";

addStyle(sheet);

/** Columns side by side; where the page is narrow, one below the other. */
export function ColumnsView({ element, children }: ElementProps<Columns>) {
  const scroller = useScrollable();
  const gap = lengthOf(element.gap);
  return (
    <Stack
      ref={scroller}
      direction="row"
      gap={element.gap}
      elementKey={element.key}
      data-columns=""
      data-wrap={element.wrap}
      data-align-items={element.vertical_alignment}
      data-test-wrap={element.wrap}
      data-test-scroll-behavior="normal"
      style={{ "--lit-gap": typeof gap === "number" ? `${gap}px` : gap } as CSSProperties}
    >
      {children}
    </Stack>
  );
}

/** One of the columns; `weight` is its share of the width. */
export function ColumnView({ element, node, children }: ElementProps<Column>) {
  const stale = useSignal(node.stale);
  return (
    <div
      className={classes("lit-column stColumn", element.border && "stPrintBorderedColumn")}
      data-testid="stColumn"
      data-border={element.border || undefined}
      data-stale={stale}
      style={{ "--lit-share": element.weight } as CSSProperties}
    >
      <Stack gap={element.gap} data-align-items={element.vertical_alignment}>
        {children}
      </Stack>
    </div>
  );
}
