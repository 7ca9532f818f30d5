/** What the reader does to many cells at once: empty them, fill them, paste into them; and to whole rows. */

import type { CompactSelection, GridSelection } from "@glideapps/glide-data-grid";
import { type Name, t } from "../ui/text";
import type { EditorCells } from "./data_editor_cells";
import { type Change, newRow, type RowId } from "./data_editor_edits";
import { type Area, filled, MOST_CELLS, spread } from "./data_editor_paste";
import type { Column } from "./dataframe_columns";
import { fromNumbers, type Ranges } from "./dataframe_ranges";
import { stretches } from "./dataframe_selection";

/** What was not done, for the reader to know. */
export class Leftovers {
  locked = 0;
  required = 0;
  beyond = 0;
  columns = 0;
  wrong = 0;

  /** In words; null where nothing was left out. */
  get words(): string | null {
    const parts = [
      counted(this.wrong, "cellsWrong"),
      counted(this.locked, "cellsLocked"),
      counted(this.required, "cellsRequired"),
      counted(this.beyond, "rowsBeyond"),
      counted(this.columns, "columnsBeyond"),
    ].filter((part) => part !== "");
    return parts.length === 0 ? null : parts.join(" ");
  }
}

/** How many there are of something, in words; nothing where there is none. */
export function counted(count: number, name: Name): string {
  return count === 0 ? "" : t(name, { count });
}

/** What the reader can do with the rows of an editor. */
export interface Allowed {
  adding: boolean;
  deleting: boolean;
}

export class Actions {
  constructor(
    private readonly cells: EditorCells,
    private readonly columns: readonly Column[],
    private readonly allowed: Allowed,
    /** Tells the reader what was not done; null: all was. */
    private readonly tell: (words: string | null) => void,
  ) {}

  /** Puts a new row to the end. */
  add(): RowId {
    const row = newRow();
    this.finish([{ do: "add", row, cells: this.cells.state.defaults }], new Leftovers());
    return row;
  }

  /** Takes rows away, by their places; tells how many. */
  async remove(selected: CompactSelection): Promise<number> {
    if (!this.allowed.deleting) return 0;
    const parts = await Promise.all(stretches(selected).map((stretch) => this.cells.rows.rows(stretch)));
    const rows = parts.flat();
    const left = new Leftovers();
    const free = rows.filter((row) => this.cells.rules.canDelete(row));
    left.locked = rows.length - free.length;
    const there: Ranges = fromNumbers(free.filter((row) => row >= 0));
    const change = { do: "delete", rows: there, added: free.filter((row) => row < 0) } as const;
    this.finish(free.length === 0 ? [] : [change], left);
    return free.length;
  }

  /** Empties the cells of a selection. */
  async clear({ current, rows, columns }: GridSelection): Promise<void> {
    const areas: Area[] = current ? [current.range, ...current.rangeStack] : [];
    const count = this.cells.rows.count.peek();
    for (const [y, stop] of stretches(rows)) areas.push({ x: 0, y, width: this.columns.length, height: stop - y });
    for (const [x, stop] of stretches(columns)) areas.push({ x, y: 0, width: stop - x, height: count });
    const left = new Leftovers();
    const changes: Change[] = [];
    for (const area of areas) {
      await this.each(area, left, (row, column, place) => {
        if (this.cells.editing(column)?.required) left.required += 1;
        else this.take(changes, this.cells.set(row, column, null, place), left);
      });
    }
    this.finish(changes, left);
  }

