/** The rows of a map's layers: as objects for accessors, or as the numbers that deck.gl draws from. */

import { tableFromIPC } from "@uwdata/flechette";
import type { LayerRows } from "../protocol";

const TYPES = { f4: Float32Array, f8: Float64Array, u1: Uint8Array };

/** Numbers for each object, by the name of the accessor they stand for. */
interface Columns {
  length: number;
  attributes: Record<string, { value: Float32Array | Float64Array | Uint8Array; size: number; normalized: boolean }>;
}

/** What was read once; the same buffers give the same objects, and deck.gl then leaves a layer as it is. */
const READ = new WeakMap<Uint8Array, unknown>();

/** What deck.gl takes as `data` of a layer. */
export function dataOf(rows: LayerRows): unknown {
  const first = rows.data ?? rows.attributes?.[0]?.data;
  if (!first) return [];
  const known = READ.get(first);
  // The first buffer tells rows that are read once; columns can share it with other rows.
  if (known !== undefined && rows.format !== "attributes") return known;
  const data = read(rows, first);
  READ.set(first, data);
  return data;
}

function read(rows: LayerRows, bytes: Uint8Array): unknown {
  if (rows.format === "arrow") return tableFromIPC(bytes, { useProxy: false }).toArray();
  if (rows.format === "json") return JSON.parse(new TextDecoder().decode(bytes));
  return columns(rows);
}

function columns({ attributes = [], length = 0 }: LayerRows): Columns {
  const entries = attributes.map(({ name, dtype, size, data }) => {
    const type = TYPES[dtype];
    const value = new type(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength / type.BYTES_PER_ELEMENT);
    return [name, { value, size, normalized: dtype === "u1" }] as const;
  });
  return { length, attributes: Object.fromEntries(entries) };
}
