/** The borders that maps of Plotly draw: plotly.js would fetch them from a server of its own. */

import type { Objects, Topology } from "topojson-specification";
import type { Dict } from "./plotly_theme";

type Assets = { topojson: Record<string, object> };
type Atlas = Topology<Objects<{ name?: string }>>;

const EMPTY = { type: "GeometryCollection" as const, geometries: [] };

/** The names of the borders that a figure needs, as plotly.js calls them. */
export function bordersOf(data: Dict[], layout: Dict): string[] {
  const geos = data.filter(({ type }) => type === "choropleth" || type === "scattergeo");
  const template = ((layout.template as Dict | undefined)?.layout as Dict | undefined)?.geo as Dict | undefined;
  const names = geos.map((trace) => {
    const geo = { ...template, ...(layout[String(trace.geo ?? "geo")] as Dict | undefined) };
    // plotly.js takes the scope of a map from what is drawn on it, where nothing else is said.
    const scope = geo.scope ?? (trace.locationmode === "USA-states" ? "usa" : "world");
    return `${String(scope).replaceAll(" ", "-")}_${geo.resolution === 50 ? 50 : 110}m`;
  });
  return [...new Set(names)];
}

/** Puts borders where plotly.js looks for them before it fetches any. */
export async function provide(names: string[]): Promise<void> {
  const holder = globalThis as { PlotlyGeoAssets?: Assets };
  holder.PlotlyGeoAssets ??= { topojson: {} };
  const { topojson } = holder.PlotlyGeoAssets;
  const missing = names.filter((name) => topojson[name] === undefined);
  await Promise.all(
    missing.map(async (name) => {
      const world = name.endsWith("_50m")
        ? await import("world-atlas/countries-50m.json")
        : await import("world-atlas/countries-110m.json");
      const states = name.startsWith("usa_") ? await import("us-atlas/states-10m.json") : null;
      const { ALPHA3, POSTAL } = await import("./plotly_codes");
      topojson[name] = borders(
        world.default as unknown as Atlas,
        states && (states.default as unknown as Atlas),
        ALPHA3,
        POSTAL,
      );
    }),
  );
}

/** One topology with the layers of plotly.js: countries by three letters, American states by two. */
export function borders(
  world: Atlas,
  states: Atlas | null,
  alpha3: Record<string, string>,
  postal: Record<string, string>,
): object {
  const { countries = EMPTY, land = EMPTY } = world.objects;
  const of = (places: object, codes: Record<string, string>, shift: number, properties: object) => ({
    type: "GeometryCollection",
    geometries: (places as typeof EMPTY).geometries.map((place: Dict) => ({
      ...place,
      id: codes[String(place.id)] ?? String((place.properties as Dict | undefined)?.name ?? ""),
      arcs: shifted(place.arcs, shift),
      properties: { ...(place.properties as Dict | undefined), ...properties },
    })),
  });
  const count = world.arcs.length;
  return {
    type: "Topology",
    arcs: [...unpacked(world), ...(states ? unpacked(states) : [])],
    objects: {
      countries: of(countries, alpha3, 0, {}),
      land,
      coastlines: land,
      ocean: EMPTY,
      lakes: EMPTY,
      rivers: EMPTY,
      subunits: states ? of(states.objects.states ?? EMPTY, postal, count, { gu: "USA" }) : EMPTY,
    },
  };
}

/** The arcs of a topology in degrees: those of two topologies are packed differently. */
function unpacked({ arcs, transform }: Atlas): number[][][] {
  if (!transform) return arcs;
  const [[scaleX, scaleY], [fromX, fromY]] = [transform.scale, transform.translate];
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]) => {
      x += dx;
      y += dy;
      return [x * scaleX + fromX, y * scaleY + fromY];
    });
  });
}

/** Positions of arcs, nested as they are, counted from elsewhere; ~n is arc n, backwards. */
function shifted(arcs: unknown, by: number): unknown {
  if (Array.isArray(arcs)) return arcs.map((each) => shifted(each, by));
  const position = arcs as number;
  return position < 0 ? position - by : position + by;
}
