import { expect, test } from "vitest";
import { MalformedFrame, pack, unpack } from "./frame";

test("parts come out as they went in", () => {
  const parts = [new Uint8Array([1, 2, 3]), new Uint8Array([]), new Uint8Array([255])];
  expect(unpack(pack(parts).buffer)).toEqual(parts);
});

test("the layout is the one Python reads: count, lengths, parts", () => {
  expect([...pack([new Uint8Array([7, 8])])]).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 7, 8]);
});

test.each([
  ["nothing", []],
  ["no parts", [0, 0, 0, 0]],
  ["lengths cut off", [2, 0, 0, 0, 1, 0, 0, 0]],
  ["a part cut off", [1, 0, 0, 0, 9, 0, 0, 0, 1]],
])("refuses %s", (_what, bytes) => {
  expect(() => unpack(new Uint8Array(bytes).buffer)).toThrow(MalformedFrame);
});
