/** The rows of a chart: Arrow bytes as the objects that Vega reads. */

import { type DataType, type Table, Type, tableFromIPC } from "@uwdata/flechette";
import { read } from "vega";

export type Datum = Record<string, unknown>;

/** How Vega-Lite wants texts to be read, by column: "date", "number" and the like. */
export type Parse = Record<string, string>;

/** Tables as they are decoded, by the bytes they came as. */
const TABLES = new WeakMap<Uint8Array, Table>();

function tableOf(data: Uint8Array): Table {
  let table = TABLES.get(data);
  if (table === undefined) {
    // Whole numbers too large to be exact are better rounded than refused.
    table = tableFromIPC(data, { useDate: false, useBigInt: true });
    TABLES.set(data, table);
  }
  return table;
}

/** What stands in a column, from the first row to the last, as Vega reads it. */
export interface Column {
  name: string;
  values: ArrayLike<unknown>;
  /** How Vega-Lite wants its texts to be read. */
  how: string | undefined;
}

export function columnsFor(data: Uint8Array, parse: Parse = {}): Column[] {
  const table = tableOf(data);
  return table.schema.fields.map(({ name, type }, index) => {
    const held: ArrayLike<unknown> = table.getChildAt(index).toArray();
    const convert = converter(type);
    const values = convert ? Array.from(held, (value) => (value === null ? null : convert(value))) : held;
    return { name, values, how: isText(type) ? parse[name] : undefined };
  });
}

/** Rows of their own for each caller: Vega writes into what it is given. */
export function rowsOf(data: Uint8Array, parse: Parse = {}): Datum[] {
  const rows: Datum[] = Array.from({ length: tableOf(data).numRows }, () => ({}));
  const texts: Parse = {};
  for (const { name, values, how } of columnsFor(data, parse)) {
    if (how !== undefined) texts[name] = how;
    for (let row = 0; row < rows.length; row++) (rows[row] as Datum)[name] = values[row];
  }
  return parsed(rows, texts);
}

/** Rows whose texts are read as Vega-Lite wants them. */
export function parsed(rows: Datum[], parse: Parse): Datum[] {
  if (Object.keys(parse).length === 0) return rows;
  // Vega takes rows as well as the text of rows, other than its types say.
  return read(rows as unknown as string, { type: "json", parse }) as Datum[];
}

function isText(type: DataType): boolean {
  const of = type.typeId === Type.Dictionary ? type.dictionary : type;
  return of.typeId === Type.Utf8 || of.typeId === Type.LargeUtf8;
}

/** The names of the columns. */
export function columnsOf(data: Uint8Array): string[] {
  return tableOf(data).schema.fields.map(({ name }) => name);
}

/** The columns whose times are in no zone. */
export function zonelessOf(data: Uint8Array): string[] {
  return tableOf(data)
    .schema.fields.filter(({ type }) => isZoneless(type))
    .map(({ name }) => name);
}

function isZoneless(type: DataType): boolean {
  if (type.typeId === Type.Dictionary) return isZoneless(type.dictionary);
  return type.typeId === Type.Date || (type.typeId === Type.Timestamp && !type.timezone);
}

/** The local time that reads as one in no zone does: charts write times as the reader's clock does. */
export function local(at: number): number {
  const utc = new Date(at);
  const day = new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate());
  return day.setHours(utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds(), utc.getUTCMilliseconds());
}

/** The time in no zone that reads as a local one does. */
export function zoneless(at: number): number {
  const here = new Date(at);
  const day = Date.UTC(here.getFullYear(), here.getMonth(), here.getDate());
  return new Date(day).setUTCHours(here.getHours(), here.getMinutes(), here.getSeconds(), here.getMilliseconds());
}

/** Turns what Arrow holds into what Vega reads; null where that is the same. */
function converter(type: DataType): ((value: unknown) => unknown) | null {
  if (isZoneless(type)) return (value) => new Date(local(value as number));
  switch (type.typeId) {
    case Type.Dictionary:
      return converter(type.dictionary);
    case Type.Timestamp:
      return (value) => new Date(value as number);
    case Type.Float:
    case Type.Bool:
    case Type.Utf8:
    case Type.LargeUtf8:
      return null;
    default:
      return numeric;
  }
}

function numeric(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof Uint8Array));
  return isList ? Array.from(value as ArrayLike<unknown>, numeric) : value;
}
