/** The rows of a table as the browser holds them: what came with the message, and blocks around what is in view. */

import { type Signal, signal } from "@preact/signals-core";
import { type Table, tableFromIPC } from "@uwdata/flechette";
import type { Page } from "../page/page";
import type { Dataframe, Rows } from "../protocol";

const BLOCK = 250;
/** Blocks kept: about ten screens. */
const KEPT = 24;
/** What Python calls the column with a row's position in the unsorted table. */
export const ROW = "__row__";

/** Numbers of 64 bits and decimals as exact as they come. */
export const EXACT = { useDate: false, useBigInt: true, useDecimalInt: true, useProxy: true } as const;

/** How rows are ordered and which are there. */
export interface Order {
  sort: readonly [column: string, descending: boolean] | null;
  search: string;
}

export const UNORDERED: Order = { sort: null, search: "" };

export function isUnordered({ sort, search }: Order): boolean {
  return sort === null && search === "";
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

/** A stretch of rows, its end left out. */
type Stretch = readonly [start: number, stop: number];

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

  /** Rows that follow others keep their order and stand ready once what was in view of those has come. */
  constructor(
    private readonly page: Page,
    readonly message: Dataframe,
    before: TableRows | null = null,
  ) {
    this.first = tableFromIPC(message.data, EXACT);
    this.present = arrangement(UNORDERED, message.rows);
    this.count = signal(message.rows);
    this.order = signal(UNORDERED);
    const order = before === null ? UNORDERED : fitting(before.order.peek(), this.first);
    this.seen = before?.seen ?? [0, 0];
    const [start, stop] = this.seen;
    const here = isUnordered(order) && (start >= message.rows || Math.min(stop, message.rows) <= this.first.numRows);
    this.ready = signal(here);
    if (!here) void this.arrange(order).finally(() => this.settle());
  }

  /** A cell: undefined as long as it has not come. */
  cell(column: number, row: number): unknown {
    const found = this.at(row);
    return found ? (found.table.getChildAt(column)?.at(row - found.start) ?? null) : undefined;
  }

  /** The position of a row in the unsorted table, or undefined as long as it has not come. */
  position(row: number): number | undefined {
    if (isUnordered(this.present.order)) return row;
    const found = this.at(row);
    const value: unknown = found?.table.getChild(ROW)?.at(row - found.start);
    return typeof value === "number" ? value : undefined;
  }

  /** Where the rows of these positions stand now, of those that have come. */
  places(positions: readonly number[]): number[] {
    if (isUnordered(this.present.order)) return positions.filter((position) => position < this.message.rows);
    if (positions.length === 0) return [];
    const wanted = new Set(positions);
    const places: number[] = [];
    for (const { table, start } of this.present.blocks.values()) {
      const column = table.getChild(ROW);
      for (let row = 0; row < table.numRows; row++) if (wanted.has(Number(column?.at(row)))) places.push(start + row);
    }
    return places;
  }

  /** The positions of all rows that are there, in the present order. */
  async positions(): Promise<number[]> {
    if (isUnordered(this.present.order)) return Array.from({ length: this.message.rows }, (_, row) => row);
    const { order, count } = this.present;
    const { data } = await this.ask(order, 0, count);
    return data === null ? [] : Array.from(tableFromIPC(data, EXACT).getChild(ROW), Number);
  }

  /** Fetches the rows of a stretch that are not here, and lets go of those far from it. */
  need(start: number, stop: number): void {
    this.seen = [Math.max(0, start), stop];
    const { blocks, wanted, count } = this.present;
    for (let block = Math.floor(this.seen[0] / BLOCK); block * BLOCK < Math.min(stop, count); block++) {
      const known = blocks.get(block);
      if (known) {
        blocks.delete(block);
        blocks.set(block, known);
      } else if (!this.isFirst(this.present.order, block) && !wanted.has(block)) {
        void this.fetch(this.present, block);
      }
    }
  }

  /** Fetches once more what could not be had. */
  retry(): void {
    if (this.problem.peek() !== null) this.need(...this.seen);
  }

  /** Shows the rows in another order, once those in view have come. */
  async arrange(order: Order): Promise<void> {
    const next = arrangement(order, this.message.rows);
    this.next = next;
    const [start, stop] = order.search === this.present.order.search ? this.seen : ([0, 1] as const);
    const asked: Promise<boolean>[] = [];
    for (let block = Math.floor(start / BLOCK); block * BLOCK < Math.min(Math.max(stop, 1), next.count); block++) {
      if (!this.isFirst(order, block)) asked.push(this.fetch(next, block));
    }
    const came = await Promise.all(asked);
    if (this.next !== next) return;
    this.next = null;
    if (came.includes(false)) return;
    this.present = next;
    this.order.value = order;
    this.settle();
    this.need(...this.seen);
  }

  /** The whole table in the present order, as CSV. */
  async csv(columns: readonly string[]): Promise<Uint8Array> {
    return (await this.ask(this.present.order, 0, 0, columns)).data ?? new Uint8Array();
  }

  /** Says why something could not be had. */
  fail(error: unknown): void {
    this.problem.value = error instanceof Error ? error.message : String(error);
  }

  private settle(): void {
    this.count.value = this.present.count;
    this.version.value += 1;
    this.ready.value = true;
  }

  /** Whether a block came with the message. */
  private isFirst(order: Order, block: number): boolean {
    return isUnordered(order) && Math.min((block + 1) * BLOCK, this.message.rows) <= this.first.numRows;
  }

  private at(row: number): Block | undefined {
    if (isUnordered(this.present.order) && row < this.first.numRows) return { table: this.first, start: 0 };
    return this.present.blocks.get(Math.floor(row / BLOCK));
  }

  /** Asks Python for rows; as CSV, where columns are named for it. */
  private ask({ sort, search }: Order, start: number, stop: number, columns?: readonly string[]): Promise<Rows> {
    return this.page.rows({
      table: this.message.table,
      start,
      stop,
      sort: sort === null ? [] : [[...sort]],
      search,
      format: columns ? "csv" : "arrow",
      columns: [...(columns ?? [])],
    });
  }

  /** Fetches a block; tells whether it is there. */
  private async fetch(into: Arrangement, block: number): Promise<boolean> {
    const start = block * BLOCK;
    into.wanted.add(block);
    try {
      const { data, count } = await this.ask(into.order, start, start + BLOCK);
      if (data === null || !this.isCurrent(into)) return false;
      into.blocks.set(block, { table: tableFromIPC(data, EXACT), start });
      for (const oldest of into.blocks.keys()) {
        if (into.blocks.size <= KEPT) break;
        into.blocks.delete(oldest);
      }
      into.count = count;
      this.problem.value = null;
      if (into === this.present) this.settle();
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
  const { sort } = order;
  return sort !== null && table.schema.fields.every(({ name }) => name !== sort[0]) ? { ...order, sort: null } : order;
}
