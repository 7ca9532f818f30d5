import { expect, test } from "vitest";
import type { VegaLiteChart } from "../protocol";
import { DEFAULTS } from "../protocol";
import { isSingle, type Prepared, prepared, preselect, type Spec, sourceOf, TITLE } from "./vega_spec";

const ROOM = { width: 700, height: 400 };
const PALETTE = { red: "#e00", primary: "#c40" };

function chart(spec: object, more: Partial<VegaLiteChart> = {}): Prepared {
  const message = { ...DEFAULTS.vega_lite_chart, kind: "vega_lite_chart", spec: JSON.stringify(spec), ...more };
  return prepared(message as VegaLiteChart, ROOM, PALETTE);
}

const BAR = { mark: "bar", encoding: { x: { field: "a" } } };

test("a chart is as wide as its place, and as high as the author says", () => {
  expect(chart(BAR).size).toEqual({ width: 700 });
  expect(chart(BAR).spec).toMatchObject({ width: 700 });
  expect(chart({ ...BAR, width: 100, height: 50 }, { width: 300, height: 200 }).spec).toMatchObject({
    width: 700,
    height: 200,
  });
  expect(chart(BAR, { height: "stretch" }).size).toEqual({ width: 700, height: 400 });
  expect(chart({ ...BAR, width: 100, height: 50 }, { width: "content" }).spec).toMatchObject({
    width: 100,
    height: 50,
  });
  expect(chart(BAR, { width: "content" }).size).toEqual({});
});

test("several views lay themselves out, but those below each other are as wide as the place", () => {
  const faceted = { ...BAR, encoding: { column: { field: "k" } } };
  expect(isSingle(faceted as unknown as Spec)).toBe(false);
  expect(chart(faceted).size).toEqual({});
  expect(chart({ hconcat: [BAR, BAR], autosize: { type: "fit", contains: "padding" } }).spec).toMatchObject({
    autosize: { type: "pad", contains: "padding" },
    hconcat: [BAR, BAR],
  });
  const below = chart({ vconcat: [BAR, { hconcat: [BAR] }] });
  expect(below.spec.vconcat).toEqual([{ ...BAR, width: 700 }, { hconcat: [BAR] }]);
  expect(below.size).toEqual({});
});

test("a title can be changed later", () => {
  const { spec, title } = chart({ ...BAR, title: "k = 1", params: [{ name: "other", value: 1 }] });
  expect(title).toBe("k = 1");
  expect(spec.title).toEqual({ text: { expr: TITLE } });
  expect(spec.params).toEqual([
    { name: "other", value: 1 },
    { name: TITLE, value: "k = 1" },
  ]);
  const styled = chart({ ...BAR, title: { text: "k = 1", anchor: "end" } });
  expect([styled.title, styled.spec.title]).toEqual(["k = 1", { text: { expr: TITLE }, anchor: "end" }]);
});

test("titles of several lines, and no titles, stay as they are", () => {
  for (const title of [["one", "two"], { text: ["one"] }, { text: { expr: "a" } }, null, ""]) {
    const made = chart({ ...BAR, title });
    expect([made.title, made.spec.title]).toEqual([null, title]);
  }
});

test("rows in the specification go apart", () => {
  const values = [{ a: 1 }, { a: 2 }];
  const { spec, rows } = chart({ ...BAR, data: { values } });
  expect(rows).toEqual([{ name: "jupyterlit_data", values }]);
  expect(spec.data).toEqual({ name: "jupyterlit_data" });
  expect(chart({ ...BAR, data: { values, name: "mine" } }).rows[0]?.name).toBe("mine");
});

test("what is no list of rows stays in the specification", () => {
  for (const data of [
    { values: "a,b", format: { type: "csv" } },
    { values: [1, 2] },
    { url: "x.json" },
    { name: "d" },
  ]) {
    const made = chart({ ...BAR, data });
    expect([made.rows, made.spec.data]).toEqual([[], data]);
  }
});

test("charts that differ in rows, title and size have the same source", () => {
  const one = chart({ ...BAR, title: "one", data: { values: [{ a: 1 }] } });
  const two = prepared(
    {
      ...DEFAULTS.vega_lite_chart,
      spec: JSON.stringify({ ...BAR, title: "two", data: { values: [] } }),
    } as VegaLiteChart,
    { width: 500, height: 100 },
  );
  expect(sourceOf(two)).toBe(sourceOf(one));
  expect(sourceOf(chart({ ...BAR, title: "one", data: { values: [] } }, { width: "content" }))).not.toBe(sourceOf(one));
  expect(sourceOf(chart({ ...BAR, mark: "line", title: "one", data: { values: [] } }))).not.toBe(sourceOf(one));
});

test("colours that are called by name are those of the theme, in every view", () => {
  const coloured = (color: object) => ({ mark: "bar", encoding: { color } });
  const scale = { range: ["red", "#123456", "primary", 3] };
  const { spec } = chart({
    encoding: { stroke: { value: "red" }, y: { value: "red" } },
    layer: [coloured({ value: "primary" }), coloured({ field: "k", scale }), coloured({ value: "teal" })],
  });
  expect(spec).toMatchObject({
    encoding: { stroke: { value: "#e00" }, y: { value: "red" } },
    layer: [
      coloured({ value: "#c40" }),
      coloured({ scale: { range: ["#e00", "#123456", "#c40", 3] } }),
      coloured({ value: "teal" }),
    ],
  });
});

test("lines among layers tell nothing of their first row", () => {
  const tooltip = [{ field: "a" }];
  const { spec } = chart({
    encoding: { tooltip },
    layer: [{ mark: { type: "line" } }, { mark: "point" }, { mark: "area", encoding: { tooltip: { field: "b" } } }],
  });
  expect(spec.layer).toEqual([
    { mark: { type: "line" }, encoding: { tooltip: null } },
    { mark: "point" },
    { mark: "area", encoding: { tooltip: { field: "b" } } },
  ]);
});

test("a specification of Vega itself stays as it is", () => {
  const vega = { $schema: "https://vega.github.io/schema/vega/v6.json", title: "x", marks: [] };
  expect(chart(vega)).toEqual({ spec: vega, title: null, rows: [], size: {}, hover: null });
});

test("what is selected is selected from the start", () => {
  const params = [
    { name: "pick", select: { type: "point", fields: ["k"] } },
    { name: "brush", select: "interval" },
    { name: "zoom", select: "interval", bind: "scales" },
    { name: "plain", value: 1 },
  ];
  const spec = { layer: [{ mark: "point", params }], encoding: { x: { field: "a" }, y: { field: "b" } } };
  const layered = spec as unknown as Spec;
  preselect(layered, {
    pick: [{ k: "one" }],
    brush: { a: [1, 2], gone: [3, 4] },
    zoom: { a: [1, 2] },
    plain: { a: [1, 2] },
  });
  expect(params.map((param) => param.value)).toEqual([[{ k: "one" }], { x: [1, 2] }, undefined, 1]);
});

test("nothing selected, or marks without a name of their own, is nothing to begin with", () => {
  const params = [{ name: "pick", select: "point", value: undefined }];
  for (const selection of [null, {}, { pick: {} }, { pick: [] }, { pick: [{ _vgsid_: 3 }] }]) {
    preselect({ mark: "bar", params } as unknown as Spec, selection);
    expect(params[0]?.value).toBeUndefined();
  }
});
