/** Arrow tables as the rows that ECharts reads. */

import { type DataType, Type, tableFromIPC } from "@uwdata/flechette";

export type Cell = string | number | null;

export interface Source {
  dimensions: string[];
  rows: Cell[][];
}

const SOURCES = new WeakMap<Uint8Array, Source>();

/** The rows of a table; the same object for the same bytes. */
export function sourceOf(data: Uint8Array): Source {
  const known = SOURCES.get(data);
  if (known) return known;
  const table = tableFromIPC(data, { useDate: false, useBigInt: true });
  const rows: Cell[][] = Array.from({ length: table.numRows }, () => []);
  for (const [index, { type }] of table.schema.fields.entries()) {
    const values: ArrayLike<unknown> = table.getChildAt(index).toArray();
    const write = writer(type, values);
    for (let row = 0; row < rows.length; row++) {
      const value = values[row];
      (rows[row] as Cell[]).push(value === null || value === undefined ? null : write(value));
    }
  }
  const source = { dimensions: table.schema.fields.map(({ name }) => name), rows };
  SOURCES.set(data, source);
  return source;
}

function writer(type: DataType, values: ArrayLike<unknown>): (value: unknown) => Cell {
  switch (type.typeId) {
    case Type.Dictionary:
      return writer(type.dictionary, values);
    case Type.Int:
      return Number;
    case Type.Float:
      return (value) => (Number.isFinite(value) ? (value as number) : null);
    case Type.Date:
      return (value) => new Date(value as number).toISOString().slice(0, 10);
    case Type.Timestamp:
      return type.timezone ? (value) => new Date(value as number).toISOString() : timeWriter(values);
    default:
      return (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  }
}

const DAY = 86_400_000;

/** Times in no zone; days where all are: they stand on axes as they are written here. */
function timeWriter(values: ArrayLike<unknown>): (value: unknown) => Cell {
  let days = true;
  for (let row = 0; days && row < values.length; row++) days = Number(values[row] ?? 0) % DAY === 0;
  const end = days ? 10 : 19;
  return (value) => new Date(value as number).toISOString().slice(0, end).replace("T", " ");
}
