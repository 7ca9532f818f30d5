/** What is selected in a table: in the grid's words and in Python's. */

import { CompactSelection, type GridSelection } from "@glideapps/glide-data-grid";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Page } from "../page/page";
import { same } from "../page/values";
import type { Dataframe, Filter, Json } from "../protocol";
import { useSignal, useValue } from "../ui/signals";
import type { Column } from "./dataframe_columns";
import { fromWire, has, minus, type Ranges, sizeOf, toWire, union, type WireRanges, within } from "./dataframe_ranges";
import { isUnordered, isWhole, type Order, type TableRows } from "./dataframe_rows";

/** All rows that match: who selects them does not hold them. */
interface All {
  search: string;
  filters: readonly Filter[];
}

/** Rows by their position in the unsorted table, columns by name, cells as both. */
export interface Selected {
  /** The rows that are selected; with `all`, those that are not. */
  rows: Ranges;
  all: All | null;
  columns: string[];
  cells: [number, string][];
}

/** The cell that has the focus, and the range around it. */
export type Focus = NonNullable<GridSelection["current"]>;

/** Whether one or several of a kind ("row", "column", "cell") can be selected. */
export function modeOf(modes: readonly string[], kind: string): "none" | "single" | "multi" {
  if (modes.includes(`multi-${kind}`)) return "multi";
  return modes.some((mode) => mode.startsWith(`single-${kind}`)) ? "single" : "none";
}

interface Wire {
  rows: WireRanges;
  all?: All;
  columns: string[];
  cells: [number, string][];
}

/** A value of the widget as the parts of a selection. */
export function selectedOf(value: Json): Selected {
  const { rows = [], all = null, columns = [], cells = [] } = (value ?? {}) as unknown as Partial<Wire>;
  return { rows: fromWire(rows), all, columns, cells };
}

/** A selection as it travels: it holds nothing but numbers, texts and lists of them. */
export function wire({ rows, all, columns, cells }: Selected): Json {
  const value: Wire = { rows: toWire(rows), ...(all === null ? {} : { all }), columns, cells };
  return value as unknown as Json;
}

/** What the grid shows of a selection, of rows as far as they have come. */
export function toGrid(selected: Selected, rows: TableRows, columns: readonly Column[]): GridSelection {
  const chosen = columns.flatMap((column, index) =>
    selected.columns.includes(column.name) ? [[index, index + 1]] : [],
  );
  return { rows: compact(placesOf(selected, rows)), columns: compact(chosen as [number, number][]) };
}

/** Where the selected rows stand now. */
function placesOf({ rows: chosen, all }: Selected, rows: TableRows): Ranges {
  const order = rows.order.peek();
  const everything = within([[0, rows.count.peek()]], [0, rows.count.peek()]);
  if (all !== null) {
    if (!narrows(order, all)) return [];
    return minus(
      everything,
      rows.places((position) => has(chosen, position)),
    );
  }
  if (isUnordered(order)) return within(chosen, [0, rows.count.peek()]);
  if (isWhole(order) && sizeOf(chosen) === rows.message.rows) return everything;
  return chosen.length === 0 ? [] : rows.places((position) => has(chosen, position));
}

/** Whether all rows of an order are among those that matched when all were selected. */
function narrows(order: Order, all: All): boolean {
  if (all.search !== "" && all.search !== order.search) return false;
  return all.filters.every((filter) => order.filters.some((other) => same(asJson(other), asJson(filter))));
}

function asJson(filter: Filter): Json {
  return filter as unknown as Json;
}

function compact(ranges: Ranges): CompactSelection {
  return ranges.reduce((selection, [start, stop]) => selection.add([start, stop]), CompactSelection.empty());
}

/** The stretches of a selection of the grid, which it keeps to itself: numbering millions of rows would take its time. */
export function stretches(selection: CompactSelection): Ranges {
  return (selection as unknown as { items: Ranges }).items;
}

/** The range that cells make, as the grid shows it; none where they do not stand side by side now. */
export function focusOf(selected: Selected, rows: TableRows, columns: readonly Column[]): Focus | undefined {
  const places = new Map<number, number>();
  for (const [position] of selected.cells) {
    const [place] = placesOf({ ...selected, rows: [[position, position + 1]], all: null }, rows);
    if (place) places.set(position, place[0]);
  }
  const cells = selected.cells.flatMap(([position, name]) => {
    const x = columns.findIndex((column) => column.name === name);
    const y = places.get(position);
    return x >= 0 && y !== undefined ? [{ x, y }] : [];
  });
  const [first] = cells;
  if (!first) return undefined;
  const x = Math.min(...cells.map((cell) => cell.x));
  const y = Math.min(...cells.map((cell) => cell.y));
  const width = Math.max(...cells.map((cell) => cell.x)) - x + 1;
  const height = Math.max(...cells.map((cell) => cell.y)) - y + 1;
  return { cell: [x, y], range: { x, y, width, height }, rangeStack: [] };
}

/** How many cells are told at most: a reader who marks more wants to copy them. */
const CELLS = 10_000;

/** The cells of a range, row labels left out. */
export function cellsOf(focus: Focus | undefined, rows: TableRows, columns: readonly Column[]): Selected["cells"] {
  if (!focus) return [];
  const { x, y, width, height } = focus.range;
  const cells: Selected["cells"] = [];
  for (let row = y; row < y + height && cells.length < CELLS; row++) {
    const position = rows.position(row);
    for (const column of columns.slice(x, x + width)) {
      if (position !== undefined && !column.isIndex) cells.push([position, column.name]);
    }
  }
  return cells;
}

