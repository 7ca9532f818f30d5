/** Other values in the rows that a chart has: what a change does not touch is not computed again. */

import { changeset, type Spec, type View } from "vega";
import type { Column, Datum } from "./vega_data";

/** What follows changed values as it does new rows. Others make rows, count them, draw lots: they get new ones. */
const FOLLOWS = new Set([
  "aggregate",
  "bin",
  "collect",
  "extent",
  "filter",
  "formula",
  "joinaggregate",
  "stack",
  "timeunit",
]);

/** Tells that any row may have changed; Vega's types leave it out. */
type Reflowing = ReturnType<typeof changeset> & { reflow(): void };

/** The fields that a chart writes into its rows; null where what it makes of them does not follow other values. */
export function writtenBy(spec: Spec): ReadonlySet<string> | null {
  if (!transformsOf(spec).every(({ type }) => FOLLOWS.has(type))) return null;
  // What is made of other data writes into rows of its own.
  const first = (spec.data ?? []).filter((data) => !("source" in data));
  return new Set(transformsOf(first).flatMap(({ as }) => as ?? []));
}

interface Written {
  type: string;
  as?: string | string[];
}

function transformsOf(part: unknown): Written[] {
  if (typeof part !== "object" || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(transformsOf);
  return Object.entries(part).flatMap(([name, value]) =>
    name === "transform" && Array.isArray(value) ? (value as Written[]) : transformsOf(value),
  );
}

/** Gives the rows of a view other values, row by row. */
export function exchange(view: View, name: string, columns: readonly Column[]): void {
  const rows = view.data(name) as Datum[];
  const changes = changeset();
  let touched = false;
  for (const { name: field, values } of columns) {
    let differs = false;
    for (const [index, row] of rows.entries()) {
      if (isSame(row[field], values[index])) continue;
      row[field] = values[index];
      differs = true;
    }
    if (differs) changes.modify(() => false, field, null); // the values are there; this says which have changed
    touched ||= differs;
  }
  if (!touched) return;
  (changes as Reflowing).reflow();
  view.change(name, changes);
}

function isSame(one: unknown, other: unknown): boolean {
  return Object.is(one instanceof Date ? one.getTime() : one, other instanceof Date ? other.getTime() : other);
}
