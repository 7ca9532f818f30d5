/** The rows of a table with what the reader has done to them: changed cells, rows that are gone, new ones at the end. */

import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import type { Table } from "@uwdata/flechette";
import type { Json } from "../protocol";
import { completeRows, type Edits, held, type RowId, toWire } from "./data_editor_edits";
import type { EditorState } from "./data_editor_state";
import { inward } from "./data_editor_values";
import { ROW, STYLE } from "./dataframe_cells";
import { type Ranges, type Stretch, sizeOf } from "./dataframe_ranges";
import {
  type ColumnFacts,
  isUnordered,
  type Order,
  type RowSource,
  type TableRows,
  type WireEdits,
} from "./dataframe_rows";

/** The edits that an order of rows counts with, and the names of the new rows among them. */
interface Frozen {
  edits: Edits;
  added: readonly RowId[];
}

const NOTHING: Frozen = { edits: { cells: new Map(), added: [], deleted: [], drafts: new Map() }, added: [] };

/** Orders outlive the rows that they were made for: those of the next run begin with them. */
const frozen = new WeakMap<Order, Frozen>();

export class EditedRows implements RowSource {
  readonly count: ReadonlySignal<number>;
  readonly order: ReadonlySignal<Order>;
  readonly version: ReadonlySignal<number>;
  readonly problem: RowSource["problem"];
  readonly message: RowSource["message"];
  readonly first: Table;
  private readonly alive: ReadonlySignal<Alive>;
  /** New rows that the present order does not know. */
  private readonly tail: ReadonlySignal<readonly RowId[]>;
  private readonly readers: ((value: Json) => unknown)[];
  private readonly columns: Map<string, number>;

  constructor(
    private readonly base: TableRows,
    private readonly state: EditorState,
  ) {
    const { edits } = state;
    this.order = base.order;
    this.problem = base.problem;
    this.message = base.message;
    this.first = base.first;
    this.readers = base.first.schema.fields.map(({ type }) => inward(type));
    this.columns = new Map(base.first.schema.fields.map(({ name }, index) => [name, index]));
    this.alive = computed(() => new Alive(base.message.rows, edits.value.deleted));
    this.tail = computed(() => {
      const all = edits.value.added.map(({ id }) => id);
      if (isUnordered(this.order.value)) return all;
      const known = new Set(this.frozenOf(this.order.value).added);
      return all.filter((id) => !known.has(id));
    });
    this.count = computed(() => {
      const there = isUnordered(this.order.value) ? this.alive.value.count : base.count.value;
      return there + this.tail.value.length;
    });
    let version = 0;
    this.version = computed(() => {
      base.version.value;
      edits.value;
      version += 1;
      return version;
    });
  }

  /** How many rows there are, also those that no search finds. */
  get all(): number {
    return this.alive.peek().count + this.state.edits.peek().added.length;
  }

  /** Follows rows that go and come back under an order, until the end of it is asked for. */
  follow(): () => void {
    return effect(() => {
      const now = this.state.edits.value;
      const order = this.order.peek();
      if (isUnordered(order)) return;
      const before = this.frozenOf(order);
      const edits = held(before.edits, now);
      if (edits !== before.edits) void this.base.arrange(this.counting(order, edits));
    });
  }

  /** The row at a place; undefined as long as it has not come. */
  row(place: number): RowId | undefined {
    const order = this.order.peek();
    const there = isUnordered(order) ? this.alive.peek().count : this.base.count.peek();
    if (place >= there) return this.tail.peek()[place - there];
    if (isUnordered(order)) return this.alive.peek().nth(place);
    const position = this.base.position(place);
    if (position === undefined) return undefined;
    const { rows } = this.message;
    return position < rows ? position : this.frozenOf(order).added[position - rows];
  }

  cell(column: number, place: number): unknown {
    const row = this.row(place);
    if (row === undefined) return undefined;
    const changed = this.state.written(row, this.first.schema.fields[column]?.name ?? "");
    if (changed !== undefined) return changed === null ? null : this.readers[column]?.(changed);
    return row < 0 ? null : this.base.cell(column, this.behind(place, row));
  }

