/** What the reader wants of a column's values, and the filters that say it. */

import type { Filter } from "../protocol";

/** How a text is compared. */
export const COMPARISONS = ["contains", "not_contains", "equals", "starts_with", "ends_with"] as const;

export type Comparison = (typeof COMPARISONS)[number];

/** A filter as it is put together. */
export interface Draft {
  /** The ends of a range; "" is open. */
  low: string;
  high: string;
  comparison: Comparison;
  text: string;
  /** Only these values, or all but these; null stands for what is empty. */
  only: boolean;
  keys: ReadonlySet<string | null>;
}

export const NO_DRAFT: Draft = { low: "", high: "", comparison: "contains", text: "", only: false, keys: new Set() };

/** What filters of a column want. */
export function draftOf(filters: readonly Filter[]): Draft {
  let draft = NO_DRAFT;
  for (const { op, values = [] } of filters) {
    if (op === "between") draft = { ...draft, low: values[0] ?? "", high: values[1] ?? "" };
    else if (op === "in" || op === "not_in") draft = { ...draft, only: op === "in", keys: new Set(values) };
    else if (isComparison(op)) draft = { ...draft, comparison: op, text: values[0] ?? "" };
  }
  return draft;
}

/** The filters that say it; none where all rows are wanted. */
export function filtersOf(column: string, { low, high, comparison, text, only, keys }: Draft): Filter[] {
  const filters: Filter[] = [];
  if (low !== "" || high !== "") filters.push({ column, op: "between", values: [low || null, high || null] });
  if (text !== "") filters.push({ column, op: comparison, values: [text] });
  if (only || keys.size > 0) filters.push({ column, op: only ? "in" : "not_in", values: [...keys] });
  return filters;
}

export function isWanted({ only, keys }: Draft, key: string | null): boolean {
  return keys.has(key) === only;
}

/** Wants a value, or wants it no longer. */
export function toggled(draft: Draft, key: string | null): Draft {
  const keys = new Set(draft.keys);
  if (!keys.delete(key)) keys.add(key);
  return { ...draft, keys };
}

function isComparison(op: Filter["op"]): op is Comparison {
  return (COMPARISONS as readonly string[]).includes(op);
}
