/** The map below the maps: the world's countries as layers of deck.gl, in the colours of the page. */

import { PathLayer, SolidPolygonLayer, TextLayer } from "@deck.gl/layers";
import type { Look } from "../ui/look";
import { groundColors, type Label, type World } from "./world";

type Color = [number, number, number, number];
type Colors = [land: Color, line: Color, grid: Color, text: Color];
type Path = [number, number][];

/** The layers of the ground. `zoom` is how near the map is: names come one after the other. */
export function groundLayers(world: World, look: Look, zoom: number): unknown[] {
  const colors = groundColors(look);
  const [land, line, grid, text] = [colors.land, colors.line, colors.grid, colors.text].map(rgba) as Colors;
  const { polygons, lines } = shapesOf(world);
  const quiet = { pickable: false, parameters: { depthWriteEnabled: false } };
  const paths = { getPath: (path: Path) => path, widthUnits: "pixels" as const, getWidth: 1 };
  const seen = world.labels.filter((label) => label.zoom <= zoom);
  return [
    new PathLayer({ ...quiet, ...paths, id: "lit-ground-graticule", data: GRATICULE, getColor: grid }),
    new SolidPolygonLayer({
      ...quiet,
      id: "lit-ground-land",
      data: polygons,
      getPolygon: (rings: Path[]) => rings,
      getFillColor: land,
    }),
    new PathLayer({ ...quiet, ...paths, id: "lit-ground-lines", data: lines, getColor: line }),
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

/** What the layers draw, the same for all maps: deck.gl leaves a layer as it is whose data is the same. */
function shapesOf(world: World): { polygons: Path[][]; lines: Path[] } {
  let shapes = SHAPES.get(world);
  if (!shapes) {
    shapes = {
      polygons: world.countries.features.flatMap(({ geometry }) => geometry.coordinates as Path[][]),
      lines: [...world.coasts.geometry.coordinates, ...world.borders.geometry.coordinates] as Path[],
    };
    SHAPES.set(world, shapes);
  }
  return shapes;
}

const SHAPES = new WeakMap<World, { polygons: Path[][]; lines: Path[] }>();

const GRATICULE: Path[] = [
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
