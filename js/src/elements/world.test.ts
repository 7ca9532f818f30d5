import { expect, test } from "vitest";
import { OURS } from "../theme/chart_colors";
import { groundColors, loadWorld } from "./world";

const world = await loadWorld("near");
const country = (name: string) => {
  const found = world.countries.features.find(({ properties }) => properties.name === name);
  if (!found) throw new Error(name);
  return found.geometry.coordinates as number[][][][];
};

test("outlines go on beyond the edge of the map, and are there again within the other", () => {
  const steps = world.countries.features
    .filter(({ properties }) => properties.name !== "Antarctica") // it is closed along the pole
    .flatMap(({ geometry }) => (geometry.coordinates as number[][][][]).flat())
    .flatMap((ring) => ring.slice(1).map(([lon = 0], index) => Math.abs(lon - (ring[index]?.[0] ?? 0))));
  expect(steps.filter((step) => step > 180)).toEqual([]);
  const edges = country("Russia").map((rings) => Math.max(...rings.flat().map(([lon = 0]) => lon)));
  expect(Math.max(...edges)).toBeGreaterThan(185);
  expect(
    Math.min(
      ...country("Russia")
        .flat(2)
        .map(([lon = 0]) => lon),
    ),
  ).toBeLessThan(-180);
});

test("Antarctica reaches the pole", () => {
  expect(
    Math.min(
      ...country("Antarctica")
        .flat(2)
        .map(([, lat = 0]) => lat),
    ),
  ).toBeLessThan(-89);
});

test("land is where Antarctica is", () => {
  // A point lies within if a line to the south of it crosses the outlines an odd number of times.
  const crossed = (ring: number[][], [x, y]: [number, number]) =>
    ring.slice(1).filter(([x1 = 0, y1 = 0], index) => {
      const [x0 = 0, y0 = 0] = ring[index] ?? [];
      return x0 > x !== x1 > x && y0 + ((x - x0) / (x1 - x0)) * (y1 - y0) < y;
    }).length;
  const within = (at: [number, number]) =>
    country("Antarctica").some((rings) => rings.reduce((sum, ring) => sum + crossed(ring, at), 0) % 2 === 1);
  for (let lon = -175; lon <= 175; lon += 10)
    expect([lon, within([lon, -87]), within([lon, -58])]).toEqual([lon, true, false]);
});

test("no line crosses the whole map", () => {
  const steps = [world.borders, world.coasts]
    .flatMap(({ geometry }) => geometry.coordinates)
    .flatMap((line) => line.slice(1).map(([lon = 0], index) => Math.abs(lon - (line[index]?.[0] ?? 0))));
  expect(steps.length).toBeGreaterThan(1000);
  expect(steps.filter((step) => step >= 180)).toEqual([]);
});

test("names stand in their countries, and large ones come first", () => {
  const label = (name: string) => world.labels.find((each) => each.name === name);
  const [lon, lat] = label("Brazil")?.at ?? [0, 0];
  expect([Math.round(lon / 10), Math.round(lat / 10)]).toEqual([-5, -1]);
  expect(label("Brazil")?.zoom).toBeLessThan(label("Luxembourg")?.zoom ?? 0);
});

test("land is lighter than the sea, also in the dark", () => {
  const token = (name: string) => name;
  expect(groundColors({ shade: "light", colors: OURS.light, token })).toMatchObject({
    sea: "sunken",
    land: "background",
  });
  expect(groundColors({ shade: "dark", colors: OURS.dark, token })).toMatchObject({
    sea: "background",
    land: "sunken",
  });
});
