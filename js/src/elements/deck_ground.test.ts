import { expect, test } from "vitest";
import { OURS } from "../theme/chart_colors";
import type { Look } from "../ui/look";
import { type Box, Ground } from "./deck_ground";
import { loadWorld } from "./world";

const LOOK = { shade: "light", colors: OURS, token: () => "#123456" } as unknown as Look;
const world = await loadWorld("near");
const ALPS: Box = [4, 44, 12, 49];

interface Layer {
  id: string;
  props: { data: [number, number][][] | [number, number][][][] };
}

function drawn(ground: Ground, id: string) {
  const layers = ground.layers(LOOK).filter(Boolean) as Layer[];
  return layers.find((layer) => layer.id === `lit-ground-${id}`)?.props.data ?? [];
}

const points = (ground: Ground) => drawn(ground, "lines").flat().length;
const ends = (ground: Ground) => {
  const at = drawn(ground, "land").flat(2).flat() as unknown as number[];
  return [Math.min(...at.filter((_, index) => index % 2 === 0)), Math.max(...at.filter((_, index) => index % 2 === 0))];
};

test("what is far from the view is not drawn", () => {
  const [all, alps] = [new Ground(world), new Ground(world)];
  expect(all.look(6, null)).toBe(true);
  expect(alps.look(6, ALPS)).toBe(true);
  expect(points(alps)).toBeGreaterThan(1000);
  expect(points(alps)).toBeLessThan(points(all) / 10);
  for (const [lon, lat] of drawn(all, "lines").flat() as [number, number][]) {
    if (lon < ALPS[0] || lon > ALPS[2] || lat < ALPS[1] || lat > ALPS[3]) continue;
    expect((drawn(alps, "lines").flat() as [number, number][]).some(([x, y]) => x === lon && y === lat)).toBe(true);
    break;
  }
});

test("small moves change nothing, large ones do", () => {
  const ground = new Ground(world);
  ground.look(6, ALPS);
  const before = drawn(ground, "lines");
  expect(ground.look(6.2, [6, 45, 14, 50])).toBe(false);
  expect(ground.look(6.6, [7, 45, 11, 48])).toBe(true); // other names
  expect(drawn(ground, "lines")).toBe(before);
  expect(ground.look(6.6, [90, 20, 94, 23])).toBe(true);
  expect(drawn(ground, "lines")).not.toBe(before);
  const near = points(ground);
  expect(ground.look(6.7, [91, 21, 91.2, 21.1])).toBe(true); // the window was far too large
  expect(points(ground)).toBeLessThan(near);
  expect(ground.look(0, [-180, -85, 180, 85])).toBe(true);
  expect(points(ground)).toBeGreaterThan(50_000);
});

test("beyond the edge of the map it is as on the other side", () => {
  const [east, west, middle] = [new Ground(world), new Ground(world), new Ground(world)];
  east.look(5, [170, 50, 185, 60]);
  west.look(5, [-190, 50, -175, 60]);
  expect(drawn(east, "land")).toEqual(drawn(west, "land"));
  middle.look(5, [-10, 50, 5, 60]);
  expect(drawn(middle, "land")).not.toEqual(drawn(east, "land"));
  expect(ends(east)[1]).toBeGreaterThan(180);
});
