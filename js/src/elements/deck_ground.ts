/** The map below the maps: the world's countries as layers of deck.gl, in the colours of the page. */

import { GeoJsonLayer, PathLayer, TextLayer } from "@deck.gl/layers";
import type { Look } from "../ui/look";
import { groundColors, type Label, type World } from "./world";

type Color = [number, number, number, number];

/** The layers of the ground. `zoom` is how near the map is: names come one after the other. */
export function groundLayers({ countries, borders, coasts, labels }: World, look: Look, zoom: number): unknown[] {
  const colors = groundColors(look);
  const [land, line, grid, text] = [colors.land, colors.line, colors.grid, colors.text].map(rgba) as [
    Color,
    Color,
    Color,
    Color,
  ];
  const quiet = { pickable: false, parameters: { depthWriteEnabled: false } };
  const stroke = { lineWidthUnits: "pixels" as const, filled: false, stroked: true };
  const seen = labels.filter((label) => label.zoom <= zoom);
  return [
    new PathLayer({
      ...quiet,
      id: "lit-ground-graticule",
      data: GRATICULE,
      getPath: (path: [number, number][]) => path,
      getColor: grid,
      widthUnits: "pixels",
      getWidth: 1,
    }),
    new GeoJsonLayer({ ...quiet, id: "lit-ground-land", data: countries, stroked: false, getFillColor: land }),
    new GeoJsonLayer({
      ...quiet,
      ...stroke,
      id: "lit-ground-coasts",
      data: coasts,
      getLineColor: line,
      getLineWidth: 1,
    }),
    new GeoJsonLayer({
      ...quiet,
      ...stroke,
      id: "lit-ground-borders",
      data: borders,
      getLineColor: line,
      getLineWidth: 0.75,
    }),
    seen.length > 0 &&
      new TextLayer<Label>({
        ...quiet,
        id: "lit-ground-names",
        data: seen,
        getText: ({ name }) => name,
        getPosition: ({ at }) => at,
        getColor: text,
        getSize: 11,
        fontFamily: look.token("font"),
        characterSet: "auto",
        fontSettings: { sdf: true, fontSize: 40, buffer: 6 },
        outlineWidth: 2,
        outlineColor: land,
      }),
  ];
}

const GRATICULE: [number, number][][] = [
  ...steps(-180, 150, 30).map((lon) => steps(-85, 85, 5).map((lat) => [lon, lat] as [number, number])),
  ...steps(-60, 60, 30).map((lat) => steps(-180, 180, 5).map((lon) => [lon, lat] as [number, number])),
];

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** A colour of the sheet as four numbers. */
function rgba(css: string): Color {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!brush) return [128, 128, 128, 255];
  brush.canvas.width = 1;
  brush.canvas.height = 1;
  brush.fillStyle = css;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, opacity = 255] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, opacity];
}
