/** What a static table holds: its headings and rows, cells that belong together made one. */

import { type Table, tableFromIPC } from "@uwdata/flechette";
import type { StaticTable } from "../protocol";
import { numberOf, ROW, STYLE, writerOf } from "./dataframe_cells";
import { parsed } from "./dataframe_styler";

/** Numbers of 64 bits and decimals as exact as they come. */
const EXACT = { useDate: false, useBigInt: true, useDecimalInt: true, useProxy: true } as const;

/** A cell of a heading or of the body. */
export interface TableCell {
  /** What it says, as Markdown; null where there is no value. */
  body: string | null;
  /** Whether it is a number, which stands on the right. */
  number: boolean;
  /** Whether it is a date or a time, which stands on one line, as a number does. */
  moment: boolean;
  css: string | null;
  /** How many columns and rows it spans; 0 where another covers it. */
  columns: number;
  rows: number;
}

export interface TableContent {
  heads: TableCell[][];
  /** The first `labels` cells of a row are its labels. */
  labels: number;
  rows: TableCell[][];
}

interface Settings {
  label?: string;
  header?: readonly string[];
  css?: string;
  hidden?: boolean;
}

interface TableColumn extends Settings {
  name: string;
  index: number;
  isLabel: boolean;
  number: boolean;
  moment: boolean;
  write(value: unknown): string;
}

export function contentOf(message: StaticTable): TableContent {
  const table = tableFromIPC(message.data, EXACT);
  const columns = columnsOf(message, table);
  const labels = columns.filter((column) => column.isLabel).length;
  const styles = table.getChild(STYLE);
  const vectors = columns.map((column) => table.getChildAt(column.index));
  const rows = Array.from({ length: table.numRows }, (_, row) => {
    const styled = parsed(String(styles?.at(row) ?? "{}"));
    return columns.map((column, at): TableCell => {
      const value: unknown = vectors[at]?.at(row);
      const { text, css = null } = styled[column.name] ?? {};
      const missing = value === null || value === undefined;
      return {
        body: text ?? (missing ? null : column.write(value)),
        number: column.number,
        moment: column.moment,
        css,
        columns: 1,
        rows: 1,
      };
    });
  });
  return { heads: message.hide_header ? [] : headsOf(columns), labels, rows: merged(rows, labels) };
}

const DECIMALS = 4;

function columnsOf(message: StaticTable, table: Table): TableColumn[] {
  const settings = JSON.parse(message.columns) as Record<string, Settings>;
  return [...table.schema.fields.entries()].flatMap(([index, { name, type }]): TableColumn[] => {
    const given = settings[name] ?? {};
    const isLabel = index < message.index_columns;
    if (name === STYLE || name === ROW || given.hidden || (isLabel && message.hide_index)) return [];
    const writer = writerOf(type);
    const number = writer.kind === "number";
    const decimal = number && "precision" in type && !("scale" in type);
    const read = numberOf(type);
    const write = (value: unknown) =>
      decimal && Number.isFinite(read(value)) ? grouped(read(value).toFixed(DECIMALS)) : writer.show(value);
    return [{ ...given, name, index, isLabel, number, moment: writer.kind === "datetime", write }];
  });
}

/** A number's digits in groups of three. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+\.)/g, ",");
}

/** The rows of headings; neighbours that say the same are one. */
function headsOf(columns: readonly TableColumn[]): TableCell[][] {
  const depth = Math.max(1, ...columns.map((column) => column.header?.length ?? 1));
  return Array.from({ length: depth }, (_, level) => {
    const cells = columns.map((column): TableCell => {
      const own = column.label ?? column.name;
      const body = column.header?.[level] ?? (level === depth - 1 ? own : "");
      return { body, number: column.number, moment: column.moment, css: column.css ?? null, columns: 1, rows: 1 };
    });
    if (level === depth - 1) return cells;
    let first: TableCell | undefined;
    for (const cell of cells) {
      if (first !== undefined && cell.body !== "" && cell.body === first.body) {
        first.columns += 1;
        cell.columns = 0;
      } else first = cell;
    }
    return cells;
  });
}

/** Labels of several levels: those of one group are one cell. */
function merged(rows: TableCell[][], labels: number): TableCell[][] {
  for (let level = 0; level < labels - 1; level++) {
    let first: TableCell | undefined;
    for (const [at, row] of rows.entries()) {
      const cell = row[level];
      const before = rows[at - 1];
      const outer = row.slice(0, level).every((label, up) => label.body === before?.[up]?.body);
      if (cell === undefined) continue;
      if (first !== undefined && outer && cell.body === first.body) {
        first.rows += 1;
        cell.rows = 0;
      } else first = cell;
    }
  }
  return rows;
}
