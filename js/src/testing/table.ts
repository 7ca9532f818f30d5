/** Tables as they travel, and the Python at the other end that is asked for their rows. */

import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import type { Page, RowsAsked } from "../page/page";
import { type Dataframe, DEFAULTS, type Rows } from "../protocol";

/** Columns as the bytes of an Arrow stream. */
export function arrowOf(columns: Record<string, unknown[]>): Uint8Array {
  return tableToIPC(tableFromArrays(columns), {}) as Uint8Array;
}

/** A message for a table of which these are the first rows. */
export function dataframe(columns: Record<string, unknown[]>, more: Partial<Dataframe> = {}): Dataframe {
  const here = { data: arrowOf(columns), rows: Object.values(columns)[0]?.length ?? 0, table: "t" };
  return { ...DEFAULTS.dataframe, kind: "dataframe", ...here, ...more } as Dataframe;
}

/** A page whose Python has a table with a column `n`, the row's position, and what it has been asked for. */
export class RowsPage {
  readonly asked: RowsAsked[] = [];
  private readonly pending: (() => void)[] = [];
  /** Says why there are no rows. */
  problem: string | null = null;

  constructor(private readonly count: number) {}

  get page(): Page {
    return { rows: (request: RowsAsked) => this.rows(request) } as unknown as Page;
  }

  /** Lets everything that was asked for come. */
  async answer(): Promise<void> {
    for (const answer of this.pending.splice(0)) answer();
    await new Promise((resolve) => setTimeout(resolve));
  }

  private rows(request: RowsAsked): Promise<Rows> {
    this.asked.push(request);
    return new Promise((resolve, reject) => {
      this.pending.push(() => (this.problem === null ? resolve(this.made(request)) : reject(new Error(this.problem))));
    });
  }

  /** A search finds the rows whose position ends with it, a filter those whose position it names; sorting turns the rows round when it descends. */
  private made({ start, stop, sort, search, filters, format, columns }: RowsAsked): Rows {
    let positions = Array.from({ length: this.count }, (_, row) => row);
    if (search) positions = positions.filter((row) => String(row).endsWith(search));
    for (const { values } of filters) positions = positions.filter((row) => values?.includes(String(row)));
    if (sort[0]?.[1]) positions.reverse();
    const count = positions.length;
    const common = { type: "rows", request: 1, count, error: null, stop, facts: null, superseded: false } as const;
    if (format === "csv") return { ...common, data: new TextEncoder().encode(columns.join(",")), stop: count };
    if (format === "facts") {
      const facts = { kind: "number", least: "0", most: String(this.count - 1), empty: 0, distinct: count } as const;
      const value = positions.slice(0, 3);
      return { ...common, facts, data: arrowOf({ value, key: value.map(String), count: value.map(() => 1) }) };
    }
    const n = positions.slice(start, stop);
    const ordered = sort.length > 0 || search !== "" || filters.length > 0;
    return { ...common, data: arrowOf(ordered ? { n, __row__: n } : { n }) };
  }
}
