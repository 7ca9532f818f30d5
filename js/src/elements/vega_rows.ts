/** The rows of a chart as those of a table: all are here, so sorting, searching and export need no Python. */

import { columnFromArray, type DataType, int32, tableFromColumns, tableFromIPC, tableToIPC } from "@uwdata/flechette";
import type { RowsAsked } from "../page/page";
import type { Rows } from "../protocol";
import { ROW, writerOf } from "./dataframe_cells";
import { EXACT } from "./dataframe_rows";
import { factsOf, passes, type RowColumn } from "./vega_filter";

interface Column extends RowColumn {
  type: DataType;
}

/** How many rows Arrow bytes hold. */
export function countOf(data: Uint8Array): number {
  return tableFromIPC(data, EXACT).numRows;
}

/** Answers requests for rows from the bytes alone. */
export function rowsFrom(data: Uint8Array): (request: RowsAsked) => Promise<Rows> {
  const table = tableFromIPC(data, EXACT);
  const columns = table.schema.fields.map(({ name, type }, index): Column => {
    const values = table.getChildAt(index);
    const { copy } = writerOf(type);
    const text = (row: number) => (values.at(row) === null ? "" : copy(values.at(row)));
    return { name, type, at: (row) => values.at(row) as unknown, text };
  });
  const all = Array.from({ length: table.numRows }, (_, row) => row);
  return async ({ start, stop, sort, search, filters = [], format, columns: names, find = "" }) => {
    const order = sorted(matching(all, columns, search, filters), columns, sort);
    const count = order.length;
    const answer = { type: "rows", request: 0, error: null, count, stop, facts: null, superseded: false } as const;
    if (format === "csv") return { ...answer, data: csv(order, columns, names), stop: count };
    if (format === "facts") return { ...answer, ...facts(order, columns, names[0], find) };
    const part = order.slice(start, stop);
    const shown = names.length === 0 ? columns : columns.filter(({ name }) => names.includes(name));
    const chosen = shown.map(({ name, type, at }) => [name, columnFromArray(part.map(at), type)] as const);
    const positions = [ROW, columnFromArray(part, int32())] as const;
    const moved = sort.length > 0 || search !== "" || filters.length > 0;
    const taken = tableFromColumns(Object.fromEntries(moved ? [...chosen, positions] : chosen));
    return { ...answer, data: tableToIPC(taken, {}) as Uint8Array };
  };
}

/** What a column holds, as Python would say it. */
function facts(rows: readonly number[], columns: readonly Column[], name: string | undefined, find: string) {
  const column = columns.find((one) => one.name === name);
  if (column === undefined) return { facts: null, data: null };
  const { facts, keys } = factsOf(rows, column, writerOf(column.type).kind, find);
  const data = tableFromColumns({
    value: columnFromArray(
      keys.map(({ row }) => column.at(row)),
      column.type,
    ),
    key: columnFromArray(keys.map(({ key }) => key)),
    count: columnFromArray(
      keys.map(({ count }) => count),
      int32(),
    ),
  });
  return { facts, data: tableToIPC(data, {}) as Uint8Array };
}

function matching(rows: number[], columns: readonly Column[], search: string, filters: RowsAsked["filters"]): number[] {
  const wanted = search.toLowerCase();
  return rows.filter((row) => {
    const named = (name: string) => columns.find((column) => column.name === name);
    return (
      (search === "" || columns.some((column) => column.text(row).toLowerCase().includes(wanted))) &&
      filters.every((filter) => passes(row, named(filter.column), filter))
    );
  });
}

function sorted(rows: number[], columns: readonly Column[], sort: RowsAsked["sort"]): number[] {
  const keys = sort.flatMap(([name, descending]) => {
    const column = columns.find((one) => one.name === name);
    return column ? [{ column, descending }] : [];
  });
  if (keys.length === 0) return rows;
  return [...rows].sort((a, b) => {
    for (const { column, descending } of keys) {
      const order = compare(column.at(a), column.at(b), descending);
      if (order !== 0) return order;
    }
    return a - b;
  });
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
