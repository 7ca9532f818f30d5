import { expect, test } from "vitest";
import { Parts, SIZE } from "./parts";

const keys = (count: number, prefix = "") => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const sizes = (parts: number[]) =>
  [...new Set(parts)].map((part) => [part, parts.filter((each) => each === part).length]);

test("a long block has parts of one size", () => {
  expect(sizes(new Parts().of(keys(3)))).toEqual([[0, 3]]);
  expect(sizes(new Parts().of(keys(2 * SIZE + 1)))).toEqual([
    [0, SIZE],
    [1, SIZE],
    [2, 1],
  ]);
});

test("a block that grows leaves its places where they are", () => {
  const parts = new Parts();
  const before = parts.of(keys(SIZE + 10));
  expect(parts.of(keys(5 * SIZE)).slice(0, SIZE + 10)).toEqual(before);
  expect(parts.of(keys(SIZE))).toEqual(before.slice(0, SIZE));
});

test("what comes in between moves nothing to another part", () => {
  const parts = new Parts();
  const old = keys(4 * SIZE);
  const before = new Map(parts.of(old).map((part, index) => [old[index], part]));
  const many = [...keys(3 * SIZE, "new "), ...old];
  const after = parts.of(many);
  expect(after).toEqual([...after].sort((a, b) => a - b));
  many.forEach((key, index) => {
    if (before.has(key)) expect([key, after[index]]).toEqual([key, before.get(key)]);
  });
});

test("what has gone elsewhere takes nothing else along", () => {
  const old = keys(2 * SIZE);
  const [first = "", ...others] = old;
  const down = new Parts();
  down.of(old);
  expect(sizes(down.of([...others, first]))).toEqual([
    [0, SIZE - 1],
    [1, SIZE + 1],
  ]);
  const last = old.at(-1) ?? "";
  const up = new Parts();
  up.of(old);
  expect(sizes(up.of([last, ...old.slice(0, -1)]))).toEqual([
    [0, SIZE + 1],
    [1, SIZE - 1],
  ]);
});
