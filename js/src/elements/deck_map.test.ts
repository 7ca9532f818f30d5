import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DEFAULTS, type PydeckChart } from "../protocol";
import { DeckMap } from "./deck_map";

interface Props {
  layers: { id: string }[];
  initialViewState?: Record<string, number>;
  onClick?(info: object): void;
  onViewStateChange?(change: { viewState: object }): void;
  onError?(error: Error, layer: object): void;
}

/** Stands for deck.gl's own map, which needs WebGL. */
const deck = vi.hoisted(() => ({ props: [] as Props[], finalized: 0, seen: [] as unknown[] }));
const base = vi.hoisted(() => ({ made: [] as string[], closed: 0, fail: (): void => undefined }));

vi.mock("@deck.gl/core", async (original) => ({
  ...(await original<object>()),
  Deck: class {
    constructor(props: Props) {
      deck.props.push(props);
    }
    setProps(props: Props) {
      deck.props.push(props);
    }
    finalize() {
      deck.finalized += 1;
    }
  },
}));

vi.mock("./world", () => ({ groundColors: () => ({ sea: "blue" }), loadWorld: async (detail: string) => detail }));

vi.mock("./deck_ground", () => ({
  Ground: class {
    constructor(private readonly world: string) {}
    look(zoom: number, view: number[] | null) {
      deck.seen = [this.world, zoom, view?.map(Math.round) ?? null];
      return true;
    }
    layers() {
      return [{ id: "ground" }];
    }
  },
}));

vi.mock("./deck_style", () => ({
  Base: class {
    constructor(_place: unknown, style: string, fail: () => void) {
      base.made.push(style);
      base.fail = fail;
    }
    look() {}
    resize() {}
    close() {
      base.closed += 1;
    }
  },
}));

// Nothing is drawn here.
vi.mock("./deck_frames", () => ({
  Frames: class {
    wake() {}
    close() {}
  },
}));

const reports = { failed: vi.fn(), note: vi.fn(), selected: vi.fn() };
let map: DeckMap;

function message(given: Partial<PydeckChart> = {}): PydeckChart {
  const layers = [{ "@@type": "ScatterplotLayer", id: "dots", data: [], pickable: true, getFillColor: [1, 2, 3] }];
  const spec = JSON.stringify({ layers, initialViewState: { longitude: 10, latitude: 50, zoom: 4 } });
  return { ...DEFAULTS.pydeck_chart, kind: "pydeck_chart", spec, ...given } as PydeckChart;
}

const last = () => deck.props.at(-1) as Props;
const names = () => last().layers.map(({ id }) => id);

beforeEach(() => {
  Object.assign(deck, { props: [], finalized: 0 });
  Object.assign(base, { made: [], closed: 0 });
  for (const report of Object.values(reports)) report.mockClear();
  const [holder, below] = [document.createElement("div"), document.createElement("div")];
  Object.defineProperty(holder, "clientWidth", { value: 600 });
  Object.defineProperty(holder, "clientHeight", { value: 300 });
  map = new DeckMap(holder, below, reports);
});

afterEach(() => map.close());

test("a map stands on the world's countries", async () => {
  map.draw(message(), null);
  expect(last().initialViewState).toMatchObject({ longitude: 10, latitude: 50, zoom: 4 });
  await vi.waitFor(() => expect(names()).toEqual(["ground", "dots"]));
});

test("the ground is as exact as can be seen, where it is in view", async () => {
  map.draw(message(), null);
  await vi.waitFor(() => expect(deck.seen).toEqual(["near", 4, [-3, 46, 23, 54]]));
  const look = (zoom: number) =>
    deck.props[0]?.onViewStateChange?.({ viewState: { longitude: 10, latitude: 50, zoom } });
  look(1);
  await vi.waitFor(() => expect(deck.seen).toEqual(["far", 1, [-95, 5, 115, 74]]));
  const globe = JSON.stringify({ views: [{ "@@type": "_GlobeView" }], layers: [], initialViewState: { zoom: 3 } });
  map.draw(message({ spec: globe }), null);
  await vi.waitFor(() => expect(deck.seen).toEqual(["near", 3, null]));
});

