/** A table on a canvas: as many rows as there are, of which the browser holds what is near the view. */

import type { DataEditorRef, Rectangle } from "@glideapps/glide-data-grid";
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Dataframe } from "../protocol";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { Bubble } from "../ui/tooltip";
import sheet from "./dataframe.css";
import { useAccess, wish } from "./dataframe_access";
import type { Column } from "./dataframe_columns";
import { copy, extentOf, saveCsv } from "./dataframe_copy";
import { type GridParts, TableGrid } from "./dataframe_editor";
import { headed, nextSort } from "./dataframe_grid";
import { type ColumnLayout, useColumnLayout } from "./dataframe_layout";
import { ColumnMenu } from "./dataframe_menu";
import { type Order, type RowSource, TableRows } from "./dataframe_rows";
import { type TableSelection, useSelection } from "./dataframe_selection";
import { spaceOf, useInnerSize } from "./dataframe_space";
import { type GridLook, useGridLook } from "./dataframe_theme";
import { TableTools } from "./dataframe_tools";

addStyle(sheet);

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

/** What there is of a table where it is decided what can be done with it. */
export interface TableContext {
  element: Dataframe;
  page: Page;
  rows: RowSource;
  columns: readonly Column[];
  look: GridLook;
  grid: RefObject<DataEditorRef | null>;
  /** What the grid stands in. */
  holder: RefObject<HTMLElement | null>;
}

/** What the reader can do with a table. */
export interface TableParts {
  selection: TableSelection;
  /** Of a table that can be changed: what is more than reading. */
  grid?: GridParts;
  /** How many rows there are to see, also where few of them match a search; the table is as high as they are. */
  height?: number;
  /** The buttons before those of the table. */
  tools?: ReactNode;
  toolsOpen?: boolean;
  /** What is to be said, below the cells. */
  notes?: ReactNode;
  /** Tells whether a key was meant for it. */
  pressed?(event: React.KeyboardEvent): boolean;
  pasted?(event: React.ClipboardEvent): void;
  /** Empties what has just been copied. */
  cut?(): void;
}

/** A table to read: what can be selected in it. */
function useReading({ element, page, rows, columns }: TableContext): TableParts {
  return { selection: useSelection(element, page, rows as TableRows, columns) };
}

interface TableProps {
  element: Dataframe;
  page: Page;
  rows: RowSource;
  fullscreen: boolean;
  /** The buttons that stand after those of the table. */
  tool: ReactNode;
  /** A hook, the same one as long as the table stands. */
  useParts?(context: TableContext): TableParts;
}

