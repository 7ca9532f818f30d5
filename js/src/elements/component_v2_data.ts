/** What a component's script is called with, put together from what has travelled. */

import type { ComponentV2 } from "../protocol";

/** Tells whether two messages call a component's script with the same: buffers are the same objects then. */
export function sameData(a: ComponentV2, b: ComponentV2): boolean {
  const parts = ({ binary, tables }: ComponentV2) => [...binary, ...tables].flatMap(({ name, data }) => [name, data]);
  const [before, now] = [parts(a), parts(b)];
  return (
    a.raw === b.raw &&
    before.length === now.length &&
    before.every((part, index) => part === now[index]) &&
    (a.data === b.data || JSON.stringify(a.data) === JSON.stringify(b.data))
  );
}

/** The data: JSON, bytes, or an object with entries that are bytes or tables of Apache Arrow's. */
export async function dataOf({ data, raw, binary, tables }: ComponentV2): Promise<unknown> {
  if (raw !== null) return raw;
  if (binary.length + tables.length === 0) return data;
  const read = tables.length > 0 ? (await import("apache-arrow")).tableFromIPC : null;
  return {
    ...(data as object),
    ...Object.fromEntries(binary.map(({ name, data: bytes }) => [name, bytes])),
    ...Object.fromEntries(tables.map(({ name, data: stream }) => [name, read?.(stream)])),
  };
}
