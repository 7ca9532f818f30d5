import { expect, test } from "vitest";
import { clicked, dimmed, NONE } from "./deck_selection";

const OSLO = { layer: "cities", index: 0, object: { name: "Oslo", at: new Float32Array([1, 2]), id: 5n } };
const LIMA = { layer: "cities", index: 1, object: { name: "Lima" } };
const ROAD = { layer: "roads", index: 7, object: null };
const oslo = { name: "Oslo", at: [1, 2], id: 5 };

test("one object at a time", () => {
  const first = clicked(NONE, OSLO, "single-object");
  expect(first).toEqual({ indices: { cities: [0] }, objects: { cities: [oslo] } });
  expect(clicked(first, LIMA, "single-object")).toEqual({
    indices: { cities: [1] },
    objects: { cities: [{ name: "Lima" }] },
  });
  expect(clicked(first, ROAD, "single-object")).toEqual({ indices: { roads: [7] }, objects: { roads: [null] } });
  expect(clicked(first, OSLO, "single-object")).toEqual(NONE);
});

test("several objects, of several layers", () => {
  const all = [OSLO, LIMA, ROAD].reduce((chosen, hit) => clicked(chosen, hit, "multi-object"), NONE);
  expect(all).toEqual({
    indices: { cities: [0, 1], roads: [7] },
    objects: { cities: [oslo, { name: "Lima" }], roads: [null] },
  });
  expect(clicked(all, OSLO, "multi-object")).toEqual({
    indices: { cities: [1], roads: [7] },
    objects: { cities: [{ name: "Lima" }], roads: [null] },
  });
  expect(clicked(all, null, "multi-object")).toEqual(NONE);
});

test("what is not selected fades", () => {
  const props = { id: "cities", pickable: true, getFillColor: [1, 2, 3], getLineColor: () => [4, 5, 6, 100] };
  expect(dimmed(props, NONE)).toBe(props);
  const aside = { ...props, pickable: false };
  expect(dimmed(aside, clicked(NONE, LIMA, "single-object"))).toBe(aside);
  const faded = dimmed(props, clicked(NONE, LIMA, "single-object")) as Record<
    "getFillColor" | "getLineColor",
    (object: unknown, info: { index: number }) => number[]
  >;
  expect(faded.getFillColor(null, { index: 1 })).toEqual([1, 2, 3, 255]);
  expect(faded.getFillColor(null, { index: 0 })).toEqual([1, 2, 3, 255 * 0.35]);
  expect(faded.getLineColor(null, { index: 0 })).toEqual([4, 5, 6, 35]);
  expect(faded).toMatchObject({ updateTriggers: { getFillColor: "1", getLineColor: "1" } });
});
