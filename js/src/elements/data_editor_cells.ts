/** The cells of an editor: what each holds, whether it can be changed, and what a change to it is. */

import { same } from "../page/values";
import type { Json } from "../protocol";
import { t } from "../ui/text";
import type { Change, RowId } from "./data_editor_edits";
import type { EditedRows } from "./data_editor_rows";
import type { CellRules } from "./data_editor_rules";
import type { EditorState } from "./data_editor_state";
import { type Choice, choicesOf, type Editing, editingOf, type Read } from "./data_editor_types";
import { outward } from "./data_editor_values";
import type { Column } from "./dataframe_columns";

export class EditorCells {
  private readonly editings = new Map<Column, Editing | null>();
  private readonly writers = new Map<Column, (value: unknown) => Json>();

  constructor(
    readonly state: EditorState,
    readonly rows: EditedRows,
    readonly rules: CellRules,
    /** The column that names rows, if one is seen. */
    private readonly labels?: Column,
  ) {}

  /** A cell, in words: its column and its row. */
  where(column: Column, place: number): string {
    const label = this.labels === undefined ? undefined : this.rows.cell(this.labels.index, place);
    const row = label === undefined || label === null ? String(place + 1) : this.labels?.look.text(label);
    return t("cellField", { column: column.label, row: row ?? "" });
  }

  /** How a column is edited; null where it cannot be. */
  editing(column: Column): Editing | null {
    let found = this.editings.get(column);
    if (found === undefined) {
      const { edit, type_config, required } = column;
      found = edit === undefined ? null : editingOf(edit, type_config, required);
      this.editings.set(column, found);
    }
    return found;
  }

  canEdit(row: RowId, column: Column): boolean {
    if (column.edit === undefined) return false;
    return !column.rules || this.rules.canEdit(row, column.name);
  }

  /** What there is to choose from in a cell. */
  choices(row: RowId, column: Column): readonly Choice[] {
    const given = column.rules ? this.rules.options(row, column.name) : undefined;
    return given === undefined ? (this.editing(column)?.choices ?? []) : choicesOf(given);
  }

  /** What a cell holds, as it travels; undefined as long as it has not come. */
  value(row: RowId, column: Column, place: number): Json | undefined {
    const changed = this.state.written(row, column.name);
    if (changed !== undefined) return changed;
    if (row < 0) return null;
    return this.travelling(column, this.rows.cell(column.index, place));
  }

  /** What becomes of a cell into which something is written; null where nothing does. */
  change(row: RowId, column: Column, read: Read, text: string, place: number): Change | null {
    const cell = { do: "cell", row, column: column.name } as const;
    if ("problem" in read) {
      return { ...cell, draft: { text, problem: read.problem, where: this.where(column, place) } };
    }
    const before = this.value(row, column, place);
    const hasDraft = this.state.draft(row, column.name) !== undefined;
    if (before !== undefined && same(before, read.value) && !hasDraft) return null;
    const original = row < 0 ? undefined : this.travelling(column, this.rows.original(column.index, row));
    if (original !== undefined && same(original, read.value)) return cell;
    return { ...cell, value: read.value };
  }

  /** What becomes of a cell that takes a value; null where it cannot be what it is to be, or is that already. */
  set(row: RowId, column: Column, value: Json, place: number): Change | null {
    const problem = this.editing(column)?.check(value, this.choices(row, column)) ?? null;
    const text = this.editing(column)?.text(value) ?? "";
    return this.change(row, column, problem === null ? { value } : { problem }, text, place);
  }

  /** What becomes of a cell that takes a text. */
  write(row: RowId, column: Column, text: string, place: number): Change | null {
    const read = this.editing(column)?.read(text, this.choices(row, column)) ?? { problem: t("readOnly") };
    return this.change(row, column, read, text, place);
  }

  private travelling(column: Column, value: unknown): Json | undefined {
    if (value === undefined || value === null) return value;
    let write = this.writers.get(column);
    if (write === undefined) {
      const type = this.rows.first.schema.fields[column.index]?.type;
      write = type && column.edit ? outward(type, column.edit) : () => null;
      this.writers.set(column, write);
    }
    return write(value);
  }
}