test("the reader's view stays, until the author asks for another", () => {
  map.draw(message(), null);
  map.draw(message({ alt: "New" }), null);
  expect(last().initialViewState).toBeUndefined();
  map.draw(message({ spec: '{"layers":[],"initialViewState":{"zoom":7}}' }), null);
  expect(last().initialViewState).toMatchObject({ zoom: 7 });
});

test("all points are in view", () => {
  map.draw(message({ bounds: [-77, -12, 11, 60] }), null);
  const { longitude, latitude, zoom } = last().initialViewState ?? {};
  expect([Math.round(longitude ?? 0), (latitude ?? 0) > 20, (zoom ?? 9) < 2]).toEqual([-33, true, true]);
  map.draw(message({ bounds: [11, 60, 11, 60] }), null);
  expect(last().initialViewState?.zoom).toBe(12);
});

test("clicks select, where Python follows", () => {
  const click = (index: number) => deck.props[0]?.onClick?.({ index, layer: { id: "dots" }, object: { name: "Oslo" } });
  map.draw(message(), null);
  click(2);
  expect(reports.selected).not.toHaveBeenCalled();
  map.draw(message({ id: "m" }), null);
  click(2);
  expect(reports.selected).toHaveBeenCalledWith({ indices: { dots: [2] }, objects: { dots: [{ name: "Oslo" }] } });
  click(-1);
  expect(reports.selected).toHaveBeenLastCalledWith({ indices: {}, objects: {} });
});

test("what Python selects is shown", () => {
  map.draw(message({ id: "m" }), null);
  const before = deck.props.length;
  map.mark({ indices: {}, objects: {} });
  expect(deck.props).toHaveLength(before);
  map.mark({ indices: { dots: [0] }, objects: { dots: [{}] } });
  expect(deck.props.length).toBeGreaterThan(before);
});

test("buttons look nearer, and no further away than the world", () => {
  map.draw(message(), null);
  map.zoom(1);
  expect(deck.props.some(({ initialViewState }) => initialViewState?.zoom === 5)).toBe(true);
  map.zoom(-9);
  expect(deck.props.some(({ initialViewState }) => initialViewState?.zoom === 0)).toBe(true);
});

test("the author's base map lies below, and ours where it is not to be had", async () => {
  map.draw(message({ style: "https://tiles.invalid/style.json" }), null);
  await vi.waitFor(() => expect(base.made).toEqual(["https://tiles.invalid/style.json"]));
  await vi.waitFor(() => expect(names()).toEqual(["dots"]));
  base.fail();
  expect(reports.note).toHaveBeenLastCalledWith("base", "https://tiles.invalid/style.json");
  await vi.waitFor(() => expect(names()).toEqual(["ground", "dots"]));
  expect(base.closed).toBe(1);
});

test("a style of Mapbox is not to be had, and none is none", () => {
  map.draw(message({ style: "mapbox://styles/mapbox/dark-v9" }), null);
  expect(reports.note).toHaveBeenCalledWith("base", "mapbox://styles/mapbox/dark-v9");
  map.draw(message({ style: "none" }), null);
  expect(names()).toEqual(["dots"]);
});

test("failures are told: of the map, and of a layer", () => {
  map.draw(message({ spec: '{"layers":[{"@@type":"NoSuchLayer"}]}' }), null);
  expect(reports.failed.mock.calls).toEqual([[new Error("deck.gl has no layer or view of the type “NoSuchLayer”.")]]);
  map.draw(message(), null);
  deck.props[0]?.onError?.(new Error("no data"), { id: "dots" });
  expect(reports.note).toHaveBeenLastCalledWith("layer", "dots: no data");
});

test("a closed map is given back", () => {
  map.draw(message(), null);
  map.close();
  expect(deck.finalized).toBe(1);
});