  named(column: string, place: number): unknown {
    const row = this.row(place);
    if (row === undefined) return undefined;
    if (column === STYLE || column === ROW) {
      return row < 0 ? null : this.base.named(column, this.behind(place, row));
    }
    const index = this.columns.get(column);
    return index === undefined ? null : this.cell(index, place);
  }

  position(place: number): number | undefined {
    return this.row(place);
  }

  /** The value that Python has sent for a cell; undefined where it is not here. */
  original(column: number, row: RowId): unknown {
    if (row < this.first.numRows) return this.first.getChildAt(column)?.at(row) ?? null;
    return isUnordered(this.order.peek()) ? this.base.cell(column, row) : undefined;
  }

  /** The rows of a stretch of places, wherever they are. */
  async rows([start, stop]: Stretch): Promise<RowId[]> {
    const here = Array.from({ length: stop - start }, (_, at) => this.row(start + at));
    if (!here.includes(undefined)) return here as RowId[];
    const order = this.order.peek();
    const there = this.base.count.peek();
    const ranges = await this.base.sequence([start, Math.min(stop, there)]);
    const { added } = this.frozenOf(order);
    const { rows } = this.message;
    const named = ranges.map((position) => (position < rows ? position : (added[position - rows] as RowId)));
    return [...named, ...here.slice(named.length).filter((row) => row !== undefined)];
  }

  parts(stretch: Stretch, columns: readonly string[]): Promise<Table[]> {
    return this.base.parts(stretch, columns, this.now());
  }

  need(start: number, stop: number): void {
    const alive = isUnordered(this.order.peek()) ? this.alive.peek() : null;
    if (alive === null) this.base.need(start, stop);
    else this.base.need(alive.nth(Math.max(0, start)), alive.nth(stop));
  }

  retry(): void {
    this.base.retry();
  }

  arrange(order: Order, view?: Stretch): Promise<void> {
    return this.base.arrange(this.counting(order, this.state.edits.peek()), view);
  }

  csv(columns: readonly string[]): Promise<Uint8Array[]> {
    return this.base.csv(columns, this.now());
  }

  facts(column: string, find = ""): Promise<ColumnFacts | null> {
    return this.base.facts(column, find, this.now());
  }

  fail(error: unknown): void {
    this.base.fail(error);
  }

  /** Where Python's rows have a row that stands at a place here. */
  private behind(place: number, row: RowId): number {
    return isUnordered(this.order.peek()) ? row : place;
  }

  private frozenOf(order: Order): Frozen {
    return frozen.get(order) ?? NOTHING;
  }

  /** An order that counts with edits. */
  private counting(order: Order, edits: Edits): Order {
    const { edits: _before, ...plain } = order;
    if (isUnordered(order)) return plain;
    const added = completeRows(edits, this.state.required);
    const next = { ...plain, edits: toWire(edits, added) };
    frozen.set(next, { edits, added });
    return next;
  }

  private now(): WireEdits {
    const edits = this.state.edits.peek();
    return toWire(edits, completeRows(edits, this.state.required));
  }
}

/** The rows of a table that are not gone, by place. */
class Alive {
  readonly count: number;
  /** Where stretches of rows begin that are there: their place, and their position. */
  private readonly starts: (readonly [place: number, position: number])[] = [];

  constructor(rows: number, deleted: Ranges) {
    let place = 0;
    let position = 0;
    for (const [start, stop] of deleted) {
      if (start > position) this.starts.push([place, position]);
      place += Math.max(0, start - position);
      position = stop;
    }
    this.starts.push([place, position]);
    this.count = rows - sizeOf(deleted);
  }

  /** The position of the row at a place. */
  nth(place: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle]?.[0] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    const [from, position] = this.starts[low] ?? [0, 0];
    return position + place - from;
  }
}
