/** A table on a canvas: as many rows as there are, of which the browser holds what is near the view. */

import {
  DataEditor,
  type DataEditorProps,
  type DataEditorRef,
  type GridMouseEventArgs,
  type Theme,
} from "@glideapps/glide-data-grid";
import gridSheet from "@glideapps/glide-data-grid/dist/index.css";
import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Page } from "../page/page";
import type { Dataframe } from "../protocol";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { useOverlay } from "../ui/overlay";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./dataframe.css";
import { type Column, columnsOf } from "./dataframe_columns";
import { draw, frozen, type Heading, headed, nextSort, spread } from "./dataframe_grid";
import { TableRows } from "./dataframe_rows";
import { useSelection } from "./dataframe_selection";
import { measuring, useGridTheme } from "./dataframe_theme";
import { TableTools } from "./dataframe_tools";

addStyle(gridSheet);
addStyle(sheet);

/** A row of cells, and a row of headings. */
const ROW = 35;
const HIGHEST = 10_000;
const MARKER = 34;
const BORDERS = 2;
/** How many rows above and below the view are fetched with it. */
const ABOVE = 20;
const BELOW = 60;
/** The grid is there to be read: Tab leaves it, and the search is ours. */
const KEYS: NonNullable<DataEditorProps["keybindings"]> = {
  search: false,
  goRightCell: "ArrowRight",
  goLeftCell: "ArrowLeft",
};
/** In full screen Escape is the way out. */
const FULLSCREEN_KEYS = { ...KEYS, clear: false };

export function DataframeView({ element, page }: ElementProps<Dataframe>) {
  const [rows, message] = useRows(page, element);
  return (
    <FullScreenFrame>
      {({ fullscreen, tool }) => (
        <TableView element={message} page={page} rows={rows} fullscreen={fullscreen} tool={tool} />
      )}
    </FullScreenFrame>
  );
}

interface TableProps {
  element: Dataframe;
  page: Page;
  rows: TableRows;
  fullscreen: boolean;
  /** The buttons that stand after those of the table. */
  tool: ReactNode;
}

/** A table within a frame that can fill the window. */
export function TableView({ element, page, rows, fullscreen, tool }: TableProps) {
  const holder = useRef<HTMLDivElement>(null);
  const theme = useGridTheme(holder);
  const inner = useInnerSize(holder);
  const all = useColumns(element, rows, theme);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => all.filter((column) => !hidden.has(column.name)), [all, hidden]);
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const [searching, setSearching] = useState(false);
  const count = useSignal(rows.count);
  const version = useSignal(rows.version);
  const problem = useSignal(rows.problem);
  const order = useSignal(rows.order);
  const selection = useSelection(element, page, rows, columns);
  const connected = useSignal(page.connection) === "connected";
  const portal = usePortal();
  const grid = useRef<DataEditorRef>(null);

  useEffect(() => {
    if (connected) rows.retry();
  }, [connected, rows]);

  // What scrolls is moved by the keys that the canvas takes: it is no stop for Tab of its own.
  useEffect(() => holder.current?.querySelector(".dvn-scroller")?.setAttribute("tabindex", "-1"));

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is found begins with its first row
  useEffect(() => grid.current?.scrollTo(0, 0, "vertical"), [order.search]);

  // A new function for new rows is what makes the grid draw them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: version says that rows have come
  const cell = useCallback<DataEditorProps["getCellContent"]>(
    ([x, y]) => draw(columns[x], rows, y, element.placeholder),
    [columns, rows, element.placeholder, version, order],
  );
  const selectable = selection.columnSelect !== "none";
  const headings = useMemo(
    () => columns.map((column) => headed(column, { order, widths, selectable, theme })),
    [columns, order, widths, selectable, theme],
  );

  const sort = (index: number) => void rows.arrange({ ...order, sort: nextSort(order, columns[index]) });
  const search = (text: string) => {
    if (text !== order.search) void rows.arrange({ ...order, search: text });
  };
  const toggleSearch = (open: boolean) => {
    setSearching(open);
    if (!open) search("");
  };
  const hide = (name: string, gone: boolean) => {
    const next = new Set(hidden);
    if (gone) next.add(name);
    else next.delete(name);
    setHidden(next);
  };
  const space = spaceOf(element, headings, selection.rowSelect !== "none", inner, fullscreen);
  const empty = all.length === 0 || element.rows === 0;
  return (
    <div
      ref={holder}
      className="lit-table stDataFrame"
      data-testid="stDataFrame"
      style={space.holder}
      {...(element.alt === null ? {} : { role: "group", "aria-label": element.alt })}
      onPointerDownCapture={portal}
      onKeyDownCapture={(event) => {
        portal();
        if (event.key !== "f" || !(event.ctrlKey || event.metaKey) || empty) return;
        event.preventDefault();
        event.stopPropagation();
        setSearching(true);
      }}
    >
      <TableTools
        columns={empty ? [] : all}
        hidden={hidden}
        searching={searching}
        matches={order.search === "" ? null : count}
        onHide={hide}
        onExport={() => void save(rows, columns)}
        onSearching={toggleSearch}
        onSearch={search}
      >
        {tool}
      </TableTools>
      <div className="lit-table-frame" data-testid="stDataFrameResizable" dir="ltr" style={space.frame}>
        {columns.length > 0 && inner.width > 0 && (
          <DataEditor
            ref={grid}
            className="stDataFrameGlideDataEditor"
            columns={space.grows ? spread(headings, columns, widths) : headings}
            rows={count}
            getCellContent={cell}
            getCellsForSelection
            width={inner.width - BORDERS}
            height={space.height}
            rowHeight={element.row_height ?? ROW}
            headerHeight={ROW}
            freezeColumns={frozen(columns, headings, inner.width)}
            theme={theme}
            smoothScrollX
            smoothScrollY
            rowMarkers={{ kind: selection.rowSelect === "none" ? "none" : "checkbox-visible", width: MARKER }}
            rowSelect={selection.rowSelect}
            rowSelectionMode="multi"
            columnSelect={selection.columnSelect}
            rangeSelect={selection.rangeSelect}
            gridSelection={selection.selected}
            onGridSelectionChange={selection.change}
            onHeaderClicked={(index) => {
              if (!selectable) sort(index);
            }}
            onHeaderMenuClick={sort}
            onItemHovered={(at) => explain(holder.current, at, columns)}
            onColumnResize={(column, _size, _index, whole) => setWidths({ ...widths, [column.id ?? ""]: whole })}
            onVisibleRegionChanged={(seen) => rows.need(seen.y - ABOVE, seen.y + seen.height + BELOW)}
            keybindings={fullscreen ? FULLSCREEN_KEYS : KEYS}
          />
        )}
        {empty && <div className="lit-table-empty">{t("emptyTable")}</div>}
        {problem !== null && (
          <div className="lit-table-problem" role="alert">
            {problem}
          </div>
        )}
      </div>
    </div>
  );
}

