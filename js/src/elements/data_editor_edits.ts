/** What the reader has done to a table: cells changed, rows put to it and taken away. All of it is values, nothing changes in place. */

import { same } from "../page/values";
import type { Json } from "../protocol";
import {
  fromWire,
  minus,
  type Ranges,
  toWire as rangesToWire,
  sizeOf,
  union,
  type WireRanges,
} from "./dataframe_ranges";

/** A row: its position in the unsorted table, or a negative number for one that the reader has added. */
export type RowId = number;

export type Cells = Readonly<Record<string, Json>>;

/** What was written into a cell and cannot be its value, and why; Python is not told of it. */
export interface Draft {
  text: string;
  problem: string;
  /** The cell, in words. */
  where: string;
}

interface AddedRow {
  id: RowId;
  cells: Cells;
}

export interface Edits {
  /** The cells of rows that were there, by position. */
  cells: ReadonlyMap<RowId, Cells>;
  added: readonly AddedRow[];
  /** Positions of rows that are gone. */
  deleted: Ranges;
  drafts: ReadonlyMap<RowId, Readonly<Record<string, Draft>>>;
}

export const NO_EDITS: Edits = { cells: new Map(), added: [], deleted: [], drafts: new Map() };

/** One thing done. */
export type Change =
  /** `value` left out: the cell is as it was. */
  | { do: "cell"; row: RowId; column: string; value?: Json; draft?: Draft }
  /** What cannot be taken is forgotten. */
  | { do: "discard" }
  | { do: "add"; row: RowId; cells: Cells }
  | { do: "delete"; rows: Ranges; added: readonly RowId[] };

let last = 0;

/** A name for a row that is new. */
export function newRow(): RowId {
  last -= 1;
  return last;
}

/** Edits with a few things more done; those that concern rows that are gone are passed over. */
export function applied(edits: Edits, changes: readonly Change[]): Edits {
  const cells = new Map(edits.cells);
  const drafts = new Map(edits.drafts);
  const added = new Map(edits.added.map((row) => [row.id, row.cells]));
  let { deleted } = edits;
  for (const change of changes) {
    if (change.do === "add") {
      added.set(change.row, change.cells);
    } else if (change.do === "discard") {
      drafts.clear();
    } else if (change.do === "delete") {
      deleted = union(deleted, change.rows);
      for (const rows of [cells, drafts]) {
        for (const row of rows.keys()) if (isWithin(row, change.rows)) rows.delete(row);
      }
      for (const row of change.added) {
        added.delete(row);
        drafts.delete(row);
      }
    } else {
      written(change.row < 0 ? added : cells, drafts, change);
    }
  }
  return { cells, drafts, deleted, added: [...added].map(([id, row]) => ({ id, cells: row })) };
}

function isWithin(row: RowId, rows: Ranges): boolean {
  return rows.some(([start, stop]) => start <= row && row < stop);
}

type Written = Extract<Change, { do: "cell" }>;

function written(
  rows: Map<RowId, Cells>,
  drafts: Map<RowId, Readonly<Record<string, Draft>>>,
  { row, column, value, draft }: Written,
): void {
  if (row < 0 && !rows.has(row)) return;
  const { [column]: _before, ...others } = drafts.get(row) ?? {};
  const left = draft === undefined ? others : { ...others, [column]: draft };
  if (Object.keys(left).length > 0) drafts.set(row, left);
  else drafts.delete(row);
  if (draft !== undefined) return;
  const { [column]: _value, ...rest } = rows.get(row) ?? {};
  const next = value === undefined ? rest : { ...rest, [column]: value };
  if (row >= 0 && Object.keys(next).length === 0) rows.delete(row);
  else rows.set(row, next);
}

/** Whether a new row may go to Python: it waits until all cells are filled that must be. */
export function isComplete(cells: Cells, required: readonly string[]): boolean {
  return required.every((column) => cells[column] !== undefined && cells[column] !== null);
}

/** The new rows that Python knows of, in order. */
export function completeRows(edits: Edits, required: readonly string[]): RowId[] {
  return edits.added.filter(({ cells }) => isComplete(cells, required)).map(({ id }) => id);
}

interface Wire {
  edited_rows: Record<string, Cells>;
  added_rows: Cells[];
  deleted_rows: WireRanges;
}

/** Edits as they travel, with the new rows named. */
export function toWire(edits: Edits, rows: readonly RowId[]): Record<string, Json> {
  const added = new Map(edits.added.map(({ id, cells }) => [id, cells]));
  const wire: Wire = {
    edited_rows: Object.fromEntries([...edits.cells].map(([row, cells]) => [String(row), cells])),
    added_rows: rows.map((row) => added.get(row) ?? {}),
    deleted_rows: rangesToWire(edits.deleted),
  };
  return wire as unknown as Record<string, Json>;
}

/**
 * Edits as Python has them. What it does not know of stays: new rows that wait for a cell, and drafts of rows that are
 * still there. New rows that it knows keep their names.
 */
export function adopted(wire: Json, before: Edits, required: readonly string[]): Edits {
  const { edited_rows = {}, added_rows = [], deleted_rows = [] } = (wire ?? {}) as unknown as Partial<Wire>;
  const cells = new Map(Object.entries(edited_rows).map(([row, row_cells]) => [Number(row), row_cells]));
  const known = before.added.filter((row) => isComplete(row.cells, required));
  const waiting = before.added.filter((row) => !isComplete(row.cells, required));
  const whole = known.length === added_rows.length;
  const added = added_rows.map((row, at) => {
    const like = whole ? known[at] : known.find((other) => same(asJson(other.cells), asJson(row)));
    return { id: like?.id ?? newRow(), cells: row };
  });
  const deleted = fromWire(deleted_rows);
  const there = new Set([...added, ...waiting].map(({ id }) => id));
  const drafts = new Map([...before.drafts].filter(([row]) => (row < 0 ? there.has(row) : !isWithin(row, deleted))));
  return { cells, added: [...added, ...waiting], deleted, drafts };
}

function asJson(cells: Cells): Json {
  return cells as Json;
}

/**
 * The edits that an arrangement of rows counts with: cells as they were when the reader asked for it, so that rows do not
 * jump while they are edited, but without the rows that are gone since, with those that have come back, and without cells
 * that are as they had been. The same object as long as nothing of that has happened.
 */
export function held(frozen: Edits, now: Edits): Edits {
  const there = new Set(now.added.map(({ id }) => id));
  const added = frozen.added.filter(({ id }) => there.has(id));
  const rows = sizeOf(minus(frozen.deleted, now.deleted)) + sizeOf(minus(now.deleted, frozen.deleted));
  const cells = new Map(
    [...frozen.cells].flatMap(([row, before]): [RowId, Cells][] => {
      const after = now.cells.get(row) ?? {};
      const kept = Object.entries(before).filter(([column]) => column in after);
      return kept.length === 0 ? [] : [[row, Object.fromEntries(kept)]];
    }),
  );
  const sum = (all: Edits["cells"]) => [...all.values()].reduce((count, row) => count + Object.keys(row).length, 0);
  if (rows === 0 && added.length === frozen.added.length && sum(cells) === sum(frozen.cells)) return frozen;
  return { ...frozen, added, cells, deleted: now.deleted };
}
