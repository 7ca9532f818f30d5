/** Filters of a chart's rows, and what they offer: the browser has all rows, so it answers as Python would. */

import type { Facts, Filter } from "../protocol";
import type { Kind } from "./dataframe_cells";

/** A column of rows that are all here. */
export interface RowColumn {
  name: string;
  at(row: number): unknown;
  /** What is exported of a value; nothing of a missing one. */
  text(row: number): string;
}

const LISTED = 200;

/** Whether a row passes a filter; one of a column that is gone lets all pass. */
export function passes(row: number, column: RowColumn | undefined, { op, values = [] }: Filter): boolean {
  if (column === undefined) return true;
  const text = column.text(row);
  const empty = text === "";
  const [first, second] = values;
  const [cell, wanted] = [text.toLowerCase(), (first ?? "").toLowerCase()];
  switch (op) {
    case "between":
      return (
        !empty && reaches(column.at(row), text, first ?? null, 1) && reaches(column.at(row), text, second ?? null, -1)
      );
    case "contains":
      return cell.includes(wanted);
    case "not_contains":
      return !cell.includes(wanted);
    case "equals":
      return cell === wanted;
    case "starts_with":
      return cell.startsWith(wanted);
    case "ends_with":
      return cell.endsWith(wanted);
    case "in":
      return values.includes(empty ? null : text);
    case "not_in":
      return !values.includes(empty ? null : text);
    case "empty":
      return empty;
    case "not_empty":
      return !empty;
  }
}

/** Whether a value lies on the right side of an end: above it (1) or below it (-1). */
function reaches(value: unknown, text: string, end: string | null, side: 1 | -1): boolean {
  if (end === null) return true;
  const number = Number(end);
  if (!Number.isNaN(number)) return (Number(value) - number) * side >= 0;
  // Dates and times: their texts are in order, and a date alone means its whole day.
  const [a, b] = [text.replace(" ", "T"), end];
  const short = a.slice(0, b.length);
  return short === b || (short > b ? 1 : -1) === side;
}

const KINDS: Record<Kind, Facts["kind"]> = {
  number: "number",
  boolean: "boolean",
  datetime: "datetime",
  text: "text",
  list: "other",
  object: "other",
};

interface Key {
  key: string;
  /** A row that has it. */
  row: number;
  count: number;
}

/** What the values of some rows are like, and the most frequent ones of which the text contains `find`. */
export function factsOf(rows: readonly number[], column: RowColumn, kind: Kind, find: string) {
  const keys = new Map<string, Key>();
  let empty = 0;
  let least: number | null = null;
  let most: number | null = null;
  for (const row of rows) {
    const key = column.text(row);
    if (key === "") {
      empty += 1;
      continue;
    }
    const known = keys.get(key);
    if (known) known.count += 1;
    else keys.set(key, { key, row, count: 1 });
    if (kind !== "number" && kind !== "datetime") continue;
    if (least === null || Number(column.at(row)) < Number(column.at(least))) least = row;
    if (most === null || Number(column.at(row)) > Number(column.at(most))) most = row;
  }
  const wanted = find.toLowerCase();
  const found = [...keys.values()].filter(({ key }) => key.toLowerCase().includes(wanted));
  const facts: Facts = {
    kind: kind === "datetime" && [...keys.keys()].every((key) => /^[\d-]+$/.test(key)) ? "date" : KINDS[kind],
    least: least === null ? null : column.text(least).replace(" ", "T"),
    most: most === null ? null : column.text(most).replace(" ", "T"),
    empty,
    distinct: keys.size,
  };
  return { facts, keys: found.sort((a, b) => b.count - a.count).slice(0, LISTED) };
}
