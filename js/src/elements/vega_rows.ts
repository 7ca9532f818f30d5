/** The rows of a chart as those of a table: all are here, so sorting, searching and export need no Python. */

import { columnFromArray, type DataType, int32, tableFromColumns, tableFromIPC, tableToIPC } from "@uwdata/flechette";
import type { Rows, RowsRequest } from "../protocol";
import { writerOf } from "./dataframe_cells";
import { EXACT, ROW } from "./dataframe_rows";

type Request = Omit<RowsRequest, "type" | "request">;

interface Column {
  name: string;
  type: DataType;
  at(row: number): unknown;
  /** What is exported of a value; nothing of a missing one. */
  text(row: number): string;
}

/** How many rows Arrow bytes hold. */
export function countOf(data: Uint8Array): number {
  return tableFromIPC(data, EXACT).numRows;
}

/** Answers requests for rows from the bytes alone. */
export function rowsFrom(data: Uint8Array): (request: Request) => Promise<Rows> {
  const table = tableFromIPC(data, EXACT);
  const columns = table.schema.fields.map(({ name, type }, index): Column => {
    const values = table.getChildAt(index);
    const { copy } = writerOf(type);
    const text = (row: number) => (values.at(row) === null ? "" : copy(values.at(row)));
    return { name, type, at: (row) => values.at(row) as unknown, text };
  });
  const all = Array.from({ length: table.numRows }, (_, row) => row);
  return async ({ start, stop, sort, search, format, columns: names }) => {
    const order = sorted(matching(all, columns, search), columns, sort);
    const count = order.length;
    const answer = { type: "rows", request: 0, error: null, count } as const;
    if (format === "csv") return { ...answer, data: csv(order, columns, names) };
    const part = order.slice(start, stop);
    const chosen = columns.map(({ name, type, at }) => [name, columnFromArray(part.map(at), type)] as const);
    const positions = [ROW, columnFromArray(part, int32())] as const;
    const taken = tableFromColumns(Object.fromEntries(sort.length > 0 || search ? [...chosen, positions] : chosen));
    return { ...answer, data: tableToIPC(taken, {}) as Uint8Array };
  };
}

function matching(rows: number[], columns: readonly Column[], search: string): number[] {
  if (search === "") return rows;
  const wanted = search.toLowerCase();
  return rows.filter((row) => columns.some((column) => column.text(row).toLowerCase().includes(wanted)));
}

function sorted(rows: number[], columns: readonly Column[], sort: Request["sort"]): number[] {
  const [name, descending] = sort[0] ?? [];
  const column = columns.find((one) => one.name === name);
  if (!column) return rows;
  return [...rows].sort((a, b) => compare(column.at(a), column.at(b), descending === true) || a - b);
}

/** Missing values come last in both directions. */
function compare(a: unknown, b: unknown, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [first, second] = descending ? [b, a] : [a, b];
  if (typeof first === "string" && typeof second === "string") return first.localeCompare(second);
  return (first as number) < (second as number) ? -1 : Number((first as number) > (second as number));
}

function csv(rows: readonly number[], columns: readonly Column[], names: readonly string[]): Uint8Array {
  const chosen = names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const line = (cells: string[]) => `${cells.map(quoted).join(",")}\n`;
  const lines = rows.map((row) => line(chosen.map((column) => column.text(row))));
  // Spreadsheets take a text for UTF-8 where a mark at its start says so.
  return new TextEncoder().encode(`\ufeff${line(chosen.map((column) => column.name))}${lines.join("")}`);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
