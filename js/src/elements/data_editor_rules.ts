/** Cells that depend on their row: which can be edited, and what there is to choose from, as Python works it out. */

import { type Signal, signal } from "@preact/signals-core";
import type { Page } from "../page/page";
import type { DataEditor } from "../protocol";
import { reasonOf } from "../ui/text";
import { completeRows, type RowId, toWire } from "./data_editor_edits";
import type { EditorState } from "./data_editor_state";
import type { TypeSettings } from "./dataframe_types";

/** What holds for one cell in its row. */
interface CellRule {
  disabled?: boolean;
  options?: NonNullable<TypeSettings["options"]>;
  error?: boolean;
}

type RowRules = Readonly<Record<string, CellRule>>;

/** A whole row, in place of a column. */
const ROW = "*";
/** How many rows are asked for at once. */
const PORTION = 500;

export class CellRules {
  /** Grows when rules have come. */
  readonly version: Signal<number> = signal(0);
  private readonly known = new Map<RowId, RowRules>();
  private readonly fresh = new Set<RowId>();
  private wanted: readonly RowId[] = [];
  private asking = false;
  private said = "";
  private revision = "";

  constructor(
    private readonly page: Page,
    private element: DataEditor,
    private readonly state: EditorState,
  ) {
    this.follow(element);
  }

  /** Whether any cell depends on its row. */
  get any(): boolean {
    return this.element.revision !== "";
  }

  /** Takes what a message says; what it does not say has to be asked for anew if it may have changed. */
  follow(element: DataEditor): void {
    this.element = element;
    if (element.revision !== this.revision) this.fresh.clear();
    this.revision = element.revision;
    if (element.cells === this.said) return;
    this.said = element.cells;
    const edits = this.state.edits.peek();
    this.take(element.cells, completeRows(edits, this.state.required));
  }

  canEdit(row: RowId, column: string): boolean {
    const rules = this.known.get(row);
    if (rules === undefined || rules[ROW]?.disabled) return false;
    return !rules[column]?.disabled && !rules[column]?.error;
  }

  canDelete(row: RowId): boolean {
    return !this.any || this.known.get(row)?.[ROW]?.disabled !== true;
  }

  options(row: RowId, column: string): CellRule["options"] {
    return this.known.get(row)?.[column]?.options;
  }

  /** Rows are seen: asks for what is not known of them, or may have changed. */
  need(rows: readonly RowId[]): void {
    this.wanted = rows;
    if (this.any && !this.asking) void this.ask();
  }

  /** Rows were edited: other rules may hold for them. */
  stale(rows: readonly RowId[]): void {
    for (const row of rows) this.fresh.delete(row);
    this.need([...new Set([...rows, ...this.wanted])]);
  }

  private async ask(): Promise<void> {
    const rows = this.wanted.filter((row) => !this.fresh.has(row)).slice(0, PORTION);
    if (rows.length === 0) return;
    this.asking = true;
    const edits = this.state.edits.peek();
    const added = edits.added.map(({ id }) => id);
    const there = rows.filter((row) => row >= 0 || added.includes(row));
    for (const row of rows) this.fresh.add(row);
    const positions = there.map((row) => (row < 0 ? this.element.rows + added.indexOf(row) : row));
    try {
      const { data } = await this.page.rows({
        table: this.element.table,
        view: "",
        start: 0,
        stop: 0,
        sort: [],
        search: "",
        filters: [],
        format: "cells",
        columns: [],
        find: "",
        rows: positions,
        edits: toWire(edits, added),
      });
      if (data !== null) this.take(new TextDecoder().decode(data), added);
    } catch (error) {
      this.state.problem.value = reasonOf(error);
    } finally {
      this.asking = false;
    }
    this.need(this.wanted);
  }

  private take(json: string, added: readonly RowId[]): void {
    const all = Object.entries(JSON.parse(json) as Record<string, RowRules>);
    for (const [position, rules] of all) {
      const place = Number(position);
      const row = place < this.element.rows ? place : added[place - this.element.rows];
      if (row === undefined) continue;
      this.known.set(row, rules);
      this.fresh.add(row);
    }
    if (all.length > 0) this.version.value += 1;
  }
}
