/** The world's countries, from a file that comes with the page, and the colours to draw them in. */

import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Look } from "../ui/look";

export type Countries = FeatureCollection<MultiPolygon, { name: string }>;
/** A country's name, where it is written, and from which zoom on. */
export interface Label {
  name: string;
  at: [number, number];
  zoom: number;
}

/** The world as it is drawn. */
export interface World {
  countries: Countries;
  borders: Feature<MultiLineString>;
  coasts: Feature<MultiLineString>;
  labels: Label[];
}

/** How exactly: a tenth of the points are enough where the whole world is in view. */
export type Detail = "far" | "near";

const ATLASES = {
  far: () => import("world-atlas/countries-110m.json"),
  near: () => import("world-atlas/countries-50m.json"),
};
const WORLDS: Partial<Record<Detail, Promise<World>>> = {};

/** The world, read once. */
export function loadWorld(detail: Detail): Promise<World> {
  WORLDS[detail] ??= ATLASES[detail]().then(({ default: atlas }) => worldOf(atlas as unknown as Topology));
  return WORLDS[detail];
}

export function worldOf(atlas: Topology): World {
  const places = atlas.objects.countries as GeometryCollection<{ name: string }>;
  const round = feature(atlas, places) as FeatureCollection<Polygon | MultiPolygon, { name: string }>;
  const countries = { ...round, features: round.features.map((country) => ({ ...country, geometry: flat(country) })) };
  const line = (lines: MultiLineString) => ({ type: "Feature" as const, properties: {}, geometry: cut(lines) });
  return {
    countries,
    borders: line(mesh(atlas, places, (one, other) => one !== other)),
    coasts: line(mesh(atlas, places, (one, other) => one === other)),
    labels: countries.features.map(labelOf),
  };
}

/**
 * A country as it lies on a flat map.
 *
 * Atlases are round: outlines go on from 180° east to 180° west, and once around a pole. Here they go on beyond the edge,
 * and what is beyond one edge is there a second time within the other.
 */
function flat({ geometry }: Feature<Polygon | MultiPolygon>): MultiPolygon {
  const outlines = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const coordinates = outlines.flatMap((rings) => {
    const own = rings.filter((ring) => !isPole(ring)).map((ring) => unrolled(ring as [number, number][]));
    const edges = own.flat().map(([lon]) => lon);
    const [west, east] = [Math.min(...edges), Math.max(...edges)];
    const by = east > 180 ? -360 : west < -180 ? 360 : 0;
    return by === 0 ? [own] : [own, own.map((ring) => ring.map(([lon, lat]) => [lon + by, lat]))];
  });
  return { type: "MultiPolygon", coordinates };
}

/** Whether a ring is what an atlas leaves open around a pole: on a flat map land goes on to the edge. */
function isPole(ring: Polygon["coordinates"][number]): boolean {
  return ring.every(([, lat = 0]) => Math.abs(lat) > 89.9);
}

function unrolled(ring: [number, number][]): [number, number][] {
  let turn = 0;
  const points = ring.map(([lon, lat], index): [number, number] => {
    const step = lon - (ring[index - 1]?.[0] ?? lon);
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [lon + turn, lat];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || Math.abs(last[0] - first[0]) < 180) return points;
  const pole = Math.sign(first[1]) * 89.9;
  return [...points, [last[0], pole], [first[0], pole], first];
}

/** Lines without the steps from one edge of the map to the other. */
function cut({ type, coordinates }: MultiLineString): MultiLineString {
  const parts: MultiLineString["coordinates"] = [];
  for (const line of coordinates) {
    let start = 0;
    for (let index = 1; index <= line.length; index++) {
      const [[from = 0] = [], [to = 0] = []] = [line[index - 1], line[index]];
      if (index < line.length && Math.abs(to - from) < 180) continue;
      if (index - start > 1) parts.push(line.slice(start, index));
      start = index;
    }
  }
  return { type, coordinates: parts };
}

/** A name stands in the middle of the largest part, and is there once the part is large enough. */
function labelOf({ geometry, properties }: Countries["features"][number]): Label {
  let largest = { area: -1, at: [0, 0] as [number, number] };
  for (const [ring = []] of geometry.coordinates) {
    const found = middle(ring as [number, number][]);
    if (found.area > largest.area) largest = found;
  }
  // At zoom 0 the world is 512 pixels wide; a letter takes about 7.
  const width = Math.sqrt(largest.area) * (512 / 360);
  return {
    name: properties.name,
    at: largest.at,
    zoom: Math.max(1, Math.log2((properties.name.length * 6) / width)),
  };
}

function middle(ring: [number, number][]): { area: number; at: [number, number] } {
  let [area, x, y] = [0, 0, 0];
  for (let index = 0; index + 1 < ring.length; index++) {
    const [[x0, y0], [x1, y1]] = [ring[index], ring[index + 1]] as [[number, number], [number, number]];
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return { area: Math.abs(area), at: area === 0 ? (ring[0] ?? [0, 0]) : [x / (6 * area), y / (6 * area)] };
}

/** The colours of the ground; the sea is the colour of what the map lies on. */
export function groundColors(look: Look): { sea: string; land: string; line: string; grid: string; text: string } {
  const dark = look.shade === "dark";
  return {
    sea: look.token(dark ? "background" : "sunken"),
    land: look.token(dark ? "sunken" : "background"),
    line: look.token("border-strong"),
    grid: look.token("border"),
    text: look.token("muted"),
  };
}
