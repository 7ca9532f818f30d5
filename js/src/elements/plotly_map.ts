/** The ground of Plotly's maps: the world's countries in the colours of the page, or a style of the author's. */

import type { Look } from "../ui/look";
import type { Dict } from "./plotly_theme";
import { groundColors, loadWorld, type World } from "./world";

const MAPS: ReadonlySet<string> = new Set(["scattermap", "choroplethmap", "densitymap"]);
/** What Plotly calls a map on which nothing lies but what is drawn. */
const BLANK = "white-bg";

/** Styles by their address, once they were fetched; null for those that could not be. */
const FETCHED = new Map<string, Promise<object | null>>();

/** A layout whose maps have a ground, and the styles among the author's that are not to be had. */
export async function grounded(data: Dict[], layout: Dict, look: Look): Promise<{ layout: Dict; missing: string[] }> {
  const names = new Set(
    data.filter(({ type }) => MAPS.has(String(type))).map((trace) => String(trace.subplot ?? "map")),
  );
  const missing: string[] = [];
  const changed: Dict = {};
  for (const name of names) {
    const map = (layout[name] ?? {}) as Dict;
    const style = await styleOf(map.style);
    if (style === null && typeof map.style === "string") missing.push(map.style);
    changed[name] = { ...map, style: style ?? ground(await loadWorld("near"), look) };
  }
  return { layout: { ...layout, ...changed }, missing };
}

/** The author's style; null where there is none, or it is on a server that the page cannot reach. */
async function styleOf(given: unknown): Promise<unknown> {
  if (typeof given !== "string") return given ?? null;
  if (given === BLANK) return given;
  if (!/^(https?:|\/)/.test(given)) return null;
  let fetched = FETCHED.get(given);
  if (!fetched) {
    fetched = fetch(given).then(
      (answer) => (answer.ok ? answer.json() : null),
      () => null,
    );
    FETCHED.set(given, fetched);
  }
  return fetched;
}

/** The world as MapLibre, which plotly.js holds, draws it. */
function ground({ countries, borders, coasts }: World, look: Look): object {
  const { sea, land, line } = groundColors(look);
  const stroke = { "line-color": line, "line-width": 1 };
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: countries },
      borders: { type: "geojson", data: borders },
      coasts: { type: "geojson", data: coasts },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": sea } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": land, "fill-antialias": false } },
      { id: "coasts", type: "line", source: "coasts", paint: stroke },
      { id: "borders", type: "line", source: "borders", paint: stroke },
    ],
  };
}
