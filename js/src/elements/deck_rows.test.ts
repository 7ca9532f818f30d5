import { expect, test } from "vitest";
import { arrowOf } from "../testing/table";
import { dataOf } from "./deck_rows";

test("a table becomes objects, once", () => {
  const data = arrowOf({ name: ["Oslo", "Lima"], lat: [59.9, -12] });
  const rows = dataOf({ format: "arrow", data });
  expect(rows).toEqual([
    { name: "Oslo", lat: 59.9 },
    { name: "Lima", lat: -12 },
  ]);
  expect(dataOf({ format: "arrow", data })).toBe(rows);
});

test("JSON becomes what it says", () => {
  const data = new TextEncoder().encode('[{"path":[[1,2]]}]');
  expect(dataOf({ format: "json", data })).toEqual([{ path: [[1, 2]] }]);
});

test("attributes are used where they lie", () => {
  const at = new Float64Array([1, 2, 3, 4]);
  const paint = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  const data = dataOf({
    format: "attributes",
    length: 2,
    attributes: [
      { name: "getPosition", dtype: "f8", size: 2, data: new Uint8Array(at.buffer) },
      { name: "getFillColor", dtype: "u1", size: 4, data: paint },
    ],
  }) as { attributes: { getPosition: { value: Float64Array } } };
  expect(data).toEqual({
    length: 2,
    attributes: {
      getPosition: { value: at, size: 2, normalized: false },
      getFillColor: { value: paint, size: 4, normalized: true },
    },
  });
  expect(data.attributes.getPosition.value.buffer).toBe(at.buffer);
});

test("rows that have not come are none", () => {
  expect(dataOf({ format: "attributes" })).toEqual([]);
});
