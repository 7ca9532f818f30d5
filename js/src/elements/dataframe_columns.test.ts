import { tableFromIPC } from "@uwdata/flechette";
import { expect, test } from "vitest";
import type { Dataframe } from "../protocol";
import { dataframe } from "../testing/table";
import { arranged, type ColumnSettings, columnsOf, isFrozen, NO_CHOICES } from "./dataframe_columns";

const TABLE = { label: ["first", "second"], a: [1, 2], b: [3, 4], c: ["long enough text", null] };

function columns(more: Partial<Dataframe> = {}, settings: Record<string, ColumnSettings> = {}) {
  const message = dataframe(TABLE, { index_columns: 1, columns: JSON.stringify(settings), ...more });
  return columnsOf(message, tableFromIPC(message.data), (text) => text.length * 10);
}

function names(...given: Parameters<typeof columns>): string[] {
  return columns(...given).map((column) => column.name);
}

test("row labels come first, then the columns as they are", () => {
  expect(names()).toEqual(["label", "a", "b", "c"]);
  expect(columns().map((column) => column.isIndex)).toEqual([true, false, false, false]);
  expect(columns().map((column) => column.index)).toEqual([0, 1, 2, 3]);
});

test("row labels can be left out", () => {
  expect(names({ hide_index: true })).toEqual(["a", "b", "c"]);
  expect(names({ hide_index: false })).toEqual(["label", "a", "b", "c"]);
});

test("the author's order says which columns there are", () => {
  expect(names({ column_order: ["c", "gone", "a"] })).toEqual(["label", "c", "a"]);
});

test("columns can be hidden and pinned", () => {
  expect(names({}, { a: { hidden: true }, c: { pinned: true } })).toEqual(["label", "c", "b"]);
  expect(columns({}, { c: { pinned: true } }).map(isFrozen)).toEqual([true, true, false, false]);
});

test("headings are the author's, or the names", () => {
  expect(columns({}, { label: { label: "" }, a: { label: "Anna" } }).map((column) => column.label)).toEqual([
    "",
    "Anna",
    "b",
    "c",
  ]);
});

test("widths are the author's, or what the first rows need", () => {
  const wide = (settings: Record<string, ColumnSettings>) => columns({}, settings).map((column) => column.wide);
  expect(wide({ a: { width: 123 }, b: { width: "small" } })).toEqual([84, 123, 75, 178]);
  expect(wide({ a: { label: "x".repeat(99) }, b: { width: "large" } })).toEqual([84, 400, 400, 178]);
  expect(wide({ a: { label: "" } })[1]).toBe(50);
  const labels = { data: dataframe({ n: [0, 1] }).data, rows: 100_000 };
  expect(columns(labels, { n: { label: "" } }).map((column) => column.wide)).toEqual([78]);
});

test("a column can be shown twice, and a Styler's work is none", () => {
  const twice = columns({ column_order: ["a", "a"] });
  expect(twice.map((column) => column.name)).toEqual(["label", "a", "a"]);
  expect(new Set(twice.map((column) => column.id)).size).toBe(3);
  const styled = dataframe({ a: [1], __style__: ["{}"] });
  expect(columnsOf(styled, tableFromIPC(styled.data), () => 1).map((column) => column.name)).toEqual(["a"]);
});

test("the reader's order, pins and formats win", () => {
  const message = dataframe(TABLE, { index_columns: 1 });
  const chosen = (choices: Partial<typeof NO_CHOICES>) =>
    columnsOf(message, tableFromIPC(message.data), (text) => text.length, { ...NO_CHOICES, ...choices });
  expect(chosen({ order: ["b", "a"] }).map((column) => column.name)).toEqual(["label", "b", "c", "a"]);
  expect(chosen({ pins: { label: false, b: true } }).map((column) => column.name)).toEqual(["b", "label", "a", "c"]);
  expect(chosen({ formats: { a: "percent" } })[1]?.look.text(1)).toBe("100%");
});

test("what the reader's order does not name stays behind the one it followed", () => {
  const all = columns();
  expect(arranged(all, ["c", "a"]).map((column) => column.name)).toEqual(["label", "c", "a", "b"]);
  expect(arranged(all, ["gone"]).map((column) => column.name)).toEqual(["label", "a", "b", "c"]);
});
