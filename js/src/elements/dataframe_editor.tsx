/** The grid itself: the canvas and what happens on it. */

import {
  booleanCellRenderer,
  type CustomCell,
  DataEditorCore as DataEditor,
  type DataEditorCoreProps,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  type GridMouseEventArgs,
  ImageWindowLoaderImpl,
  loadingCellRenderer,
  markerCellRenderer,
  type Rectangle,
  textCellRenderer,
} from "@glideapps/glide-data-grid";
import gridSheet from "@glideapps/glide-data-grid/dist/index.css";
import { forwardRef, useCallback, useMemo, useRef } from "react";
import type { Page } from "../page/page";
import type { Dataframe } from "../protocol";
import { useOverlay } from "../ui/overlay";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import type { Column } from "./dataframe_columns";
import { draw, frozen, type Heading, headingPainter, ICONS, spread } from "./dataframe_grid";
import type { ColumnLayout } from "./dataframe_layout";
import { isSafe, opening } from "./dataframe_overlays";
import { type Drawn, renderersOf } from "./dataframe_paint";
import type { RowSource } from "./dataframe_rows";
import type { TableSelection } from "./dataframe_selection";
import { BORDERS, MARKER, ROW_HEIGHT, type Space } from "./dataframe_space";
import { drawMarked } from "./dataframe_styler";
import type { GridLook } from "./dataframe_theme";
import type { Cell } from "./dataframe_types";

addStyle(gridSheet);

/** How many rows above and below the view are fetched with it. */
const ABOVE = 20;
const BELOW = 60;
/** What browsers can scroll in pixels, with something to spare. */
const SCROLLABLE = 17_000_000;
/** The grid is there to be read: Tab leaves it, and search and copies are ours. */
const KEYS: NonNullable<DataEditorCoreProps["keybindings"]> = {
  search: false,
  copy: false,
  cut: false,
  paste: false,
  goRightCell: "ArrowRight",
  goLeftCell: "ArrowLeft",
};
/** In full screen Escape is the way out. */
const FULLSCREEN_KEYS = { ...KEYS, clear: false };
/** The grid's own renderers for what is drawn here; the others would bring editors with them. */
export const RENDERERS = [
  textCellRenderer,
  booleanCellRenderer,
  loadingCellRenderer,
  markerCellRenderer,
] as unknown as NonNullable<DataEditorCoreProps["renderers"]>;

/** What makes a grid one to edit. */
export interface GridParts {
  /** A cell as it can be edited. */
  cell(cell: Cell, column: Column | undefined, place: number): Cell;
  /** What a cell is edited in; undefined where it is only read. */
  provide: NonNullable<DataEditorCoreProps["provideEditor"]>;
  renderers: NonNullable<DataEditorCoreProps["renderers"]>;
  props: Partial<DataEditorCoreProps>;
  keys: NonNullable<DataEditorCoreProps["keybindings"]>;
  paint: NonNullable<DataEditorCoreProps["drawCell"]>;
}

interface TableGridProps {
  element: Dataframe;
  page: Page;
  rows: RowSource;
  layout: ColumnLayout;
  headings: Heading[];
  selection: TableSelection;
  look: GridLook;
  space: Space;
  width: number;
  fullscreen: boolean;
  parts?: GridParts | undefined;
  /** A heading was clicked; `among` where the reader wants to keep the order by others. */
  onSort(index: number, among: boolean): void;
  onMenu(index: number, bounds: Rectangle): void;
  onHelp(at: [index: number, bounds: Rectangle] | null): void;
}

