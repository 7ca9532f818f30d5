/** The rows of a table as the browser holds them: what came with the message, and blocks around what is in view. */

import { signal } from "@preact/signals-core";
import { type Table, tableFromIPC } from "@uwdata/flechette";
import type { Page } from "../page/page";
import type { Dataframe } from "../protocol";

const BLOCK = 250;
/** Blocks kept: about ten screens. */
const KEPT = 24;
/** What Python calls the column with a row's position in the unsorted table. */
const ROW = "__row__";

const OPTIONS = { useDate: false, useBigInt: false, useDecimalInt: false, useProxy: true } as const;

/** How rows are ordered and which are there. */
export interface Order {
  sort: readonly [column: string, descending: boolean] | null;
  search: string;
}

export const UNORDERED: Order = { sort: null, search: "" };

interface Block {
  table: Table;
  /** Where the block begins. */
  start: number;
}

export class TableRows {
  readonly first: Table;
  /** How many rows there are in the present order. */
  readonly count = signal(0);
  /** Grows when rows have come. */
  readonly version = signal(0);
  /** Why rows could not be had. */
  readonly problem = signal<string | null>(null);
  private order: Order = UNORDERED;
  private readonly blocks = new Map<number, Block>();
  private readonly wanted = new Set<number>();
  private turn = 0;

  constructor(
    private readonly page: Page,
    private readonly message: Dataframe,
  ) {
    this.first = tableFromIPC(message.data, OPTIONS);
    this.count.value = message.rows;
  }

  /** A cell: undefined as long as it has not come. */
  cell(column: number, row: number): unknown {
    const found = this.at(row);
    return found ? (found.table.getChildAt(column)?.at(row - found.start) ?? null) : undefined;
  }

  /** The position of a row in the unsorted table, or undefined as long as it has not come. */
  position(row: number): number | undefined {
    if (this.isUnordered()) return row;
    const found = this.at(row);
    const value: unknown = found?.table.getChild(ROW)?.at(row - found.start);
    return typeof value === "number" ? value : undefined;
  }

  /** Fetches the rows of a stretch that are not here, and lets go of those far from it. */
  need(start: number, stop: number): void {
    for (let block = Math.floor(start / BLOCK); block * BLOCK < Math.min(stop, this.count.peek()); block++) {
      const known = this.blocks.get(block);
      if (known) {
        this.blocks.delete(block);
        this.blocks.set(block, known);
      } else if (!this.isFirst(block) && !this.wanted.has(block)) {
        void this.fetch(block);
      }
    }
  }

  /** Shows the rows in another order. */
  async arrange(order: Order): Promise<void> {
    this.order = order;
    this.turn += 1;
    this.wanted.clear();
    if (this.isUnordered()) {
      this.blocks.clear();
      this.count.value = this.message.rows;
      this.version.value += 1;
    } else {
      await this.fetch(0, true);
    }
  }

  /** The whole table in the present order, as CSV. */
  async csv(columns: readonly string[]): Promise<Uint8Array> {
    const rows = await this.page.rows({ ...this.request(), start: 0, stop: 0, format: "csv", columns: [...columns] });
    return rows.data ?? new Uint8Array();
  }

  private isUnordered(): boolean {
    return this.order.sort === null && this.order.search === "";
  }

  private isFirst(block: number): boolean {
    return this.isUnordered() && Math.min((block + 1) * BLOCK, this.message.rows) <= this.first.numRows;
  }

  private at(row: number): Block | undefined {
    if (this.isUnordered() && row < this.first.numRows) return { table: this.first, start: 0 };
    return this.blocks.get(Math.floor(row / BLOCK));
  }

  private request() {
    const { sort, search } = this.order;
    return {
      table: this.message.table,
      sort: sort === null ? [] : [[sort[0], sort[1]] as [string, boolean]],
      search,
      columns: [] as string[],
    };
  }

  private async fetch(block: number, anew = false): Promise<void> {
    const turn = this.turn;
    const start = block * BLOCK;
    this.wanted.add(block);
    try {
      const rows = await this.page.rows({ ...this.request(), start, stop: start + BLOCK, format: "arrow" });
      if (turn !== this.turn || rows.data === null) return;
      if (anew) this.blocks.clear();
      this.blocks.set(block, { table: tableFromIPC(rows.data, OPTIONS), start });
      for (const oldest of this.blocks.keys()) {
        if (this.blocks.size <= KEPT) break;
        this.blocks.delete(oldest);
      }
      this.problem.value = null;
      this.count.value = rows.count;
      this.version.value += 1;
    } catch (error) {
      if (turn === this.turn) this.problem.value = error instanceof Error ? error.message : String(error);
    } finally {
      if (turn === this.turn) this.wanted.delete(block);
    }
  }
}
