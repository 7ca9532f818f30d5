import { GridCellKind } from "@glideapps/glide-data-grid";
import * as arrow from "@uwdata/flechette";
import { expect, test } from "vitest";
import { STYLE, writerOf } from "./dataframe_cells";
import type { Column } from "./dataframe_columns";
import { draw, frozen, headed, nextSort, spread } from "./dataframe_grid";
import { UNORDERED } from "./dataframe_rows";
import { lookOf } from "./dataframe_types";

function column(type: arrow.DataType, more: Partial<Column> = {}): Column {
  const writer = writerOf(type);
  const look = lookOf(more.type_config, type, writer);
  return { id: "a", name: "a", index: 0, isIndex: false, label: "A", wide: 100, writer, look, ...more };
}

/** One row, with what a Styler has made of it. */
function rowsOf(value: unknown, style: Record<string, object> | null = null) {
  return { cell: () => value, named: (name: string) => (name === STYLE && style ? JSON.stringify(style) : null) };
}

function cell(value: unknown, of: Column, placeholder: string | null = null) {
  return draw(of, rowsOf(value), 0, placeholder);
}

test("numbers stand on the right, and copy whole", () => {
  expect(cell(1 / 3, column(arrow.float64()))).toMatchObject({
    kind: GridCellKind.Text,
    displayData: "0.3333",
    copyData: "0.3333333333333333",
    contentAlign: "right",
    readonly: true,
    style: "normal",
  });
  expect(cell(1, column(arrow.int32(), { alignment: "center" }))).toMatchObject({ contentAlign: "center" });
});

test("truth is a box, but a missing one is none", () => {
  expect(cell(true, column(arrow.bool()))).toMatchObject({ kind: GridCellKind.Boolean, data: true, readonly: true });
  expect(cell(null, column(arrow.bool()))).toMatchObject({ kind: GridCellKind.Text, displayData: "None" });
});

test("what is missing says so and copies as nothing", () => {
  const missing = { displayData: "None", data: "", copyData: "", style: "faded", allowOverlay: false };
  expect(cell(null, column(arrow.utf8()))).toMatchObject(missing);
  expect(cell(null, column(arrow.utf8()), "–")).toMatchObject({ ...missing, displayData: "–" });
  expect(cell("", column(arrow.utf8()), "–")).toMatchObject({ displayData: "", style: "normal" });
});

test("a Styler's colours and words are shown, its author's format wins", () => {
  const style = { a: { text: "one", css: "color: red; font-weight: bold" } };
  const styled = (more: Partial<Column>) => draw(column(arrow.int32(), more), rowsOf(1, style), 0, null);
  expect(styled({})).toMatchObject({ displayData: "one", copyData: "1" });
  expect(styled({}).themeOverride).toMatchObject({ textDark: "red", baseFontStyle: "bold 13.5px" });
  expect(styled({ type_config: { type: "number", format: "%d km" } })).toMatchObject({ displayData: "1 km" });
});

test("a Styler's lines and see-through texts are marks", () => {
  const of = (css: string) => draw(column(arrow.int32()), rowsOf(1, { a: { css } }), 0, null);
  expect(of("text-decoration: underline line-through; opacity: 40%")).toMatchObject({
    marks: { opacity: 0.4, lines: [0.5, 0.05] },
  });
  expect(of("text-decoration-line: overline; opacity: 7")).toMatchObject({ marks: { opacity: 1, lines: [-0.6] } });
  expect(of("opacity: none; text-decoration: none")).not.toHaveProperty("marks");
});

test("what has not come yet is on its way", () => {
  expect(cell(undefined, column(arrow.utf8())).kind).toBe(GridCellKind.Loading);
  expect(draw(undefined, rowsOf(1), 0, null).kind).toBe(GridCellKind.Loading);
});

const LOOKS = { order: UNORDERED, widths: {}, theme: { bgHeader: "grey" } };

test("a heading tells the order, its group, its filter and its width", () => {
  const a = column(arrow.utf8(), { group: "G" });
  expect(headed(a, LOOKS)).toEqual({ id: "a", title: "A", width: 100, group: "G", hasMenu: true, menuIcon: "dots" });
  const order = (...sort: [string, boolean][]) => ({ ...LOOKS, order: { ...UNORDERED, sort } });
  expect(headed(a, order(["a", false])).title).toBe("A ↑");
  expect(headed(a, order(["a", true])).title).toBe("A ↓");
  expect(headed(a, order(["b", true], ["a", true])).title).toBe("A ↓2");
  const filters = [{ column: "a", op: "not_empty" as const }];
  expect(headed(a, { ...LOOKS, order: { ...UNORDERED, filters } }).icon).toBe("lit-funnel");
  expect(headed(a, { ...LOOKS, widths: { a: 55 } }).width).toBe(55);
  expect(headed(column(arrow.utf8(), { isIndex: true }), LOOKS).themeOverride).toEqual({ bgCell: "grey" });
  const styled = headed(column(arrow.utf8(), { css: "background-color: blue" }), LOOKS);
  expect(styled.themeOverride).toMatchObject({ bgHeader: "blue" });
});

test("columns grow, but not row labels, nor what the reader has sized", () => {
  const columns = ["i", "a", "b"].map((name) => column(arrow.utf8(), { id: name, name, isIndex: name === "i" }));
  const headings = columns.map((one) => headed(one, LOOKS));
  expect(spread(headings, columns, { b: 50 }).map((heading) => heading.grow)).toEqual([undefined, 100, undefined]);
  expect(spread(headings.slice(0, 1), columns.slice(0, 1), {})[0]?.grow).toBe(100);
});

test("columns stay in view as long as they leave room for others", () => {
  const columns = [
    column(arrow.utf8(), { isIndex: true, pinned: true }),
    column(arrow.utf8(), { pinned: true }),
    column(arrow.utf8()),
  ];
  const headings = columns.map((one) => headed(one, LOOKS));
  expect(frozen(columns, headings, 700)).toBe(2);
  expect(frozen(columns, headings, 300)).toBe(0);
});

test("a heading sorts up, then down, then not", () => {
  const [a, b] = [column(arrow.utf8()), column(arrow.utf8(), { name: "b" })];
  const up = nextSort(UNORDERED, a);
  expect(up).toEqual([["a", false]]);
  expect(nextSort({ ...UNORDERED, sort: up }, b)).toEqual([["b", false]]);
  const down = nextSort({ ...UNORDERED, sort: up }, a);
  expect(down).toEqual([["a", true]]);
  expect(nextSort({ ...UNORDERED, sort: down }, a)).toEqual([]);
  expect(nextSort({ ...UNORDERED, sort: down }, undefined)).toBe(down);
});

test("with Shift a column is one more to sort by, and keeps its place while it turns", () => {
  const [a, b] = [column(arrow.utf8()), column(arrow.utf8(), { name: "b" })];
  const both = nextSort({ ...UNORDERED, sort: nextSort(UNORDERED, a) }, b, true);
  expect(both).toEqual([
    ["a", false],
    ["b", false],
  ]);
  const turned = nextSort({ ...UNORDERED, sort: both }, a, true);
  expect(turned[0]).toEqual(["a", true]);
  expect(nextSort({ ...UNORDERED, sort: turned }, a, true)).toEqual([["b", false]]);
});