export const TableGrid = forwardRef<DataEditorRef, TableGridProps>(function TableGrid(props, ref) {
  const { element, page, rows, layout, headings, selection, look, space, width, fullscreen, parts } = props;
  const { columns, widths } = layout;
  const count = useSignal(rows.count);
  const version = useSignal(rows.version);
  const order = useSignal(rows.order);
  const portal = usePortal();
  const images = useMemo(() => new ImageWindowLoaderImpl(), []);
  const rowHeight = element.row_height ?? ROW_HEIGHT;

  const editable = parts?.cell;
  // A new function for new rows is what makes the grid draw them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: version says that rows have come
  const cell = useCallback<DataEditorCoreProps["getCellContent"]>(
    ([x, y]) => {
      const shown = draw(columns[x], rows, y, element.placeholder);
      return editable === undefined ? shown : editable(shown, columns[x], y);
    },
    [columns, rows, element.placeholder, version, order, editable],
  );
  const marked = selection.rowSelect === "none" ? 0 : 1;
  const press = (data: Drawn, column: number, row: number, label?: string) => {
    const edited = parts !== undefined && columns[column]?.edit !== undefined;
    if (data.look === "link" && !edited && isSafe(data.url)) window.open(data.url, "_blank", "noopener,noreferrer");
    if (data.look !== "button" || !data.enabled || (data.labels.length > 1 && label === undefined)) return;
    const id = columns[column]?.type_config?.id ?? "";
    const position = rows.position(row);
    if (position === undefined) return;
    const value = { row: position, label: label ?? data.labels[0] ?? "" };
    page.values.trigger({ id, form: null, disabled: false, deferred: false, default: null }, value);
  };
  const act = useRef(press);
  act.current = press;
  const focus = useRef(selection.selected.current?.cell);
  focus.current = selection.selected.current?.cell;
  const offset = useRef(marked);
  offset.current = marked;
  const renderers = useMemo(
    () => renderersOf(look.palette, { press: ({ data }, [x, y]) => act.current(data, x - offset.current, y) }),
    [look.palette],
  );
  const chosen = useRef<(label: string) => void>(() => undefined);
  chosen.current = (label) => {
    const [x, y] = focus.current ?? [-1, -1];
    const { data } = cell([x, y]) as CustomCell<Drawn>;
    press(data, x, y, label);
  };
  const provide = parts?.provide;
  const provideEditor = useMemo(() => {
    const open = opening(look.palette, (label) => chosen.current(label));
    return provide === undefined ? open : (content: GridCell) => provide(content) ?? open(content);
  }, [look.palette, provide]);
  // Who resizes a column lets go of it where its menu is.
  const resized = useRef(false);
  const painter = useMemo(
    () => headingPainter(new Set(columns.filter((column) => column.help).map((column) => column.id))),
    [columns],
  );
  // The grid keeps what it has scrolled beyond what browsers can; a table that fits must not begin with that.
  const far = count * rowHeight > SCROLLABLE;
  return (
    <div
      onPointerDownCapture={() => {
        portal();
        resized.current = false;
      }}
      onKeyDownCapture={portal}
    >
      <DataEditor
        key={far ? "far" : "near"}
        ref={ref}
        className="stDataFrameGlideDataEditor"
        columns={space.grows ? spread(headings, columns, widths) : headings}
        rows={count}
        getCellContent={cell}
        getCellsForSelection
        renderers={parts?.renderers ?? RENDERERS}
        customRenderers={renderers}
        imageWindowLoader={images}
        provideEditor={provideEditor}
        headerIcons={ICONS}
        drawHeader={painter}
        drawCell={parts?.paint ?? drawMarked}
        width={width - BORDERS}
        height={space.height}
        rowHeight={rowHeight}
        headerHeight={ROW_HEIGHT}
        freezeColumns={frozen(columns, headings, width)}
        theme={look.theme}
        minColumnWidth={LEAST}
        maxColumnWidth={MOST}
        smoothScrollX
        smoothScrollY
        rowMarkers={{ kind: marked === 0 ? "none" : "checkbox-visible", width: MARKER }}
        rowSelect={selection.rowSelect}
        rowSelectionMode="multi"
        columnSelect={selection.columnSelect}
        rangeSelect={selection.rangeSelect}
        gridSelection={selection.selected}
        onGridSelectionChange={selection.change}
        onHeaderClicked={(index, { isTouch, shiftKey, bounds }) => {
          if (isTouch) props.onMenu(index, bounds);
          else if (selection.columnSelect === "none") props.onSort(index, shiftKey);
        }}
        onHeaderMenuClick={(index, bounds) => {
          if (!resized.current) props.onMenu(index, bounds);
        }}
        onHeaderContextMenu={(index, event) => {
          event.preventDefault();
          props.onMenu(index, event.bounds);
        }}
        onCellActivated={([x, y]) => {
          const shown = cell([x, y]);
          if (shown.kind === GridCellKind.Custom) press((shown as CustomCell<Drawn>).data, x, y);
        }}
        onItemHovered={(at) => props.onHelp(helpAt(at, columns))}
        onColumnResize={(column, _size, _index, whole) => {
          resized.current = true;
          layout.resize(column.id ?? "", whole);
        }}
        onColumnMoved={layout.move}
        onVisibleRegionChanged={(seen) => rows.need(seen.y - ABOVE, seen.y + seen.height + BELOW)}
        {...parts?.props}
        keybindings={{ ...(fullscreen ? FULLSCREEN_KEYS : KEYS), ...parts?.keys }}
      />
    </div>
  );
});

const LEAST = 50;
const MOST = 1000;

/** The heading under the pointer, where its author says more of it. */
function helpAt(at: GridMouseEventArgs, columns: ColumnLayout["columns"]): [number, Rectangle] | null {
  if (at.kind !== "header") return null;
  const [index] = at.location;
  return columns[index]?.help ? [index, at.bounds] : null;
}

/** The id under which the grid looks for the place to open a cell in. */
const PORTAL = "portal";

/** Puts the place to open cells in where it is seen from this table: in its app, or in its full screen. */
function usePortal(): () => void {
  const overlay = useOverlay();
  return useCallback(() => {
    let portal = document.getElementById(PORTAL);
    if (!portal) {
      portal = document.createElement("div");
      portal.id = PORTAL;
      portal.dataset.testid = PORTAL;
    }
    portal.className = "lit-table-portal";
    if (portal.parentElement !== overlay) overlay.append(portal);
  }, [overlay]);
}
