/** The rows of a table as the browser holds them: what came with the message, and blocks around what is in view. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { type Table, tableFromIPC } from "@uwdata/flechette";
import type { Page } from "../page/page";
import type { Dataframe, Facts, Filter, Json, Rows, RowsRequest } from "../protocol";
import { reasonOf } from "../ui/text";
import { ROW } from "./dataframe_cells";
import { fromNumbers, type Ranges, type Stretch } from "./dataframe_ranges";

/** How many rows are fetched at once, fewer of a wide table. */
const BLOCK = 250;
const CELLS = 20_000;
/** Blocks kept: about ten screens. */
const KEPT = 24;
/** Requests for blocks on their way at a time: who scrolls far does not wait for what was passed. */
const AT_ONCE = 2;
/** How many rows Python sends at most in one answer. */
const PORTION = 50_000;

/** Numbers of 64 bits and decimals as exact as they come. */
export const EXACT = { useDate: false, useBigInt: true, useDecimalInt: true, useProxy: true } as const;

/** One column that rows are sorted by. */
export type SortKey = readonly [column: string, descending: boolean];

/** How rows are ordered and which are there. */
export interface Order {
  /** The strongest first. */
  sort: readonly SortKey[];
  search: string;
  filters: readonly Filter[];
  /** What the reader has changed that counts for it. */
  edits?: WireEdits;
}

export type WireEdits = Record<string, Json> | null;

export const UNORDERED: Order = { sort: [], search: "", filters: [] };

export function isUnordered({ sort, search, filters }: Order): boolean {
  return sort.length === 0 && search === "" && filters.length === 0;
}

/** Whether all rows are there, in whatever order. */
export function isWhole({ search, filters }: Order): boolean {
  return search === "" && filters.length === 0;
}

interface Block {
  table: Table;
  /** Where the block begins. */
  start: number;
}

/** The rows in one order, as far as they have come. */
interface Arrangement {
  order: Order;
  count: number;
  blocks: Map<number, Block>;
  wanted: Set<number>;
}

function arrangement(order: Order, count: number): Arrangement {
  return { order, count, blocks: new Map(), wanted: new Set() };
}

/** What is asked for, of rows in an order. */
type Wanted = Partial<Pick<RowsRequest, "start" | "stop" | "format" | "find" | "edits">> & {
  columns?: readonly string[];
};

/** What the values of a column are like, and the most frequent ones. */
export interface ColumnFacts extends Facts {
  values: { value: unknown; key: string; count: number }[];
}

/** What a table is drawn from. */
export interface RowSource
  extends Pick<
    TableRows,
    | "arrange"
    | "cell"
    | "csv"
    | "facts"
    | "fail"
    | "first"
    | "message"
    | "named"
    | "need"
    | "parts"
    | "position"
    | "problem"
    | "retry"
  > {
  readonly count: ReadonlySignal<number>;
  readonly order: ReadonlySignal<Order>;
  readonly version: ReadonlySignal<number>;
}

export class TableRows {
  readonly first: Table;
  /** How many rows there are in the present order. */
  readonly count: Signal<number>;
  /** The order that the rows stand in. */
  readonly order: Signal<Order>;
  /** Grows when rows have come. */
  readonly version = signal(0);
  /** Why rows could not be had. */
  readonly problem = signal<string | null>(null);
  /** Whether what was in view when the table came can be shown. */
  readonly ready: Signal<boolean>;
  private present: Arrangement;
  private next: Arrangement | null = null;
  private seen: Stretch;
  private readonly size: number;
  /** Tells Python which questions are about the same table on the same page: a new order makes older ones vain. */
  private readonly view: string;

  /** Rows that follow others keep their order and stand ready once what was in view of those has come. */
  constructor(
    private readonly page: Page,
    readonly message: Dataframe,
    before: TableRows | null = null,
  ) {
    this.view = before?.view ?? Math.random().toString(36).slice(2);
    this.first = tableFromIPC(message.data, EXACT);
    this.size = Math.max(20, Math.min(BLOCK, Math.floor(CELLS / Math.max(1, this.first.numCols))));
    this.present = arrangement(UNORDERED, message.rows);
    this.count = signal(message.rows);
    this.order = signal(UNORDERED);
    const order = before === null ? UNORDERED : fitting(before.order.peek(), this.first);
    this.seen = before?.seen ?? [0, 0];
    const [start, stop] = this.seen;
    const here = isUnordered(order) && (start >= message.rows || Math.min(stop, message.rows) <= this.first.numRows);
    this.ready = signal(here);
    if (!here) void this.arrange(order, this.seen).finally(() => this.settle());
  }

