import { feature } from "topojson-client";
import { expect, test } from "vitest";
import { bordersOf, provide } from "./plotly_geo";

type Borders = Parameters<typeof feature>[0];
const assets = () =>
  (globalThis as unknown as { PlotlyGeoAssets: { topojson: Record<string, Borders> } }).PlotlyGeoAssets;

test("a figure names the borders that it needs", () => {
  const data = [{ type: "choropleth" }, { type: "scattergeo", geo: "geo2" }, { type: "bar" }];
  const layout = { geo: { scope: "north america" }, geo2: { resolution: 50 } };
  expect(bordersOf(data, layout)).toEqual(["north-america_110m", "world_50m"]);
  expect(bordersOf([{ type: "choropleth", locationmode: "USA-states" }], {})).toEqual(["usa_110m"]);
  expect(bordersOf([{ type: "scatter" }], layout)).toEqual([]);
});

test("countries have three letters and states have two", async () => {
  await provide(["usa_110m", "world_110m"]);
  const { usa_110m: usa, world_110m: world } = assets().topojson;
  if (!usa || !world) throw new Error("no borders");
  const places = (from: Borders, layer: string) => {
    const found = feature(from, from.objects[layer] as never) as unknown as GeoJSON.FeatureCollection;
    return new Map(found.features.map((place) => [String(place.id), place]));
  };
  expect([...places(world, "countries").keys()]).toEqual(expect.arrayContaining(["NOR", "PER", "FRA", "USA"]));
  expect(places(world, "subunits").size).toBe(0);
  const texas = places(usa, "subunits").get("TX");
  expect(texas?.properties).toMatchObject({ name: "Texas", gu: "USA" });
  // Two atlases that are packed differently lie in one: each place must still be where it is.
  const corners = (place: GeoJSON.Feature | undefined) =>
    ((place?.geometry ?? { coordinates: [] }) as GeoJSON.Polygon).coordinates.flat(9) as unknown as number[];
  const [lon = 0, lat = 0] = corners(texas);
  expect([lon > -107 && lon < -93, lat > 25 && lat < 37]).toEqual([true, true]);
  expect(corners(places(usa, "countries").get("NOR"))[1]).toBeGreaterThan(57);
});
