/** The columns of a table: which are shown, in what order, how wide, as the author and the reader want it. */

import type { Table } from "@uwdata/flechette";
import type { Dataframe, Json } from "../protocol";
import type { EditSettings } from "./data_editor_values";
import { ROW, STYLE, type Writer, writerOf } from "./dataframe_cells";
import { type Align, type Look, lookOf, type TypeSettings } from "./dataframe_types";

/** What Python says of a column; all of it may be absent. */
export interface ColumnSettings {
  label?: string;
  hidden?: boolean;
  group?: string;
  /** All rows of a heading, where it has several. */
  header?: readonly string[];
  /** A Styler's declarations for the heading. */
  css?: string;
  width?: number | "small" | "medium" | "large";
  help?: string;
  pinned?: boolean;
  alignment?: Align;
  type_config?: TypeSettings;
  /** How its cells can be edited; absent where they cannot. */
  edit?: EditSettings;
  required?: boolean;
  /** Whether they depend on their row. */
  rules?: boolean;
  default?: Json;
}

/** A column as the grid shows it. */
export interface Column extends ColumnSettings {
  /** Its own name, also where a column of the Arrow table is shown twice. */
  id: string;
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
  look: Look;
}

/** How wide a text is on the canvas, in pixels. */
export type Measure = (text: string) => number;

/** The reader's choices: by the id of a column. */
export interface Choices {
  formats: Readonly<Record<string, string | null>>;
  pins: Readonly<Record<string, boolean>>;
  /** Ids in the order the reader has given them; what is not named stands where it would. */
  order: readonly string[];
}

export const NO_CHOICES: Choices = { formats: {}, pins: {}, order: [] };

/** The columns that are shown, in order: the row labels first, then what is pinned. */
export function columnsOf(message: Dataframe, table: Table, measure: Measure, choices = NO_CHOICES): Column[] {
  const settings = JSON.parse(message.columns) as Record<string, ColumnSettings>;
  const fields = [...table.schema.fields.entries()].filter(([, { name }]) => name !== STYLE && name !== ROW);
  const made = (index: number, id: string): Column => {
    const field = table.schema.fields[index] as (typeof fields)[number][1];
    const given = settings[field.name] ?? {};
    const isIndex = index < message.index_columns;
    const writer = writerOf(field.type);
    const format = choices.formats[id];
    const config = format === undefined ? given.type_config : { ...given.type_config, format };
    const pinned = choices.pins[id] ?? given.pinned ?? isIndex;
    const column = {
      ...given,
      id,
      name: field.name,
      index,
      isIndex,
      writer,
      pinned,
      look: lookOf(config, field.type, writer),
    };
    const labelled = { ...column, label: given.label ?? field.name };
    return { ...labelled, wide: widthOf(labelled, table, measure, message.rows) };
  };
  const names = fields.map(([, { name }]) => name);
  const labels = message.hide_index === true ? [] : names.slice(0, message.index_columns);
  const body = names.slice(message.index_columns);
  const chosen = message.column_order?.filter((name) => body.includes(name)) ?? body;
  const seen = new Map<string, number>();
  const shown = [...labels, ...chosen].flatMap((name) => {
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    const [index = 0] = fields.find(([, field]) => field.name === name) ?? [];
    return settings[name]?.hidden ? [] : [made(index, times === 0 ? name : `${name}\u0000${times}`)];
  });
  const ordered = arranged(shown, choices.order);
  return [...ordered.filter(isFrozen), ...ordered.filter((column) => !isFrozen(column))];
}

/** Columns in the reader's order; those that it does not name stay behind the one they followed. */
export function arranged(columns: readonly Column[], order: readonly string[]): Column[] {
  if (order.length === 0) return [...columns];
  const named = order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  for (const [at, column] of columns.entries()) {
    if (named.includes(column)) continue;
    const before = columns[at - 1];
    named.splice(before === undefined ? 0 : named.indexOf(before) + 1, 0, column);
  }
  return named;
}

/** Whether a column stays in view when the others scroll. */
export function isFrozen(column: Column): boolean {
  return column.pinned === true;
}

const NAMED = { small: 75, medium: 200, large: 400 } as const;
const LEAST = 50;
const MOST = 400;
/** Left and right of the text. */
const PADDING = 18;
/** What the arrow of a sorted column needs, and the mark of one with help. */
const ARROW = 16;
const HELP = 18;
const PENCIL = 24;
/** How many rows have a say. */
const ROWS = 50;

function widthOf(column: Omit<Column, "wide">, table: Table, measure: Measure, rows: number): number {
  if (column.width !== undefined) return typeof column.width === "string" ? NAMED[column.width] : column.width;
  return neededWidth(column, table, measure, rows, MOST);
}

/** How wide a column must be to show its heading and its first values whole. */
export function neededWidth(
  column: Omit<Column, "wide">,
  table: Table,
  measure: Measure,
  rows: number,
  most = Number.POSITIVE_INFINITY,
): number {
  const head =
    column.label === "" ? 0 : measure(column.label) + ARROW + (column.help ? HELP : 0) + (column.edit ? PENCIL : 0);
  let widest = Math.max(head, column.look.wide ?? 0);
  const values = table.getChildAt(column.index);
  const count = column.look.wide === undefined ? Math.min(table.numRows, ROWS) : 0;
  for (let row = 0; row < count && widest < most; row++) {
    const value: unknown = values.at(row);
    if (value !== null && value !== undefined) widest = Math.max(widest, measure(column.look.text(value)));
  }
  // Row labels are numbers up to the number of rows, as a rule.
  if (column.isIndex && column.writer.kind === "number") widest = Math.max(widest, measure(String(rows)));
  return Math.round(Math.min(most, Math.max(LEAST, widest + PADDING)));
}