  /** A cell: undefined as long as it has not come. */
  cell(column: number, row: number): unknown {
    const found = this.at(row);
    return found ? (found.table.getChildAt(column)?.at(row - found.start) ?? null) : undefined;
  }

  /** A cell of a column that not all tables have: null without it, undefined as long as it has not come. */
  named(column: string, row: number): unknown {
    const found = this.at(row);
    return found ? (found.table.getChild(column)?.at(row - found.start) ?? null) : undefined;
  }

  /** The position of a row in the unsorted table, or undefined as long as it has not come. */
  position(row: number): number | undefined {
    if (isUnordered(this.present.order)) return row;
    const value = this.named(ROW, row);
    return value === null || value === undefined ? undefined : Number(value);
  }

  /** Where rows stand now for which `chosen` holds, of those that have come. */
  places(chosen: (position: number) => boolean): Ranges {
    const places: number[] = [];
    for (const { table, start } of this.present.blocks.values()) {
      const column = table.getChild(ROW);
      for (let row = 0; row < table.numRows; row++) if (chosen(Number(column?.at(row)))) places.push(start + row);
    }
    return fromNumbers(places);
  }

  /** The positions of the rows in a stretch of the present order. */
  async positions([start, stop]: Stretch): Promise<Ranges> {
    if (isUnordered(this.present.order)) return [[start, stop]];
    const here = Array.from({ length: Math.min(stop - start, this.size * KEPT) }, (_, at) => this.position(start + at));
    if (here.length === stop - start && !here.includes(undefined)) return fromNumbers(here as number[]);
    return fromNumbers(await this.sequence([start, stop]));
  }

  /** The positions of the rows in a stretch of the present order, one after the other. */
  async sequence(stretch: Stretch): Promise<number[]> {
    const column = this.first.schema.fields[0]?.name ?? "";
    const parts = await this.parts(stretch, [column]);
    return parts.flatMap((part) => Array.from(part.getChild(ROW), Number));
  }

  /** The rows of a stretch of the present order, a few columns of them, in one table or several. */
  async parts([start, stop]: Stretch, columns: readonly string[], edits?: WireEdits): Promise<Table[]> {
    const order = edits === undefined ? this.present.order : { ...this.present.order, edits };
    const parts: Table[] = [];
    for (let at = start; at < stop; at += PORTION) {
      const { data } = await this.ask(order, { start: at, stop: Math.min(stop, at + PORTION), columns });
      if (data !== null) parts.push(tableFromIPC(data, EXACT));
    }
    return parts;
  }

  /** Fetches the rows of a stretch that are not here, and lets go of those far from it. */
  need(start: number, stop: number): void {
    this.seen = [Math.max(0, start), stop];
    const { blocks, wanted } = this.present;
    for (const block of this.blocksOf(this.present, this.seen)) {
      const known = blocks.get(block);
      if (known) {
        blocks.delete(block);
        blocks.set(block, known);
      } else if (!this.isFirst(this.present.order, block) && !wanted.has(block) && wanted.size < AT_ONCE) {
        void this.fetch(this.present, block);
      }
    }
  }

  /** Fetches once more what could not be had. */
  retry(): void {
    if (this.problem.peek() !== null) this.need(...this.seen);
  }

  /** Shows the rows in another order, once those in view have come. */
  async arrange(order: Order, view?: Stretch): Promise<void> {
    const next = arrangement(order, this.message.rows);
    this.next = next;
    const { search, filters } = this.present.order;
    // Other rows begin with their first one.
    const around = view ?? (order.search === search && order.filters === filters ? this.seen : ([0, 1] as const));
    const asked: Promise<boolean>[] = [];
    for (const block of this.blocksOf(next, around)) {
      if (!this.isFirst(order, block)) asked.push(this.fetch(next, block));
    }
    const came = await Promise.all(asked);
    if (this.next !== next) return;
    this.next = null;
    if (came.includes(false)) return this.need(...this.seen);
    this.present = next;
    this.order.value = order;
    this.settle();
    this.need(...this.seen);
  }

