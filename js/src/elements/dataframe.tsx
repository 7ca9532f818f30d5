/** A table on a canvas: as many rows as there are, of which the browser holds what is near the view. */

import {
  DataEditor,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  type GridColumn,
  type GridSelection,
  type Item,
  type Rectangle,
  type Theme,
} from "@glideapps/glide-data-grid";
import gridSheet from "@glideapps/glide-data-grid/dist/index.css";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Dataframe } from "../protocol";
import type { ElementProps } from "../ui/element";
import { useOverlay } from "../ui/overlay";
import { useSignal, useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./dataframe.css";
import { type Column, columnsOf, labelOf } from "./dataframe_cells";
import { type Order, TableRows, UNORDERED } from "./dataframe_rows";
import { NOTHING, toGrid, toPython } from "./dataframe_selection";
import { TableTools } from "./dataframe_tools";

addStyle(gridSheet);
addStyle(sheet);

/** The id under which the grid looks for the place to open a cell in. */
const PORTAL = "portal";
const ROW_HEIGHT = 35;
const HIGHEST = 10_000;
const WIDTHS = { small: 75, medium: 200, large: 400 } as const;

export function DataframeView({ element, page }: ElementProps<Dataframe>) {
  const { data, table } = element;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same table is the same rows
  const rows = useMemo(() => new TableRows(page, element), [page, data, table]);
  const columns = useMemo(() => columnsOf(element, rows.first), [element, rows]);
  const count = useSignal(rows.count);
  const version = useSignal(rows.version);
  const problem = useSignal(rows.problem);
  const holder = useRef<HTMLDivElement>(null);
  const theme = useGridTheme(holder);
  const [order, setOrder] = useState<Order>(UNORDERED);
  const [widths, setWidths] = useState<Record<string, number>>({});
  const [fullscreen, setFullscreen] = useState(false);
  const inner = useInnerSize(holder, fullscreen);
  const grid = useRef<DataEditorRef>(null);
  const overlay = useOverlay();
  const selection = useSelection(element, page, rows, columns, order === UNORDERED);

  useEffect(() => {
    if (document.getElementById(PORTAL)) return;
    const portal = document.createElement("div");
    portal.id = PORTAL;
    portal.className = "lit-table-portal";
    overlay.append(portal);
  }, [overlay]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another table begins in its own order
  useEffect(() => setOrder(UNORDERED), [rows]);
  const arrange = (next: Order) => {
    setOrder(next.sort === null && next.search === "" ? UNORDERED : next);
    void rows.arrange(next);
  };

  useEffect(() => {
    if (!fullscreen) return;
    const leave = (event: KeyboardEvent) => event.key === "Escape" && setFullscreen(false);
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [fullscreen]);

  // A new function for new rows is what makes the grid draw them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: version says that rows have come
  const cell = useCallback(
    ([x, y]: Item): GridCell => draw(columns[x], rows, y, element.placeholder),
    [columns, rows, element.placeholder, version],
  );
  const gridColumns = useMemo(
    () => columns.map((column) => headed(column, order, widths[column.name], rows)),
    [columns, order, widths, rows],
  );

  if (columns.length === 0) {
    return (
      <div className="lit-table stDataFrame" data-testid="stDataFrame">
        <div className="lit-table-frame lit-table-empty">{t("emptyTable")}</div>
      </div>
    );
  }
  const rowHeight = element.row_height ?? ROW_HEIGHT;
  const height = fullscreen ? inner.height : heightOf(element, count, rowHeight);
  const natural = gridColumns.reduce((sum, column) => sum + ("width" in column ? column.width : 120), 0);
  const stretched = fullscreen || element.width !== "content";
  const width = stretched
    ? inner.width
    : Math.min(inner.width, natural + 2 + (selection.rowMarkers === "none" ? 0 : 34));
  return (
    <div ref={holder} className="lit-table stDataFrame" data-testid="stDataFrame" data-fullscreen={fullscreen}>
      <TableTools
        search={order.search}
        fullscreen={fullscreen}
        empty={element.rows === 0}
        onSearch={(search) => arrange({ ...order, search })}
        onExport={() => void save(rows, columns)}
        onFullscreen={() => setFullscreen(!fullscreen)}
      />
      <div
        className="lit-table-frame"
        data-testid="stDataFrameResizable"
        style={{ inlineSize: stretched ? "100%" : width }}
      >
        {inner.width > 0 && (
          <DataEditor
            ref={grid}
            className="stDataFrameGlideDataEditor"
            columns={stretched ? spread(gridColumns, natural, inner.width) : gridColumns}
            rows={count}
            getCellContent={cell}
            getCellsForSelection
            width={width - 2}
            height={height}
            rowHeight={rowHeight}
            headerHeight={ROW_HEIGHT}
            freezeColumns={columns.filter((column) => column.isIndex || column.pinned).length}
            theme={theme}
            smoothScrollX
            smoothScrollY
            rowMarkers={selection.rowMarkers}
            rowSelect={selection.rowSelect}
            columnSelect={selection.columnSelect}
            rangeSelect={selection.rangeSelect}
            rowSelectionMode="multi"
            gridSelection={selection.selected}
            onGridSelectionChange={selection.change}
            onHeaderClicked={(index) => {
              if (selection.columnSelect === "none") arrange({ ...order, sort: nextSort(order, columns[index]) });
            }}
            onHeaderMenuClick={(index) => arrange({ ...order, sort: nextSort(order, columns[index]) })}
            onColumnResize={(column, size) => setWidths((all) => ({ ...all, [column.id ?? ""]: size }))}
            onVisibleRegionChanged={(seen: Rectangle) => rows.need(seen.y - 20, seen.y + seen.height + 60)}
            keybindings={{ search: false }}
          />
        )}
      </div>
      {problem !== null && (
        <div className="lit-table-note" role="alert">
          {problem}
        </div>
      )}
      {order.search !== "" && problem === null && (
        <div className="lit-table-note" role="status">
          {t(count === 1 ? "matchingRow" : "matchingRows", { count: count.toLocaleString() })}
        </div>
      )}
    </div>
  );
}

/** One cell: empty ones show the placeholder, those on their way a shimmer. */
function draw(column: Column | undefined, rows: TableRows, row: number, placeholder: string | null): GridCell {
  const value = column && rows.cell(column.index, row);
  if (column === undefined || value === undefined) return { kind: GridCellKind.Loading, allowOverlay: false };
  const readonly = true;
  if (column.kind === "boolean" && typeof value === "boolean") {
    return { kind: GridCellKind.Boolean, data: value, allowOverlay: false, readonly };
  }
  const empty = value === null || (typeof value === "number" && Number.isNaN(value));
  const text = empty ? (placeholder ?? "None") : column.write(value);
  const contentAlign = column.alignment ?? (column.kind === "number" ? "right" : "left");
  return {
    kind: GridCellKind.Text,
    data: empty ? "" : text,
    displayData: text,
    copyData: empty ? "" : text,
    allowOverlay: true,
    readonly,
    contentAlign,
    style: empty || column.isIndex ? "faded" : "normal",
  };
}

function headed(
  column: Column,
  order: Order,
  width: number | undefined,
  rows: TableRows,
): GridColumn & { width: number } {
  const sorted = order.sort?.[0] === column.name ? (order.sort[1] ? " ↓" : " ↑") : "";
  const given = typeof column.width === "string" ? WIDTHS[column.width] : column.width;
  return {
    id: column.name,
    title: labelOf(column) + sorted,
    ...(column.group ? { group: column.group } : {}),
    width: width ?? given ?? guess(column, rows),
  };
}

const LEAST = 60;
const MOST = 400;
const LETTER = 7.6;

/** A width for what the first rows hold. */
function guess(column: Column, rows: TableRows): number {
  let longest = labelOf(column).length + 3;
  const first = Math.min(rows.first.numRows, 50);
  for (let row = 0; row < first; row++) {
    const value = rows.first.getChildAt(column.index).at(row) as unknown;
    if (value !== null && value !== undefined) longest = Math.max(longest, column.write(value).length);
  }
  return Math.round(Math.min(MOST, Math.max(LEAST, longest * LETTER + 18)));
}

/** Lets the columns fill the width where they are narrower than it. */
function spread(columns: (GridColumn & { width: number })[], natural: number, width: number): GridColumn[] {
  return natural >= width ? columns : columns.map((column) => ({ ...column, grow: column.width }));
}

function heightOf(element: Dataframe, count: number, rowHeight: number): number {
  if (typeof element.height === "number") return element.height - 2;
  const shown = Math.min(count, element.max_rows ?? count);
  return Math.min(HIGHEST, ROW_HEIGHT + Math.max(1, shown) * rowHeight + 1);
}

/** A click on a heading: ascending, descending, as it came. */
function nextSort(order: Order, column: Column | undefined): Order["sort"] {
  if (!column) return order.sort;
  if (order.sort?.[0] !== column.name) return [column.name, false];
  return order.sort[1] ? null : [column.name, true];
}

async function save(rows: TableRows, columns: Column[]): Promise<void> {
  const csv = await rows.csv(columns.map((column) => column.name));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv as BlobPart], { type: "text/csv" }));
  link.download = `${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}-export.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What can be selected, what is, and what becomes of it. */
function useSelection(
  element: Dataframe,
  page: ElementProps["page"],
  rows: TableRows,
  columns: Column[],
  ordered: boolean,
) {
  const { value, commit } = useValue(page.values, element);
  const modes = element.id === "" ? [] : element.selection_mode;
  const [local, setLocal] = useState<GridSelection>(NOTHING);
  const selectable = modes.length > 0;
  const selected = useMemo(
    () => (selectable && ordered ? toGrid(value, columns) : local),
    [selectable, ordered, value, columns, local],
  );
  const chosen = { ...selected, ...(local.current && !hasCells(modes) ? { current: local.current } : {}) };
  const mode = (kind: string) =>
    modes.includes(`multi-${kind}`) ? "multi" : modes.some((it) => it.startsWith(`single-${kind}`)) ? "single" : "none";
  return {
    selected: chosen,
    rowSelect: mode("row") as "none" | "single" | "multi",
    rowMarkers: mode("row") === "none" ? ("none" as const) : ("checkbox-visible" as const),
    columnSelect: mode("column") as "none" | "single" | "multi",
    rangeSelect: mode("cell") === "single" ? ("cell" as const) : ("rect" as const),
    change(next: GridSelection): void {
      setLocal(next);
      if (!selectable) return;
      const kept = hasRequiredRow(modes) && next.rows.length === 0 ? { ...next, rows: selected.rows } : next;
      commit(toPython(kept, modes, rows, columns));
    },
  };
}

function hasCells(modes: readonly string[]): boolean {
  return modes.some((mode) => mode.endsWith("-cell"));
}

function hasRequiredRow(modes: readonly string[]): boolean {
  return modes.includes("single-row-required");
}

function useInnerSize(holder: RefObject<HTMLDivElement | null>, fullscreen: boolean) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: full screen is another size
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const measure = () => {
      const style = getComputedStyle(element);
      const width = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      const height =
        element.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [holder, fullscreen]);
  return size;
}

/** The grid's colours from the tokens: a canvas knows no custom properties. */
function useGridTheme(holder: RefObject<HTMLDivElement | null>): Partial<Theme> {
  const [theme, setTheme] = useState<Partial<Theme>>({});
  useEffect(() => {
    const element = holder.current;
    const app = element?.closest(".lit");
    if (!element) return;
    const read = () => setTheme(themeAt(element));
    read();
    const observer = new MutationObserver(read);
    if (app) observer.observe(app, { attributes: true, attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, [holder]);
  return theme;
}

function themeAt(element: HTMLElement): Partial<Theme> {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--lit-${name}`).trim();
  return {
    accentColor: token("primary"),
    accentFg: token("on-primary"),
    accentLight: token("primary-soft"),
    textDark: token("text"),
    textMedium: token("muted"),
    textLight: token("faint"),
    textBubble: token("text"),
    textHeader: token("muted"),
    textGroupHeader: token("muted"),
    textHeaderSelected: token("on-primary"),
    bgCell: token("background"),
    bgCellMedium: token("surface"),
    bgHeader: token("surface"),
    bgHeaderHasFocus: token("sunken"),
    bgHeaderHovered: token("sunken"),
    bgBubble: token("sunken"),
    bgBubbleSelected: token("primary-soft"),
    bgIconHeader: token("muted"),
    fgIconHeader: token("background"),
    bgSearchResult: token("yellow-soft"),
    borderColor: token("border"),
    horizontalBorderColor: token("border"),
    drilldownBorder: token("border"),
    linkColor: token("link"),
    fontFamily: token("font"),
    baseFontStyle: "13.5px",
    headerFontStyle: "500 13px",
    editorFontSize: "13.5px",
    markerFontStyle: "11px",
    cellHorizontalPadding: 9,
    cellVerticalPadding: 3,
    lineHeight: 1.4,
  };
}