/**
 * The rows to show, and the message they came with.
 *
 * Rows of a new table take the place of the old ones once what is in view has come, so that nothing flashes; settings of
 * the same table hold at once.
 */
function useRows(page: Page, element: Dataframe): [TableRows, Dataframe] {
  const shown = useRef<TableRows | null>(null);
  const { data, table } = element;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same table is the same rows
  const next = useMemo(() => new TableRows(page, element, shown.current), [page, data, table]);
  const ready = useSignal(next.ready);
  useLayoutEffect(() => {
    if (ready) shown.current = next;
  }, [ready, next]);
  const before = shown.current;
  return ready || before === null ? [next, element] : [before, before.message];
}

/** The columns of a table; those that were there before do not become narrower while their values change. */
function useColumns(element: Dataframe, rows: TableRows, theme: Partial<Theme>): Column[] {
  const last = useRef<{ theme: unknown; columns: Column[] }>({ theme: null, columns: [] });
  return useMemo(() => {
    // In other letters they were of another width.
    const before = last.current.theme === theme ? last.current.columns : [];
    const widths = new Map(before.map((column) => [column.name, column.wide]));
    const columns = columnsOf(element, rows.first, measuring(theme)).map((column) => {
      const least = column.width === undefined ? (widths.get(column.name) ?? 0) : 0;
      return { ...column, wide: Math.max(column.wide, least) };
    });
    last.current = { theme, columns };
    return columns;
  }, [element, rows, theme]);
}

interface Size {
  width: number;
  height: number;
}

interface Space {
  holder: CSSProperties;
  frame: CSSProperties;
  /** Whether the columns grow to fill the width. */
  grows: boolean;
  /** How high the grid is. */
  height: number;
}

/** The room that a table takes: what the author wants, and what its content needs. */
function spaceOf(element: Dataframe, headings: Heading[], marked: boolean, inner: Size, fullscreen: boolean): Space {
  const heads = headings.some((heading) => heading.group) ? 2 * ROW : ROW;
  const inView = Math.max(1, Math.min(element.rows, element.max_rows ?? element.rows));
  const scrolls = inView < element.rows;
  const columns = headings.reduce((sum, heading) => sum + heading.width, marked ? MARKER : 0) + BORDERS;
  const natural = columns + (scrolls ? scrollbar() : 0);
  const body = headings.length === 0 ? 0 : inView * (element.row_height ?? ROW);
  const content = Math.min(HIGHEST, heads + body + (natural > inner.width ? scrollbar() : 0));
  const fills = fullscreen || element.height === "stretch";
  const fixed = typeof element.height === "number" ? element.height - BORDERS : content;
  const height = fills ? Math.max(0, inner.height - BORDERS) : fixed;
  const holder: CSSProperties = {};
  if (element.width === "content" && !fullscreen) holder.inlineSize = natural;
  if (element.height === "stretch" && !fullscreen) holder.minBlockSize = content + BORDERS;
  return {
    holder,
    frame: fills ? { position: "absolute", inset: 0 } : { blockSize: height + BORDERS },
    grows: natural < inner.width,
    height,
  };
}

let thickness: number | undefined;

/** How thick scroll bars are; nothing where they lie over what scrolls. */
function scrollbar(): number {
  if (thickness === undefined) {
    const probe = document.createElement("div");
    probe.className = "lit-table-probe";
    document.body.append(probe);
    thickness = probe.offsetWidth - probe.clientWidth;
    probe.remove();
  }
  return thickness;
}

function useInnerSize(holder: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [holder]);
  return size;
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

/** Shows what the author says of a column while the pointer is over its heading. */
function explain(holder: HTMLElement | null, at: GridMouseEventArgs, columns: readonly Column[]): void {
  if (holder) holder.title = at.kind === "header" ? (columns[at.location[0]]?.help ?? "") : "";
}

async function save(rows: TableRows, columns: readonly Column[]): Promise<void> {
  try {
    const csv = await rows.csv(columns.map((column) => column.name));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv as BlobPart], { type: "text/csv" }));
    link.download = `${new Date().toISOString().slice(0, 16).replace(":", "-")}_export.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch (error) {
    rows.fail(error);
  }
}