  /** Writes the texts of a clipboard into cells, from the first cell of an area on; tells where they went. */
  async paste(texts: readonly (readonly string[])[], area: Area): Promise<Area | null> {
    const width = Math.max(...texts.map((row) => row.length), 0);
    if (width === 0) return null;
    const target = spread(width, texts.length, area);
    const left = new Leftovers();
    left.columns = Math.max(0, target.x + target.width - this.columns.length);
    const there = this.cells.rows.count.peek();
    const missing = Math.max(0, target.y + target.height - there);
    const changes: Change[] = [];
    const fresh: RowId[] = [];
    if (this.allowed.adding) {
      for (let more = 0; more < missing; more++) {
        const row = newRow();
        fresh.push(row);
        changes.push({ do: "add", row, cells: this.cells.state.defaults });
      }
    } else {
      left.beyond = missing;
    }
    const inside = {
      ...target,
      width: Math.min(target.width, this.columns.length - target.x),
      height: target.height - (this.allowed.adding ? 0 : missing),
    };
    const textAt = (x: number, y: number) => texts[(y - target.y) % texts.length]?.[(x - target.x) % width];
    const write = (row: RowId, column: Column, place: number, x: number) => {
      const text = textAt(x, place);
      if (text === undefined) return;
      if (text === "" && this.cells.editing(column)?.required && row < 0) return;
      this.take(changes, this.cells.write(row, column, text, place), left);
    };
    await this.each({ ...inside, height: Math.min(inside.height, there - inside.y) }, left, write);
    for (const [at, row] of fresh.entries()) {
      for (let x = inside.x; x < inside.x + inside.width; x++) {
        const column = this.columns[x];
        if (column?.edit) write(row, column, Math.max(there, target.y) + at, x);
      }
    }
    this.finish(changes, left);
    return inside.height > 0 ? inside : null;
  }

  /** Repeats the cells of one area all over another that holds it. */
  async fill(source: Area, target: Area): Promise<void> {
    const left = new Leftovers();
    const changes: Change[] = [];
    const rows = new Map<number, RowId>();
    if (!this.fits(target)) return;
    const stretch = [target.y, target.y + target.height] as const;
    for (const [at, row] of (await this.cells.rows.rows(stretch)).entries()) rows.set(target.y + at, row);
    for (const { from, to } of filled(source, target)) {
      const [given, column] = [this.columns[from[0]], this.columns[to[0]]];
      const [giver, row] = [rows.get(from[1]), rows.get(to[1])];
      if (given === undefined || column === undefined || giver === undefined || row === undefined) continue;
      if (!this.cells.canEdit(row, column)) left.locked += 1;
      else this.take(changes, this.copied(giver, given, from[1], row, column, to[1]), left);
    }
    this.finish(changes, left);
  }

  private copied(giver: RowId, given: Column, from: number, row: RowId, column: Column, to: number): Change | null {
    const draft = this.cells.state.draft(giver, given.name);
    if (draft !== undefined) return this.cells.write(row, column, draft.text, to);
    if (given.name === column.name) {
      const value = this.cells.value(giver, given, from);
      return value === undefined ? null : this.cells.set(row, column, value, to);
    }
    const value = this.cells.rows.cell(given.index, from);
    if (value === undefined) return null;
    return this.cells.write(row, column, value === null ? "" : given.writer.copy(value), to);
  }

  /** Visits the cells of an area that can be changed. */
  private async each(
    area: Area,
    left: Leftovers,
    visit: (row: RowId, column: Column, place: number, x: number) => void,
  ): Promise<void> {
    if (area.height <= 0 || !this.fits(area)) return;
    const rows = await this.cells.rows.rows([area.y, area.y + area.height]);
    for (const [at, row] of rows.entries()) {
      for (let x = area.x; x < Math.min(this.columns.length, area.x + area.width); x++) {
        const column = this.columns[x];
        if (column === undefined) continue;
        if (this.cells.canEdit(row, column)) visit(row, column, area.y + at, x);
        else left.locked += 1;
      }
    }
  }

  private fits({ width, height }: Area): boolean {
    if (width * height <= MOST_CELLS) return true;
    this.tell(t("editTooMuch", { count: MOST_CELLS }));
    return false;
  }

  private take(changes: Change[], change: Change | null, left: Leftovers): void {
    if (change === null) return;
    if (change.do === "cell" && change.draft !== undefined) left.wrong += 1;
    changes.push(change);
  }

  private finish(changes: readonly Change[], left: Leftovers): void {
    this.tell(left.words);
    this.cells.state.do(changes);
    if (!this.cells.rules.any) return;
    const rows = changes.flatMap((change) => ("row" in change ? [change.row] : []));
    this.cells.rules.stale([...new Set(rows)]);
  }
}
