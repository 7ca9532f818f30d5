/** The columns of a table: which are shown, in what order, how wide. */

import type { Table } from "@uwdata/flechette";
import type { Dataframe } from "../protocol";
import { type Writer, writerOf } from "./dataframe_cells";

/** What Python says of a column; all of it may be absent. */
export interface ColumnSettings {
  label?: string;
  hidden?: boolean;
  group?: string;
  width?: number | "small" | "medium" | "large";
  help?: string;
  pinned?: boolean;
  alignment?: "left" | "center" | "right";
}

/** A column as the grid shows it. */
export interface Column extends ColumnSettings {
  /** Its name in the Arrow table. */
  name: string;
  /** Its place in the Arrow table. */
  index: number;
  /** Whether it holds row labels. */
  isIndex: boolean;
  label: string;
  /** Its width in pixels, as long as the reader has not changed it. */
  wide: number;
  writer: Writer;
}

/** How wide a text is on the canvas, in pixels. */
export type Measure = (text: string) => number;

/** The columns that are shown, in order: the row labels first, then what is pinned. */
export function columnsOf(message: Dataframe, table: Table, measure: Measure): Column[] {
  const settings = JSON.parse(message.columns) as Record<string, ColumnSettings>;
  const all = table.schema.fields.map((field, index): Column => {
    const given = settings[field.name] ?? {};
    const column = {
      ...given,
      name: field.name,
      index,
      isIndex: index < message.index_columns,
      label: given.label ?? field.name,
      writer: writerOf(field.type),
    };
    return { ...column, wide: widthOf(column, table, measure, message.rows) };
  });
  const labels = message.hide_index === true ? [] : all.filter((column) => column.isIndex);
  const body = all.filter((column) => !column.isIndex);
  const order = message.column_order;
  const chosen = order === null ? body : order.flatMap((name) => body.find((column) => column.name === name) ?? []);
  const shown = [...labels, ...chosen].filter((column) => !column.hidden);
  return [...shown.filter(isFrozen), ...shown.filter((column) => !isFrozen(column))];
}

/** Whether a column stays in view when the others scroll. */
export function isFrozen(column: Column): boolean {
  return column.isIndex || column.pinned === true;
}

const NAMED = { small: 75, medium: 200, large: 400 } as const;
const LEAST = 50;
const MOST = 400;
/** Left and right of the text. */
const PADDING = 18;
/** What the arrow of a sorted column needs. */
const ARROW = 16;
/** How many rows have a say. */
const ROWS = 50;

function widthOf(column: Omit<Column, "wide">, table: Table, measure: Measure, rows: number): number {
  if (column.width !== undefined) return typeof column.width === "string" ? NAMED[column.width] : column.width;
  let widest = column.label === "" ? 0 : measure(column.label) + ARROW;
  const values = table.getChildAt(column.index);
  for (let row = 0; row < Math.min(table.numRows, ROWS) && widest < MOST; row++) {
    const value: unknown = values.at(row);
    if (value !== null && value !== undefined) widest = Math.max(widest, measure(column.writer.show(value)));
  }
  // Row labels are numbers up to the number of rows, as a rule.
  if (column.isIndex && column.writer.kind === "number") widest = Math.max(widest, measure(String(rows)));
  return Math.round(Math.min(MOST, Math.max(LEAST, widest + PADDING)));
}
