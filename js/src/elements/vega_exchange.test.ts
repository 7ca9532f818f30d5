import { parse, type Spec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { expect, test } from "vitest";
import { arrowOf } from "../testing/table";
import { columnsFor, rowsOf } from "./vega_data";
import { exchange, writtenBy } from "./vega_exchange";
import { expressions } from "./vega_expression";

type Table = Record<string, unknown[]>;

function compiled(spec: object): Spec {
  return compile({ data: { name: "d" }, width: 200, height: 100, ...spec } as TopLevelSpec).spec;
}

async function viewOf(spec: object, table: Table): Promise<View> {
  const view = new View(parse(compiled(spec), undefined, { ast: true }), { expr: expressions, renderer: "none" });
  view.data("d", rowsOf(arrowOf(table)));
  return view.runAsync();
}

const BEFORE: Table = { x: [1, 2, 3, 4], y: [4, 2, 8, 1], k: ["a", "b", "a", "b"] };
const AFTER: Record<string, Table> = {
  "other values": { x: [1, 2, 3, 4], y: [1, 7, 3, 90], k: ["a", "b", "a", "b"] },
  "other places": { x: [9, 3, 5, 1], y: [4, 2, 8, 1], k: ["a", "b", "a", "b"] },
  "other names": { x: [1, 2, 3, 4], y: [4, 2, 8, 1], k: ["b", "c", "c", "d"] },
  gaps: { x: [1, null, 3, 4], y: [null, 2, 8, 1], k: ["a", null, "a", "b"] },
};

const x = { field: "x", type: "quantitative" };
const y = { field: "y", type: "quantitative" };
const k = { field: "k", type: "nominal" };
const SPECS: Record<string, object> = {
  line: { mark: "line", encoding: { x, y } },
  "line per name": { mark: "line", encoding: { x, y, color: k } },
  points: { mark: { type: "point", filled: true }, encoding: { x, y, color: k, size: y } },
  "stacked bars": { mark: "bar", encoding: { x: { ...x, type: "ordinal" }, y, color: k } },
  means: { mark: "bar", encoding: { x: k, y: { ...y, aggregate: "mean" } } },
  "sorted by sum": { mark: "bar", encoding: { x: { ...k, sort: "-y" }, y: { ...y, aggregate: "sum" } } },
  histogram: { mark: "bar", encoding: { x: { ...x, bin: true }, y: { aggregate: "count", type: "quantitative" } } },
  computed: {
    transform: [{ calculate: "datum.y * 2", as: "z" }],
    mark: "point",
    encoding: { x, y: { ...y, field: "z" } },
  },
  filtered: { transform: [{ filter: "datum.y > 2" }], mark: "line", encoding: { x, y } },
  facets: { mark: "point", encoding: { x, y, row: k } },
  layers: {
    layer: [
      { mark: "line", encoding: { x, y } },
      { mark: "rule", encoding: { y: { ...y, aggregate: "mean" } } },
    ],
  },
};

/** What is drawn, apart from numbers that only tell one drawing from another. */
async function picture(view: View): Promise<string[]> {
  const svg = await view.toSVG();
  view.finalize();
  return svg.replaceAll(/\b(clip|gradient_)\d+/g, "$1").split(/(?=<)/);
}

const CASES = Object.keys(SPECS).flatMap((spec) => Object.keys(AFTER).map((after) => [spec, after] as const));

test.each(CASES)("%s with %s is as it is with new rows", async (name, after) => {
  const spec = SPECS[name] as object;
  const table = AFTER[after] as Table;
  expect(writtenBy(compiled(spec))).not.toBeNull();
  const view = await viewOf(spec, BEFORE);
  const data = arrowOf(table);
  exchange(view, "d", columnsFor(data));
  await view.runAsync();
  const other = await viewOf(spec, BEFORE);
  other.data("d", rowsOf(data));
  await other.runAsync();
  expect(await picture(view)).toEqual(await picture(other));
});

test("the same values change nothing", async () => {
  const view = await viewOf(SPECS.line as object, BEFORE);
  let changes = 0;
  view.addDataListener("d", () => changes++);
  exchange(view, "d", columnsFor(arrowOf(BEFORE)));
  await view.runAsync();
  expect(changes).toBe(0);
});

test("what makes rows or draws lots gets new ones", () => {
  const imputed = { mark: "area", encoding: { x, y, color: k } };
  const sample = { transform: [{ sample: 2 }], mark: "point", encoding: { x, y } };
  const picked = { params: [{ name: "p", select: "point" }], mark: "point", encoding: { x, y } };
  expect(writtenBy(compiled(imputed))).toBeNull();
  expect(writtenBy(compiled(sample))).toBeNull();
  expect(writtenBy(compiled(picked))).toBeNull();
});

test("what a chart writes into its own rows is known", () => {
  expect(writtenBy(compiled(SPECS.computed as object))).toEqual(new Set());
  const transform = [
    { type: "formula", as: "y", expr: "datum.y * 2" },
    { type: "timeunit", field: "x", as: ["from", "to"] },
  ];
  expect(writtenBy({ data: [{ name: "d", transform }] } as Spec)).toEqual(new Set(["y", "from", "to"]));
});