  /** All rows that are there in the present order, as the parts of a CSV file. */
  async csv(columns: readonly string[], edits?: WireEdits): Promise<Uint8Array[]> {
    const order = edits === undefined ? this.present.order : { ...this.present.order, edits };
    const parts: Uint8Array[] = [];
    for (let start = 0, more = true; more; ) {
      const { data, stop, count } = await this.ask(order, { start, format: "csv", columns });
      if (data !== null) parts.push(data);
      more = stop > start && stop < count;
      start = stop;
    }
    return parts;
  }

  /** What the values of a column are like, of rows that pass the filters of the others; of values only those found. */
  async facts(column: string, find = "", edits?: WireEdits): Promise<ColumnFacts | null> {
    const order = edits === undefined ? this.present.order : { ...this.present.order, edits };
    const filters = order.filters.filter((filter) => filter.column !== column);
    const { facts, data } = await this.ask(
      { ...order, sort: [], filters },
      { format: "facts", columns: [column], find },
    );
    if (facts === null) return null;
    const table = data === null ? null : tableFromIPC(data, EXACT);
    const [value, key, count] = ["value", "key", "count"].map((name) => table?.getChild(name));
    const values = Array.from({ length: table?.numRows ?? 0 }, (_, row) => {
      return { value: value?.at(row) as unknown, key: String(key?.at(row)), count: Number(count?.at(row)) };
    });
    return { ...facts, values };
  }

  /** Says why something could not be had. */
  fail(error: unknown): void {
    this.problem.value = reasonOf(error);
  }

  private settle(): void {
    this.count.value = this.present.count;
    this.version.value += 1;
    this.ready.value = true;
  }

  /** The blocks that a stretch touches. */
  private blocksOf({ count }: Arrangement, [start, stop]: Stretch): number[] {
    const first = Math.floor(start / this.size);
    const end = Math.ceil(Math.min(Math.max(stop, 1), count) / this.size);
    return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  }

  /** Whether a block came with the message. */
  private isFirst(order: Order, block: number): boolean {
    return isUnordered(order) && Math.min((block + 1) * this.size, this.message.rows) <= this.first.numRows;
  }

  private at(row: number): Block | undefined {
    if (isUnordered(this.present.order) && row < this.first.numRows) return { table: this.first, start: 0 };
    return this.present.blocks.get(Math.floor(row / this.size));
  }

  private ask(order: Order, more: Wanted): Promise<Rows> {
    const { sort, search, filters, edits = null } = order;
    // What is asked for the order that is still shown must not make the next one vain.
    const latest = order === (this.next ?? this.present).order && more.format === undefined;
    return this.page.rows({
      table: this.message.table,
      view: latest ? this.view : "",
      start: 0,
      stop: 0,
      sort: sort.map(([name, descending]) => [name, descending]),
      search,
      filters: [...filters],
      format: "arrow",
      find: "",
      edits,
      ...more,
      columns: [...(more.columns ?? [])],
    });
  }

  /** Fetches a block; tells whether it is there. */
  private async fetch(into: Arrangement, block: number): Promise<boolean> {
    const start = block * this.size;
    into.wanted.add(block);
    try {
      const { data, count, superseded } = await this.ask(into.order, { start, stop: start + this.size });
      if (superseded || data === null || !this.isCurrent(into)) return false;
      into.blocks.set(block, { table: tableFromIPC(data, EXACT), start });
      for (const oldest of into.blocks.keys()) {
        if (into.blocks.size <= KEPT) break;
        into.blocks.delete(oldest);
      }
      into.count = count;
      this.problem.value = null;
      into.wanted.delete(block);
      if (into === this.present) {
        this.settle();
        this.need(...this.seen); // what was passed over while others were on their way
      }
      return true;
    } catch (error) {
      if (this.isCurrent(into)) this.fail(error);
      return false;
    } finally {
      into.wanted.delete(block);
    }
  }

  private isCurrent(into: Arrangement): boolean {
    return into === this.present || into === this.next;
  }
}

/** An order as far as a table has the columns for it. */
function fitting(order: Order, table: Table): Order {
  const names = new Set(table.schema.fields.map(({ name }) => name));
  const sort = order.sort.filter(([name]) => names.has(name));
  const filters = order.filters.filter(({ column }) => names.has(column));
  if (sort.length === order.sort.length && filters.length === order.filters.length) return order;
  return { ...order, sort, filters };
}
