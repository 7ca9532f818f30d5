/** What is selected in a table: in the grid's words and in Python's. */

import { CompactSelection, type GridSelection } from "@glideapps/glide-data-grid";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Page } from "../page/page";
import { same } from "../page/values";
import type { Dataframe, Json } from "../protocol";
import { useSignal, useValue } from "../ui/signals";
import type { Column } from "./dataframe_columns";
import type { TableRows } from "./dataframe_rows";

/** Rows by their position in the unsorted table, columns by name, cells as both. */
export interface Selected {
  rows: number[];
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

/** A value of the widget as the parts of a selection. */
export function selectedOf(value: Json): Selected {
  const { rows = [], columns = [], cells = [] } = (value ?? {}) as unknown as Partial<Selected>;
  return { rows, columns, cells };
}

/** What the grid shows of a selection, of rows as far as they have come. */
export function toGrid(selected: Selected, rows: TableRows, columns: readonly Column[]): GridSelection {
  const chosen = selected.columns.map((name) => columns.findIndex((column) => column.name === name));
  return { rows: compact(rows.places(selected.rows)), columns: compact(chosen.filter((index) => index >= 0)) };
}

/** Numbers as runs of neighbours. */
function compact(numbers: number[]): CompactSelection {
  const sorted = numbers.sort((a, b) => a - b);
  let selection = CompactSelection.empty();
  for (let at = 0; at < sorted.length; ) {
    const start = sorted[at] ?? 0;
    let stop = start + 1;
    for (at++; (sorted[at] ?? Number.POSITIVE_INFINITY) <= stop; at++) stop = Math.max(stop, (sorted[at] ?? 0) + 1);
    selection = selection.add([start, stop]);
  }
  return selection;
}

/** The range that cells make, as the grid shows it; none where they do not stand side by side now. */
export function focusOf(selected: Selected, rows: TableRows, columns: readonly Column[]): Focus | undefined {
  const cells = selected.cells.flatMap(([position, name]) => {
    const x = columns.findIndex((column) => column.name === name);
    const [y] = rows.places([position]);
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

/** The cells of a range, row labels left out. */
export function cellsOf(focus: Focus | undefined, rows: TableRows, columns: readonly Column[]): Selected["cells"] {
  if (!focus) return [];
  const { x, y, width, height } = focus.range;
  const cells: Selected["cells"] = [];
  for (let row = y; row < y + height; row++) {
    const position = rows.position(row);
    for (const column of columns.slice(x, x + width)) {
      if (position !== undefined && !column.isIndex) cells.push([position, column.name]);
    }
  }
  return cells;
}

/**
 * Rows and columns that are selected once the grid says so; `shown` is what it showed before.
 *
 * The grid knows one kind at a time: choosing rows lets go of columns there, and going to a cell of both. Here they stay
 * as they are until the reader lets go of the last row or column, or of all by Escape. Selected rows that are out of sight, because they have not come yet or do not
 * match the search, stay selected where several can be.
 */
export function changed(
  before: Selected,
  { shown, next }: { shown: GridSelection; next: GridSelection },
  modes: readonly string[],
  rows: TableRows,
  columns: readonly Column[],
): Selected {
  if (next.current !== undefined) return { ...before };
  const required = modes.includes("single-row-required");
  if (next.columns.length > 0) {
    const chosen = allowed(next.columns, shown.columns, modeOf(modes, "column"))
      .flatMap((index) => columns[index] ?? [])
      .filter((column) => !column.isIndex);
    return { ...before, columns: chosen.map((column) => column.name) };
  }
  if (next.rows.length === 0) {
    return { rows: required ? before.rows : [], columns: [], cells: [] };
  }
  const mode = modeOf(modes, "row");
  const seen = new Set([...shown.rows].map((row) => rows.position(row)));
  const hidden = mode === "multi" ? before.rows.filter((position) => !seen.has(position)) : [];
  const chosen = allowed(next.rows, shown.rows, mode).flatMap((row) => rows.position(row) ?? []);
  return { ...before, rows: [...new Set([...hidden, ...chosen])].sort((a, b) => a - b) };
}

/** Of what the grid has selected: all, or what came last where only one can be. */
function allowed(next: CompactSelection, shown: CompactSelection, mode: "none" | "single" | "multi"): number[] {
  const all = next.toArray();
  if (mode === "multi") return all;
  return (all.length > 1 ? all.filter((index) => !shown.hasIndex(index)) : all).slice(-1);
}

/** How long the reader rests before Python is told of cells, in ms: a range grows while it is drawn. */
const REST = 150;

/** What can be selected, what is, and what becomes of it. */
export function useSelection(element: Dataframe, page: Page, rows: TableRows, columns: readonly Column[]) {
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
  const kept = !selectsCells || same(wire(cellsOf(focus, rows, columns)), wire(before.cells));
  const current = kept ? focus : focusOf(before, rows, columns);

  function change(next: GridSelection): void {
    clearTimeout(timer.current);
    setFocus(next.current);
    if (modes.length === 0) return;
    const after = changed(before, { shown, next }, modes, rows, columns);
    if (selectsCells && next.current) after.cells = cellsOf(next.current, rows, columns);
    if (next.rows.length > after.rows.length && next.rows.length === rows.count.peek()) {
      const all = (positions: number[]) => commit(wire({ ...after, rows: positions.sort((a, b) => a - b) }));
      rows.positions().then(all, (problem: Error) => rows.fail(problem));
    } else if (same(wire(after.cells), wire(before.cells))) {
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
    rangeSelect: modeOf(modes, "cell") === "single" ? ("cell" as const) : ("rect" as const),
    change,
  };
}

const NO_MODES: readonly string[] = [];

/** As it travels: a selection holds nothing but numbers, texts and lists of them. */
function wire(selected: Selected | Selected["cells"]): Json {
  return selected as unknown as Json;
}
