import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Json, PydeckChart } from "../protocol";
import { drawn } from "../testing/draw";
import type { Reports } from "./deck_map";

/** Stands for the map, which needs WebGL. */
const map = vi.hoisted(() => ({
  drawn: [] as PydeckChart[],
  marked: [] as Json[],
  zoomed: [] as number[],
  reports: {} as Reports,
}));

vi.mock("./deck_map", () => ({
  DeckMap: class {
    constructor(_holder: unknown, _below: unknown, reports: Reports) {
      map.reports = reports;
    }
    draw(message: PydeckChart) {
      map.drawn.push(message);
    }
    mark(value: Json) {
      map.marked.push(value);
    }
    zoom(steps: number) {
      map.zoomed.push(steps);
    }
    close() {}
  },
}));

let webgl: object | null;

beforeEach(() => {
  map.drawn.length = 0;
  map.zoomed.length = 0;
  webgl = {};
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(() => webgl as never);
});

const ELEMENT = { kind: "pydeck_chart", spec: '{"layers":[]}', id: "m", default: {}, height: 300 };

test("a map has a role and the author's description", async () => {
  const app = drawn([ELEMENT]);
  const plain = await screen.findByRole("application", { name: "Map" });
  expect(plain.dataset.testid).toBe("stDeckGlJsonChart");
  app.put([0, 0], { ...ELEMENT, alt: "Cities" });
  expect(screen.getByRole("application", { name: "Cities" })).toBe(plain);
  expect(map.drawn).toHaveLength(2);
});

test("what is selected is told to Python, and what Python selects is shown", async () => {
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stDeckGlJsonChart");
  act(() => map.reports.selected({ indices: { a: [1] } }));
  await vi.waitFor(() => expect(app.sent).toMatchObject([{ values: { m: { indices: { a: [1] } } } }]));
  app.receive({ type: "values", values: { m: { indices: {} } } });
  expect(map.marked.at(-1)).toEqual({ indices: {} });
});

test("what the reader should know stands on the map", async () => {
  drawn([ELEMENT]);
  const place = await screen.findByTestId("stDeckGlJsonChart");
  act(() => map.reports.note("base", "https://tiles.invalid"));
  act(() => map.reports.note("layer", "dots: no data"));
  expect(place.textContent).toBe(
    "Map tiles of https://tiles.invalid are not available here. Shown are the borders of countries." +
      "A layer could not be drawn: dots: no data",
  );
  act(() => map.reports.note("base", '{"version":8}'));
  act(() => map.reports.note("layer", null));
  expect(place.textContent).toBe(
    "Map tiles of the app’s own style are not available here. Shown are the borders of countries.",
  );
});

test("a map that cannot be drawn says so, until another comes", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const app = drawn([ELEMENT]);
  await screen.findByTestId("stDeckGlJsonChart");
  act(() => map.reports.failed(new Error("no such layer")));
  expect(screen.getByText("Error: no such layer")).toBeTruthy();
  app.put([0, 0], { ...ELEMENT, alt: "Another" });
  expect(await screen.findByTestId("stDeckGlJsonChart")).toBeTruthy();
  expect(quiet).toHaveBeenCalled();
});

test("buttons look nearer and further away", async () => {
  drawn([ELEMENT]);
  await userEvent.click(await screen.findByRole("button", { name: "Zoom in" }));
  await userEvent.click(screen.getByRole("button", { name: "Zoom out" }));
  expect(map.zoomed).toEqual([1, -1]);
});

test("a browser without WebGL is told so", async () => {
  webgl = null;
  drawn([ELEMENT]);
  expect(await screen.findByText("This browser cannot draw maps: it has no WebGL.")).toBeTruthy();
  expect(map.drawn).toEqual([]);
});
