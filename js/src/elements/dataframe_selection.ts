/** What is selected in a table: in the grid's words and in Python's. */

import { CompactSelection, type GridSelection } from "@glideapps/glide-data-grid";
import type { Json } from "../protocol";
import type { Column } from "./dataframe_cells";
import type { TableRows } from "./dataframe_rows";

/** Rows by their position in the unsorted table, columns by name, cells as both. */
export interface Selected {
  rows: number[];
  columns: string[];
  cells: [number, string][];
}

export const NOTHING: GridSelection = { rows: CompactSelection.empty(), columns: CompactSelection.empty() };

/** What Python is told of a selection. */
export function toPython(selection: GridSelection, modes: readonly string[], rows: TableRows, columns: Column[]): Json {
  const selected: Selected = { rows: [], columns: [], cells: [] };
  for (const row of selection.rows) {
    const position = rows.position(row);
    if (position !== undefined) selected.rows.push(position);
  }
  for (const index of selection.columns) {
    const column = columns[index];
    if (column && !column.isIndex) selected.columns.push(column.name);
  }
  if (modes.some((mode) => mode.endsWith("-cell")) && selection.current) {
    const { x, y, width, height } = selection.current.range;
    for (let row = y; row < y + height; row++) {
      for (let index = x; index < x + width; index++) {
        const [position, column] = [rows.position(row), columns[index]];
        if (position !== undefined && column && !column.isIndex) selected.cells.push([position, column.name]);
      }
    }
  }
  selected.rows.sort((a, b) => a - b);
  return selected as unknown as Json;
}

/** What the grid shows of a selection as long as the table stands in its own order. */
export function toGrid(value: Json, columns: Column[]): GridSelection {
  const selected = (value ?? {}) as Partial<Selected>;
  let rows = CompactSelection.empty();
  for (const row of selected.rows ?? []) rows = rows.add(row);
  let chosen = CompactSelection.empty();
  for (const name of selected.columns ?? []) {
    const index = columns.findIndex((column) => column.name === name);
    if (index >= 0) chosen = chosen.add(index);
  }
  const cells = (selected.cells ?? []).flatMap(([row, name]) => {
    const x = columns.findIndex((column) => column.name === name);
    return x >= 0 ? [{ x, y: row }] : [];
  });
  const [first] = cells;
  if (!first) return { rows, columns: chosen };
  const x = Math.min(...cells.map((cell) => cell.x));
  const y = Math.min(...cells.map((cell) => cell.y));
  const range = {
    x,
    y,
    width: Math.max(...cells.map((cell) => cell.x)) - x + 1,
    height: Math.max(...cells.map((cell) => cell.y)) - y + 1,
  };
  return { rows, columns: chosen, current: { cell: [first.x, first.y], range, rangeStack: [] } };
}
