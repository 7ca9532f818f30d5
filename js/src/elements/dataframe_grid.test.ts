import { GridCellKind } from "@glideapps/glide-data-grid";
import * as arrow from "@uwdata/flechette";
import { expect, test } from "vitest";
import { writerOf } from "./dataframe_cells";
import type { Column } from "./dataframe_columns";
import { draw, frozen, headed, nextSort, spread } from "./dataframe_grid";
import { UNORDERED } from "./dataframe_rows";

function column(type: arrow.DataType, more: Partial<Column> = {}): Column {
  return { name: "a", index: 0, isIndex: false, label: "A", wide: 100, writer: writerOf(type), ...more };
}

function cell(value: unknown, of: Column, placeholder: string | null = null) {
  return draw(of, { cell: () => value }, 0, placeholder);
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

test("lists are bubbles", () => {
  const list = column(arrow.list(arrow.utf8()));
  expect(cell(["x", "y"], list)).toEqual({
    kind: GridCellKind.Bubble,
    data: ["x", "y"],
    allowOverlay: true,
    copyData: '["x","y"]',
  });
});

test("what has not come yet is on its way", () => {
  expect(cell(undefined, column(arrow.utf8())).kind).toBe(GridCellKind.Loading);
  expect(draw(undefined, { cell: () => 1 }, 0, null).kind).toBe(GridCellKind.Loading);
});

const LOOKS = { order: UNORDERED, widths: {}, selectable: false, theme: { bgHeader: "grey" } };

test("a heading tells the order, its group and its width", () => {
  const a = column(arrow.utf8(), { group: "G" });
  expect(headed(a, LOOKS)).toEqual({ id: "a", title: "A", width: 100, group: "G", hasMenu: false });
  const order = (descending: boolean) => ({ ...LOOKS, order: { ...UNORDERED, sort: ["a", descending] as const } });
  expect(headed(a, order(false)).title).toBe("A ↑");
  expect(headed(a, order(true)).title).toBe("A ↓");
  expect(headed(a, { ...LOOKS, widths: { a: 55 } }).width).toBe(55);
  expect(headed(column(arrow.utf8(), { isIndex: true }), LOOKS).themeOverride).toEqual({ bgCell: "grey" });
});

test("a heading that selects its column has another place for sorting", () => {
  expect(headed(column(arrow.utf8()), { ...LOOKS, selectable: true }).hasMenu).toBe(true);
});

test("columns grow, but not row labels, nor what the reader has sized", () => {
  const columns = ["i", "a", "b"].map((name) => column(arrow.utf8(), { name, isIndex: name === "i" }));
  const headings = columns.map((one) => headed(one, LOOKS));
  expect(spread(headings, columns, { b: 50 }).map((heading) => heading.grow)).toEqual([undefined, 100, undefined]);
  expect(spread(headings.slice(0, 1), columns.slice(0, 1), {})[0]?.grow).toBe(100);
});

test("columns stay in view as long as they leave room for others", () => {
  const columns = [
    column(arrow.utf8(), { isIndex: true }),
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
  expect(up).toEqual(["a", false]);
  expect(nextSort({ ...UNORDERED, sort: up }, b)).toEqual(["b", false]);
  const down = nextSort({ ...UNORDERED, sort: up }, a);
  expect(down).toEqual(["a", true]);
  expect(nextSort({ ...UNORDERED, sort: down }, a)).toBeNull();
  expect(nextSort({ ...UNORDERED, sort: down }, undefined)).toEqual(down);
});
