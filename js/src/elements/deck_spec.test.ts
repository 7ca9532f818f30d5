import type { Layer } from "@deck.gl/core";
import { expect, test } from "vitest";
import { NONE } from "./deck_selection";
import { parts } from "./deck_spec";

const ROWS = { format: "json" as const, data: new TextEncoder().encode('[{"lon":1,"lat":2,"size":3}]') };
const LAYER = {
  "@@type": "ScatterplotLayer",
  id: "dots",
  data: { "@@rows": 0 },
  getPosition: "@@=[lon, lat]",
  getRadius: "@@=size * 2",
  getFillColor: [1, 2, 3],
};

test("layers get their rows, and expressions become accessors", () => {
  const spec = JSON.stringify({ layers: [LAYER], initialViewState: { zoom: 3 } });
  const { layers, views, initialViewState, earth } = parts(spec, [ROWS], NONE);
  const [layer] = layers as [Layer<{ getPosition: CallableFunction; getRadius: CallableFunction }>];
  expect(layer.id).toBe("dots");
  expect(layer.props.data).toEqual([{ lon: 1, lat: 2, size: 3 }]);
  expect([layer.props.getPosition({ lon: 1, lat: 2 }), layer.props.getRadius({ size: 3 })]).toEqual([[1, 2], 6]);
  expect([views, initialViewState, earth]).toEqual([null, { zoom: 3 }, true]);
});

test("expressions call nothing", () => {
  const spec = JSON.stringify({ layers: [{ ...LAYER, getPosition: "@@=alert(1)" }] });
  expect(() => parts(spec, [ROWS], NONE)).toThrow("Function calls not allowed");
});

test("a map of nothing on earth has no ground", () => {
  expect(parts('{"layers":[],"views":[{"@@type":"OrthographicView"}]}', [], NONE).earth).toBe(false);
  const { earth, views } = parts('{"layers":[],"views":[{"@@type":"MapView","controller":true}]}', [], NONE);
  expect([earth, views]).toMatchObject([true, [{ props: { repeat: true, controller: true } }]]);
});

test("a layer that nobody knows is named", () => {
  const spec = '{"layers":[{"@@type":"NoSuchLayer"}]}';
  expect(() => parts(spec, [], NONE)).toThrow("deck.gl has no layer or view of the type “NoSuchLayer”.");
});
