/** The rows of a chart: Arrow bytes as the objects that Vega reads. */

import { type DataType, type Table, Type, tableFromIPC } from "@uwdata/flechette";
import { read } from "vega";

export type Datum = Record<string, unknown>;

/** How Vega-Lite wants texts to be read, by column: "date", "number" and the like. */
export type Parse = Record<string, string>;

/** Tables as they are decoded, by the bytes they came as. */
const TABLES = new WeakMap<Uint8Array, Table>();

/** Rows of their own for each caller: Vega writes into what it is given. */
export function rowsOf(data: Uint8Array, parse: Parse = {}): Datum[] {
  let table = TABLES.get(data);
  if (table === undefined) {
    // Whole numbers too large to be exact are better rounded than refused.
    table = tableFromIPC(data, { useDate: true, useBigInt: true });
    TABLES.set(data, table);
  }
  const rows: Datum[] = Array.from({ length: table.numRows }, () => ({}));
  const texts: Parse = {};
  for (const [index, { name, type }] of table.schema.fields.entries()) {
    const how = parse[name];
    if (how !== undefined && isText(type)) texts[name] = how;
    const values: ArrayLike<unknown> = table.getChildAt(index).toArray();
    const exact = !hasBigInts(type);
    for (let row = 0; row < rows.length; row++) {
      const value = values[row];
      (rows[row] as Datum)[name] = exact ? value : numeric(value);
    }
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

function hasBigInts(type: DataType): boolean {
  if (type.typeId === Type.Dictionary) return hasBigInts(type.dictionary);
  return !([Type.Float, Type.Bool, Type.Utf8, Type.LargeUtf8, Type.Date, Type.Timestamp] as number[]).includes(
    type.typeId,
  );
}

function numeric(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof Uint8Array));
  return isList ? Array.from(value as ArrayLike<unknown>, numeric) : value;
}
