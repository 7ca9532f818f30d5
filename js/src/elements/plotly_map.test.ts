import { afterEach, expect, test, vi } from "vitest";
import { OURS } from "../theme/chart_colors";
import type { Look } from "../ui/look";
import { grounded } from "./plotly_map";

const LOOK: Look = { shade: "light", colors: OURS.light, token: (name) => `<${name}>` };
const DOTS = [{ type: "scattermap" }];

interface Style {
  sources: object;
  layers: { id: string; paint: object }[];
}

async function styleWith(style: unknown, data: { type: string }[] = DOTS) {
  const { layout, missing } = await grounded(data, { map: { zoom: 2, style } }, LOOK);
  return { map: layout.map as { zoom: number; style: Style }, missing };
}

afterEach(() => vi.unstubAllGlobals());

test("a map lies on the world's countries", async () => {
  const { map, missing } = await styleWith(undefined);
  expect(map.style.layers.map(({ id }) => id)).toEqual(["sea", "land", "coasts", "borders"]);
  expect(map.style.layers[0]?.paint).toEqual({ "background-color": "<sunken>" });
  expect([map.zoom, missing]).toEqual([2, []]);
});

test("a style that Plotly would fetch is named, and ours stands in", async () => {
  const { map, missing } = await styleWith("carto-positron");
  expect([Object.keys(map.style.sources), missing]).toEqual([["countries", "borders", "coasts"], ["carto-positron"]]);
});

test("the author's own style is taken where it can be had", async () => {
  const own = { version: 8, sources: {}, layers: [] };
  expect((await styleWith(own)).map.style).toBe(own);
  expect((await styleWith("white-bg")).map.style).toBe("white-bg");
  const fetched = vi.fn(async (url: string) => ({ ok: url.endsWith("there.json"), json: async () => own }));
  vi.stubGlobal("fetch", fetched);
  expect(await styleWith("https://tiles.invalid/there.json")).toMatchObject({ map: { style: own }, missing: [] });
  expect((await styleWith("https://tiles.invalid/gone.json")).missing).toEqual(["https://tiles.invalid/gone.json"]);
  await styleWith("https://tiles.invalid/there.json");
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("charts without maps are left as they are", async () => {
  const layout = { xaxis: {} };
  expect(await grounded([{ type: "bar" }], layout, LOOK)).toEqual({ layout, missing: [] });
});
