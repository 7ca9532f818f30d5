/** The map below the maps: the world's countries as layers of deck.gl, in the colours of the page. */

import { PathLayer, SolidPolygonLayer, TextLayer } from "@deck.gl/layers";
import type { Look } from "../ui/look";
import { groundColors, type Label, type World } from "./world";

type Color = [number, number, number, number];
type Colors = [land: Color, line: Color, grid: Color, text: Color];
type Path = [number, number][];
/** Degrees. */
export type Box = [west: number, south: number, east: number, north: number];

/** A part of the world, and where it is. */
interface Piece<Shape> {
  shape: Shape;
  box: Box;
}

/** Points of a line that are drawn or left out together. */
const LENGTH = 64;

/** The ground below one map. What is far from the view is not drawn: without a graphics card each point costs time. */
export class Ground {
  private names = Number.NaN;
  private window: Box = [0, 0, 0, 0];
  private polygons: Path[][] = [];
  private lines: Path[] = [];

  constructor(private readonly world: World) {}

  /**
   * Takes note of the view: how near it is, and what is in it, null for everything.
   * Tells whether there are other layers to draw.
   */
  look(zoom: number, view: Box | null): boolean {
    const names = Math.floor(zoom * 2) / 2; // they come one after the other
    const moved = !fits(view ?? WHOLE, this.window);
    if (names === this.names && !moved) return false;
    this.names = names;
    if (moved) {
      this.window = around(view ?? WHOLE);
      const { polygons, lines } = piecesOf(this.world);
      this.polygons = within(polygons, this.window);
      this.lines = within(lines, this.window);
    }
    return true;
  }

  /** The layers in the colours of a look. */
  layers(look: Look): unknown[] {
    const colors = groundColors(look);
    const [land, line, grid, text] = [colors.land, colors.line, colors.grid, colors.text].map(rgba) as Colors;
    const quiet = { pickable: false, parameters: { depthWriteEnabled: false } };
    const paths = { getPath: (path: Path) => path, widthUnits: "pixels" as const, getWidth: 1 };
    const seen = this.world.labels.filter((label) => label.zoom <= this.names);
    return [
      new PathLayer({ ...quiet, ...paths, id: "lit-ground-graticule", data: GRATICULE, getColor: grid }),
      new SolidPolygonLayer({
        ...quiet,
        id: "lit-ground-land",
        data: this.polygons,
        getPolygon: (rings: Path[]) => rings,
        getFillColor: land,
      }),
      new PathLayer({ ...quiet, ...paths, id: "lit-ground-lines", data: this.lines, getColor: line }),
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
}

const WHOLE: Box = [-180, -90, 180, 90];

/** A window around a view, so that small moves change nothing. */
function around([west, south, east, north]: Box): Box {
  const [width, height] = [east - west, north - south];
  return [west - width, south - height, east + width, north + height];
}

/** Whether a view lies in a window that is not far too large for it. */
function fits([west, south, east, north]: Box, window: Box): boolean {
  const inside = west >= window[0] && south >= window[1] && east <= window[2] && north <= window[3];
  return inside && window[2] - window[0] <= 12 * (east - west);
}

/** What reaches into a window. The world goes on beyond its edges: each place is there once in 360 degrees. */
function within<Shape>(pieces: Piece<Shape>[], [west, south, east, north]: Box): Shape[] {
  return pieces
    .filter(
      ({ box }) =>
        box[1] <= north &&
        box[3] >= south &&
        [-360, 0, 360].some((turn) => box[0] + turn <= east && box[2] + turn >= west),
    )
    .map(({ shape }) => shape);
}

/** The world in pieces, made once. */
function piecesOf(world: World): { polygons: Piece<Path[]>[]; lines: Piece<Path>[] } {
  let pieces = PIECES.get(world);
  if (!pieces) {
    const polygons = world.countries.features.flatMap(({ geometry }) => geometry.coordinates as Path[][]);
    const lines = [...world.coasts.geometry.coordinates, ...world.borders.geometry.coordinates] as Path[];
    pieces = {
      polygons: polygons.map((shape) => ({ shape, box: boxOf(shape[0] ?? []) })),
      lines: lines.flatMap(cut).map((shape) => ({ shape, box: boxOf(shape) })),
    };
    PIECES.set(world, pieces);
  }
  return pieces;
}

const PIECES = new WeakMap<World, { polygons: Piece<Path[]>[]; lines: Piece<Path>[] }>();

/** A line in short pieces, of which each begins where the one before it ends. */
function cut(line: Path): Path[] {
  const pieces: Path[] = [];
  for (let start = 0; start < line.length - 1; start += LENGTH) pieces.push(line.slice(start, start + LENGTH + 1));
  return pieces;
}

function boxOf(path: Path): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of path) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

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
