import {
  type CSSProperties,
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Node } from "../page/tree";
import type { Cell, Grid } from "../protocol";
import { classes, type ElementProps, keyClass } from "../ui/element";
import { useScrollable } from "../ui/scroll";
import { useSignal } from "../ui/signals";
import { lengthOf, Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import sheet from "./grid.css";

addStyle(sheet);

/** How many columns there are where the author leaves it open, and how narrow they get, in rem. */
const MOST = 24;
const NARROW = 12.5;

/** How many columns the grid has now, for its cells. */
const Count = createContext(1);

/** Cells in rows, as many beside each other as there is room for. */
export function GridView({ element, children }: ElementProps<Grid>) {
  const { columns, wrap, min_column_width: least, row_gap, column_gap, row_height, height, dense, key } = element;
  const most = columns === "auto" ? MOST : columns;
  const narrow = least === "auto" ? `${NARROW}rem` : `${least}px`;
  const box = useRef<HTMLDivElement>(null);
  const fitting = useFitting(box, most, `${narrow} ${column_gap}`);
  const scroller = useScrollable();
  const count = wrap ? fitting : most;
  const style: CSSProperties = {
    gap: `${css(row_gap)} ${css(column_gap)}`,
    gridTemplateColumns: `repeat(${count}, minmax(${wrap ? 0 : narrow}, 1fr))`,
    gridAutoRows: row_height === "content" ? undefined : row_height,
  };
  return (
    <div
      ref={scroller}
      className="lit-grid-body"
      data-testid="stGridScrollBody"
      data-test-scroll={typeof height === "number"}
      data-scrolls={typeof height === "number" || !wrap || undefined}
    >
      <div className="lit-grid-measure" data-testid="stGridContentMeasure">
        <div
          ref={box}
          className={classes("lit-grid stGrid", keyClass(key))}
          data-testid="stGrid"
          data-test-column-count={count}
          data-test-wrap={wrap}
          data-border={element.border || undefined}
          data-dense={dense || undefined}
          data-align-items={element.vertical_alignment}
          data-fixed-rows={row_height !== "content" || undefined}
          style={{ ...style, "--lit-narrow": narrow } as CSSProperties}
        >
          <Count.Provider value={count}>{children}</Count.Provider>
        </div>
      </div>
    </div>
  );
}

function css(gap: string | number | null): string {
  const length = lengthOf(gap);
  return typeof length === "number" ? `${length}px` : length;
}

/** How many columns fit; before anything is laid out, all. */
function useFitting(box: React.RefObject<HTMLElement | null>, most: number, measures: string): number {
  const [count, setCount] = useState(most);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet and the style say the measures
  useLayoutEffect(() => {
    const grid = box.current;
    if (!grid) return;
    const measure = () => {
      if (grid.clientWidth === 0) return;
      const style = getComputedStyle(grid);
      const gap = Number.parseFloat(style.columnGap) || 0;
      const narrow = Number.parseFloat(style.scrollMarginInlineStart) || 1;
      setCount(Math.max(1, Math.min(most, Math.floor((grid.clientWidth + gap) / (narrow + gap)))));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(grid);
    return () => observer.disconnect();
  }, [box, most, measures]);
  return Math.min(count, most);
}

/** The frame around each child of a grid. */
export function GridCell({ node, grid, children }: { node: Node; grid: Grid; children: ReactNode }) {
  const element = useSignal(node.element);
  const { column_span: wide, row_span: high } =
    element.kind === "cell" ? element : ({ column_span: 1, row_span: 1 } as const);
  const fixed = grid.row_height !== "content";
  const scroller = useScrollable();
  const count = useContext(Count);
  const style: CSSProperties = {};
  if (wide === "all") style.gridColumn = "1 / -1";
  else if (wide > 1) style.gridColumn = `span ${Math.min(wide, count)}`;
  if (high > 1) style.gridRow = `span ${high}`;
  return (
    <div className="lit-grid-cell stGridCell" data-testid="stGridCell" style={style}>
      <div ref={scroller} className="lit-grid-cell-body" data-testid="stGridCellBody" data-test-scroll={fixed}>
        <div className="lit-grid-cell-content" data-testid="stGridCellContent">
          {children}
        </div>
      </div>
    </div>
  );
}

/** Several elements in one cell. */
export function CellView({ element, children }: ElementProps<Cell>) {
  return <Stack elementKey={element.key}>{children}</Stack>;
}