/** What the reader has done to the rows of a selection: where they stand now, put to it and taken from it. */
interface Change {
  added: Ranges;
  removed: Ranges;
}

/**
 * What is selected once the grid says so, but for rows that are put to it or taken from it; `shown` is what it showed before.
 *
 * The grid knows one kind at a time: choosing rows lets go of columns there, and going to a cell of both. Here they stay
 * as they are until the reader lets go of the last row or column, or of all by Escape. Selected rows that are out of
 * sight, because they have not come yet or do not match the search, stay selected where several can be.
 */
export function changed(
  before: Selected,
  { shown, next }: { shown: GridSelection; next: GridSelection },
  modes: readonly string[],
  columns: readonly Column[],
): [Selected, Change] {
  const still: Change = { added: [], removed: [] };
  if (next.current !== undefined) return [{ ...before }, still];
  if (next.columns.length > 0) {
    const many = modeOf(modes, "column") === "multi";
    const fresh = next.columns
      .toArray()
      .filter((index) => many || !shown.columns.hasIndex(index) || next.columns.length === 1);
    const chosen = (many ? fresh : fresh.slice(-1)).flatMap((index) => columns[index] ?? []);
    const names = chosen.filter((column) => !column.isIndex).map((column) => column.name);
    return [{ ...before, columns: [...new Set(names)] }, still];
  }
  const required = modes.includes("single-row-required");
  if (next.rows.length === 0) {
    return [{ rows: required ? before.rows : [], all: null, columns: [], cells: [] }, still];
  }
  const [now, then] = [stretches(next.rows), stretches(shown.rows)];
  if (modeOf(modes, "row") === "multi") return [{ ...before }, { added: minus(now, then), removed: minus(then, now) }];
  const added = minus(now, then)
    .slice(-1)
    .map(([, stop]) => [stop - 1, stop] as const);
  return [
    { ...before, rows: added.length > 0 ? [] : before.rows, all: null },
    { added, removed: [] },
  ];
}

/** Puts rows to a selection and takes others from it. */
export async function applied(selected: Selected, { added, removed }: Change, rows: TableRows): Promise<Selected> {
  const order = rows.order.peek();
  if (sizeOf(added) > 0 && sizeOf(added) === rows.count.peek()) {
    if (isWhole(order)) return { ...selected, rows: [[0, rows.message.rows]], all: null };
    return { ...selected, rows: [], all: { search: order.search, filters: order.filters } };
  }
  let { rows: chosen } = selected;
  const [more, fewer] = selected.all === null ? [added, removed] : [removed, added];
  for (const stretch of more) chosen = union(chosen, await rows.positions(stretch));
  for (const stretch of fewer) chosen = minus(chosen, await rows.positions(stretch));
  return { ...selected, rows: chosen };
}

/** How long the reader rests before Python is told of cells, in ms: a range grows while it is drawn. */
const REST = 150;

/** What can be selected, what is, and what becomes of it. */
export interface TableSelection {
  selected: GridSelection;
  rowSelect: "none" | "single" | "multi";
  columnSelect: "none" | "single" | "multi";
  rangeSelect: "cell" | "rect";
  change(next: GridSelection): void;
  /** Selects all rows that are there. */
  selectAll(): void;
}

/** What can be selected of a table to read; Python is told. */
export function useSelection(
  element: Dataframe,
  page: Page,
  rows: TableRows,
  columns: readonly Column[],
): TableSelection {
  const { value, edit, commit } = useValue<Json>(page.values, element);
  const version = useSignal(rows.version);
  const order = useSignal(rows.order);
  const [focus, setFocus] = useState<Focus | undefined>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const modes = element.id === "" ? NO_MODES : element.selection_mode;
  const selectsCells = modeOf(modes, "cell") !== "none";
  const before = useMemo(() => selectedOf(modes.length > 0 ? value : null), [modes, value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows have come, or stand elsewhere
  const shown = useMemo(() => toGrid(before, rows, columns), [before, rows, columns, version, order]);
  const kept = !selectsCells || same(cellsOf(focus, rows, columns) as unknown as Json, before.cells as unknown as Json);
  const current = kept ? focus : focusOf(before, rows, columns);

  function change(next: GridSelection): void {
    clearTimeout(timer.current);
    setFocus(next.current);
    if (modes.length === 0) return;
    const [after, change] = changed(before, { shown, next }, modes, columns);
    if (selectsCells && next.current) after.cells = cellsOf(next.current, rows, columns);
    if (change.added.length + change.removed.length > 0) {
      applied(after, change, rows).then(
        (selected) => commit(wire(selected)),
        (problem: Error) => rows.fail(problem),
      );
    } else if (same(wire(after), wire(before))) {
      commit(wire(after));
    } else if (same({ cells: after.cells }, { cells: before.cells })) {
      commit(wire(after));
    } else {
      edit(wire(after));
      timer.current = setTimeout(() => commit(wire(after)), REST);
    }
  }

  return {
    selected: current ? { ...shown, current } : shown,
    rowSelect: modeOf(modes, "row"),
    columnSelect: modeOf(modes, "column"),
    rangeSelect: modeOf(modes, "cell") === "single" ? "cell" : "rect",
    change,
    selectAll: () => change({ columns: CompactSelection.empty(), rows: compact([[0, rows.count.peek()]]) }),
  };
}

const NO_MODES: readonly string[] = [];