/** A table within a frame that can fill the window. */
export function TableView({ element, page, rows, fullscreen, tool, useParts = useReading }: TableProps) {
  const holder = useRef<HTMLDivElement>(null);
  const grid = useRef<DataEditorRef>(null);
  const look = useGridLook(holder);
  const inner = useInnerSize(holder);
  const layout = useColumnLayout(page, element, rows, look.theme);
  const { columns } = layout;
  const [searching, setSearching] = useState(false);
  const [open, setOpen] = useState<Place | null>(null);
  const [helped, setHelped] = useState<Place | null>(null);
  const count = useSignal(rows.count);
  const problem = useSignal(rows.problem);
  const exportable = useSignal(page.options)?.data_export !== false;
  const order = useSignal(rows.order);
  const parts = useParts({ element, page, rows, columns, look, grid, holder });
  const { selection } = parts;
  useAccess(holder, element.alt ?? t("table"), columns, order);
  useRetry(page, rows);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is found begins with its first row
  useEffect(() => grid.current?.scrollTo(0, 0, "vertical"), [order.search, order.filters]);

  const headings = useMemo(
    () => columns.map((column) => headed(column, { order, widths: layout.widths, theme: look.theme })),
    [columns, order, layout.widths, look.theme],
  );
  const height = parts.height ?? element.rows;
  const space = spaceOf(element, headings, selection.rowSelect !== "none", inner, fullscreen, height);
  const empty = layout.all.length === 0 || height === 0;
  const arrange = (change: Partial<Order>) => void rows.arrange({ ...rows.order.peek(), ...change });
  const search = (text: string) => {
    if (text !== order.search) arrange({ search: text });
  };
  const openMenu = (index: number, bounds: Rectangle) => {
    setHelped(null);
    if (holder.current) setOpen(placeOf(index, bounds, holder.current));
  };
  const menuByKey = () => {
    const at = selection.selected.current?.cell ?? [0, 0];
    const bounds = grid.current?.getBounds(at[0], -1);
    if (bounds) openMenu(at[0], bounds);
  };
  const pressed = (event: React.KeyboardEvent) => {
    const here = inGrid(event.target) && !empty;
    if (here && parts.pressed?.(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const wanted = here ? wish(event) : null;
    if (wanted === null || (wanted === "all" && (parts.grid || selection.rowSelect !== "multi"))) return;
    event.preventDefault();
    event.stopPropagation();
    if (wanted === "search") setSearching(true);
    else if (wanted === "menu") menuByKey();
    else selection.selectAll();
  };
  const copied = (event: React.ClipboardEvent) => {
    const extent = inGrid(event.target) ? extentOf(selection.selected, columns, count) : null;
    if (extent === null) return;
    if (!exportable) {
      event.preventDefault();
      return;
    }
    try {
      copy(event.nativeEvent, extent, rows)?.catch((error: unknown) => rows.fail(error));
      if (event.type === "cut") parts.cut?.();
    } catch (error) {
      rows.fail(error);
    }
  };
  return (
    <div
      ref={holder}
      className="lit-table stDataFrame"
      data-testid="stDataFrame"
      style={space.holder}
      {...(element.alt === null ? {} : { role: "group", "aria-label": element.alt })}
      onKeyDownCapture={pressed}
      onCopy={copied}
      onCut={copied}
      onPaste={(event) => {
        if (inGrid(event.target)) parts.pasted?.(event);
      }}
    >
      <TableTools
        before={parts.tools}
        open={parts.toolsOpen ?? false}
        columns={empty ? [] : layout.all}
        hidden={layout.hidden}
        searching={searching}
        matches={order.search === "" && order.filters.length === 0 ? null : count}
        filtered={order.filters.length > 0}
        onHide={layout.hide}
        onUnfilter={() => arrange({ filters: [] })}
        onExport={exportable ? () => saveCsv(rows, columns).catch((error: unknown) => rows.fail(error)) : null}
        onSearching={(searches) => {
          setSearching(searches);
          if (!searches) search("");
        }}
        onSearch={search}
      >
        {tool}
      </TableTools>
      <div className="lit-table-frame" data-testid="stDataFrameResizable" dir="ltr" style={space.frame}>
        {columns.length > 0 && inner.width > 0 && (
          <TableGrid
            ref={grid}
            element={element}
            page={page}
            rows={rows}
            layout={layout}
            headings={headings}
            selection={selection}
            look={look}
            space={space}
            width={inner.width}
            fullscreen={fullscreen}
            parts={parts.grid}
            onSort={(index, among) => arrange({ sort: nextSort(rows.order.peek(), columns[index], among) })}
            onMenu={openMenu}
            onHelp={(at) => setHelped(at && holder.current ? placeOf(at[0], at[1], holder.current) : null)}
          />
        )}
        {empty && <div className="lit-table-empty">{t("emptyTable")}</div>}
        {problem !== null && (
          <div className="lit-table-problem" role="alert">
            {problem}
          </div>
        )}
      </div>
      {parts.notes}
      {element.caption !== null && <p className="lit-table-caption">{element.caption}</p>}
      {open && (
        <OpenMenu
          place={open}
          layout={layout}
          rows={rows}
          order={order}
          count={element.rows}
          onClose={() => {
            setOpen(null);
            grid.current?.focus();
          }}
        />
      )}
      {helped && open === null && <HeadingHelp place={helped} text={columns[helped.index]?.help ?? ""} />}
    </div>
  );
}

/** Whether the focus is in the cells: on the canvas, or on what stands for them in it. */
function inGrid(target: EventTarget): boolean {
  return (target as Element).closest(".stDataFrameGlideDataEditor") !== null;
}

/** A heading, and where it stands within the table. */
interface Place {
  index: number;
  style: { left: number; top: number; width: number; height: number };
}

function placeOf(index: number, { x, y, width, height }: Rectangle, holder: HTMLElement): Place {
  const { left, top } = holder.getBoundingClientRect();
  return { index, style: { left: x - left, top: y - top, width, height } };
}

interface OpenMenuProps {
  place: Place;
  layout: ColumnLayout;
  rows: RowSource;
  order: Order;
  count: number;
  onClose(): void;
}

/** The menu of a column, hung on its heading. */
function OpenMenu({ place, layout, rows, order, count, onClose }: OpenMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const first = useRef(layout.columns[place.index]);
  const column = layout.columns.find(({ id }) => id === first.current?.id);
  if (column === undefined) return null;
  const at = layout.columns.indexOf(column);
  const reach = (to: number) => layout.columns[to]?.pinned === column.pinned;
  const arrange = (change: Partial<Order>) => void rows.arrange({ ...rows.order.peek(), ...change });
  return (
    <>
      <span ref={anchor} className="lit-table-anchor" style={place.style} aria-hidden="true" />
      <ColumnMenu
        column={column}
        order={order}
        count={count}
        format={layout.formats[column.id]}
        anchor={anchor}
        onClose={onClose}
        actions={{
          sort: (descending, among) => {
            const others = among ? order.sort.filter(([name]) => name !== column.name) : [];
            arrange({ sort: descending === null ? others : [...others, [column.name, descending]] });
          },
          filter: (filters) => {
            const others = rows.order.peek().filters.filter((filter) => filter.column !== column.name);
            arrange({ filters: [...others, ...filters] });
          },
          facts: (find) => rows.facts(column.name, find),
          format: (format) => layout.format(column.id, format),
          autosize: () => layout.fit(column),
          pin: (pinned) => layout.pin(column.id, pinned),
          hide: () => layout.hide(column.id, true),
          ...(reach(at - 1) ? { back: () => layout.move(at, at - 1) } : {}),
          ...(reach(at + 1) ? { on: () => layout.move(at, at + 1) } : {}),
        }}
      />
    </>
  );
}

/** What the author says of a column, beside its heading. */
function HeadingHelp({ place, text }: { place: Place; text: string }) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLSpanElement | null>(null);
  return (
    <>
      <span ref={setAnchor} className="lit-table-anchor" style={place.style} aria-hidden="true" />
      {anchor && <Bubble key={place.index} id={id} text={text} target={anchor} />}
    </>
  );
}

/**
 * The rows to show, and the message they came with.
 *
 * Rows of a new table take the place of the old ones once what is in view has come, so that nothing flashes; settings of
 * the same table hold at once.
 */
export function useRows(page: Page, element: Dataframe): [TableRows, Dataframe] {
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

/** Asks again for what could not be had once the connection is back. */
function useRetry(page: Page, rows: RowSource): void {
  const connected = useSignal(page.connection) === "connected";
  useEffect(() => {
    if (connected) rows.retry();
  }, [connected, rows]);
}
