import { CompactSelection, type GridSelection } from "@glideapps/glide-data-grid";
import { expect, test } from "vitest";
import { dataframe, RowsPage } from "../testing/table";
import { columnsOf } from "./dataframe_columns";
import { TableRows } from "./dataframe_rows";
import { cellsOf, changed, type Focus, focusOf, modeOf, selectedOf, toGrid } from "./dataframe_selection";

const COUNT = 300;
const numbers = Array.from({ length: COUNT }, (_, row) => row);
const message = dataframe({ label: numbers, n: numbers, m: numbers }, { index_columns: 1 });
const NONE = { rows: [], columns: [], cells: [] };

async function table(descending = false, search = "") {
  const python = new RowsPage(COUNT);
  const rows = new TableRows(python.page, message);
  if (descending || search) {
    const arranged = rows.arrange({ sort: descending ? ["n", true] : null, search });
    await python.answer();
    await arranged;
  }
  return { rows, columns: columnsOf(message, rows.first, (text) => text.length) };
}

function grid(rows: number[], columns: number[] = [], current?: Focus): GridSelection {
  const compact = (all: number[]) => all.reduce((made, one) => made.add(one), CompactSelection.empty());
  return { rows: compact(rows), columns: compact(columns), ...(current ? { current } : {}) };
}

function range(x: number, y: number, width = 1, height = 1): Focus {
  return { cell: [x, y], range: { x, y, width, height }, rangeStack: [] };
}

test("modes say how many of a kind can be selected", () => {
  expect(modeOf(["multi-row", "single-cell"], "row")).toBe("multi");
  expect(modeOf(["single-row-required"], "row")).toBe("single");
  expect(modeOf(["multi-row", "single-cell"], "cell")).toBe("single");
  expect(modeOf(["multi-row"], "column")).toBe("none");
});

test("a value may lack parts, or be none", () => {
  expect(selectedOf(null)).toEqual(NONE);
  expect(selectedOf({ rows: [1] })).toEqual({ ...NONE, rows: [1] });
});

test("the grid shows rows and columns where they stand", async () => {
  const { rows, columns } = await table();
  const shown = toGrid({ ...NONE, rows: [5, 3, 4, 9], columns: ["m", "gone"] }, rows, columns);
  expect(shown.rows.toArray()).toEqual([3, 4, 5, 9]);
  expect(shown.columns.toArray()).toEqual([2]);
});

test("rows are marked where sorting has put them, as far as they have come", async () => {
  const { rows, columns } = await table(true);
  expect(toGrid({ ...NONE, rows: [299, 297, 0] }, rows, columns).rows.toArray()).toEqual([0, 2]);
});

test("rows that are gone are not marked", async () => {
  const { rows, columns } = await table();
  expect(toGrid({ ...NONE, rows: [1, 999] }, rows, columns).rows.toArray()).toEqual([1]);
});

test("chosen rows are positions in the table, whatever its order", async () => {
  const { rows, columns } = await table(true);
  const after = changed(NONE, { shown: grid([]), next: grid([0, 2]) }, ["multi-row"], rows, columns);
  expect(after).toEqual({ ...NONE, rows: [297, 299] });
});

test("several rows: those out of sight stay selected, until none is wanted", async () => {
  const { rows, columns } = await table(false, "7");
  const before = { ...NONE, rows: [5, 17] };
  const shown = toGrid(before, rows, columns);
  expect(shown.rows.toArray()).toEqual([1]);
  const after = changed(before, { shown, next: grid([0]) }, ["multi-row"], rows, columns);
  expect(after.rows).toEqual([5, 7]);
  expect(changed(before, { shown, next: grid([]) }, ["multi-row"], rows, columns).rows).toEqual([]);
});

test("one row takes the place of the other, in sight or not", async () => {
  const { rows, columns } = await table(false, "7");
  const after = changed({ ...NONE, rows: [5] }, { shown: grid([]), next: grid([0]) }, ["single-row"], rows, columns);
  expect(after.rows).toEqual([7]);
});

test("of several that the grid selects, the new one counts where one can be", async () => {
  const { rows, columns } = await table();
  const before = { ...NONE, rows: [2], columns: ["n"] };
  const shown = grid([2], [1]);
  const modes = ["single-row", "single-column"];
  expect(changed(before, { shown, next: grid([1, 2]) }, modes, rows, columns).rows).toEqual([1]);
  expect(changed(before, { shown, next: grid([], [1, 2]) }, modes, rows, columns).columns).toEqual(["m"]);
});

test("a row that is required cannot be let go of", async () => {
  const { rows, columns } = await table();
  const before = { ...NONE, rows: [4], columns: ["n"] };
  const modes = ["single-row-required", "multi-column"];
  expect(changed(before, { shown: grid([4], [1]), next: grid([]) }, modes, rows, columns).rows).toEqual([4]);
  expect(changed(before, { shown: grid([4], [1]), next: grid([6]) }, modes, rows, columns).rows).toEqual([6]);
});

test("going to a cell lets go of nothing", async () => {
  const { rows, columns } = await table();
  const before = { ...NONE, rows: [4], columns: ["n"] };
  const next = grid([], [], range(1, 1));
  expect(changed(before, { shown: grid([4], [1]), next }, ["multi-row"], rows, columns)).toEqual(before);
});

test("columns and rows do not rule each other out", async () => {
  const { rows, columns } = await table();
  const before = { ...NONE, rows: [4] };
  const modes = ["multi-row", "multi-column"];
  const both = changed(before, { shown: grid([4]), next: grid([], [0, 1, 2]) }, modes, rows, columns);
  expect(both).toEqual({ rows: [4], columns: ["n", "m"], cells: [] });
  const alone = changed(both, { shown: grid([4], [1, 2]), next: grid([7]) }, modes, rows, columns);
  expect(alone).toEqual({ rows: [7], columns: ["n", "m"], cells: [] });
});

test("Escape lets go of everything", async () => {
  const { rows, columns } = await table();
  const before = { rows: [4], columns: ["n"], cells: [[1, "n"]] as [number, string][] };
  expect(changed(before, { shown: grid([4], [1]), next: grid([]) }, ["multi-row"], rows, columns)).toEqual(NONE);
});

test("cells are positions and names, row labels left out", async () => {
  const { rows, columns } = await table(true);
  expect(cellsOf(range(0, 0, 2, 2), rows, columns)).toEqual([
    [299, "n"],
    [298, "n"],
  ]);
  expect(cellsOf(undefined, rows, columns)).toEqual([]);
});

test("cells that Python selects are a range", async () => {
  const { rows, columns } = await table();
  const cells: [number, string][] = [
    [2, "n"],
    [2, "m"],
    [3, "n"],
    [3, "m"],
  ];
  expect(focusOf({ ...NONE, cells }, rows, columns)).toEqual(range(1, 2, 2, 2));
  expect(focusOf({ ...NONE, cells: [[2, "gone"]] }, rows, columns)).toBeUndefined();
});
