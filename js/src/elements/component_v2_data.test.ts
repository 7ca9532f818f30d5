import { tableFromArrays, tableToIPC } from "apache-arrow";
import { expect, test } from "vitest";
import type { ComponentV2 } from "../protocol";
import { dataOf, sameData } from "./component_v2_data";

const element = (more: object = {}) =>
  ({ data: null, raw: null, binary: [], tables: [], ...more }) as unknown as ComponentV2;

test("data are put together", async () => {
  const bytes = new Uint8Array([1]);
  const stream = tableToIPC(tableFromArrays({ a: [1, 2] }), "stream");
  expect(await dataOf(element({ data: [1] }))).toEqual([1]);
  expect(await dataOf(element({ raw: bytes }))).toBe(bytes);
  const found = (await dataOf(
    element({ data: { n: 1 }, binary: [{ name: "b", data: bytes }], tables: [{ name: "t", data: stream }] }),
  )) as { n: number; b: Uint8Array; t: { numRows: number } };
  expect([found.n, found.b, found.t.numRows]).toEqual([1, bytes, 2]);
});

test("the same data are told from others", () => {
  const bytes = new Uint8Array([1]);
  const one = element({ data: { n: 1 }, binary: [{ name: "b", data: bytes }] });
  expect(sameData(one, element({ data: { n: 1 }, binary: [{ name: "b", data: bytes }] }))).toBe(true);
  for (const other of [
    { data: { n: 2 }, binary: [{ name: "b", data: bytes }] },
    { data: { n: 1 }, binary: [{ name: "c", data: bytes }] },
    { data: { n: 1 }, binary: [{ name: "b", data: new Uint8Array([1]) }] },
    { data: { n: 1 } },
    { data: { n: 1 }, binary: [{ name: "b", data: bytes }], raw: bytes },
  ]) {
    expect(sameData(one, element(other))).toBe(false);
  }
});
