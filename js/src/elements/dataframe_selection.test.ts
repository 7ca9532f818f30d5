import { CompactSelection, type GridSelection } from "@glideapps/glide-data-grid";
import { expect, test } from "vitest";
import { dataframe, RowsPage } from "../testing/table";
import { columnsOf } from "./dataframe_columns";
import { fromNumbers, type Ranges } from "./dataframe_ranges";
import { TableRows, UNORDERED } from "./dataframe_rows";
import {
  applied,
  cellsOf,
  changed,
  type Focus,
  focusOf,
  modeOf,
  type Selected,
  selectedOf,
  toGrid,
  wire,
} from "./dataframe_selection";

const COUNT = 300;
const numbers = Array.from({ length: COUNT }, (_, row) => row);
const message = dataframe({ label: numbers, n: numbers, m: numbers }, { index_columns: 1 });
const NONE: Selected = { rows: [], all: null, columns: [], cells: [] };

async function table(descending = false, search = "") {
  const python = new RowsPage(COUNT);
  const rows = new TableRows(python.page, message);
  if (descending || search) {
    const arranged = rows.arrange({ ...UNORDERED, sort: descending ? [["n", true]] : [], search });
    await python.answer();
    await arranged;
  }
  const columns = columnsOf(message, rows.first, (text) => text.length);
  /** What is selected after a change, as it travels. */
  const after = async (before: Selected, shown: GridSelection, next: GridSelection, ...modes: string[]) => {
    const [selected, change] = changed(before, { shown, next }, modes, columns);
    return wire(await applied(selected, change, rows));
  };
  return { python, rows, columns, after };
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

function some(...numbers: number[]): Ranges {
  return fromNumbers(numbers);
}

test("a value may lack parts, or be none", () => {
  expect(selectedOf(null)).toEqual(NONE);
  expect(selectedOf({ rows: [1, [5, 7]] })).toEqual({
    ...NONE,
    rows: [
      [1, 2],
      [5, 8],
    ],
  });
});

test("the grid shows rows and columns where they stand", async () => {
  const { rows, columns } = await table();
  const shown = toGrid({ ...NONE, rows: some(5, 3, 4, 9), columns: ["m", "gone"] }, rows, columns);
  expect(shown.rows.toArray()).toEqual([3, 4, 5, 9]);
  expect(shown.columns.toArray()).toEqual([2]);
});

test("rows are marked where sorting has put them, as far as they have come", async () => {
  const { rows, columns } = await table(true);
  expect(toGrid({ ...NONE, rows: some(299, 297, 0) }, rows, columns).rows.toArray()).toEqual([0, 2]);
});

test("rows that are gone are not marked", async () => {
  const { rows, columns } = await table();
  expect(toGrid({ ...NONE, rows: some(1, 999) }, rows, columns).rows.toArray()).toEqual([1]);
});

test("chosen rows are positions in the table, whatever its order", async () => {
  const { after } = await table(true);
  expect(await after(NONE, grid([]), grid([0, 2]), "multi-row")).toEqual({ rows: [297, 299], columns: [], cells: [] });
});

test("several rows: those out of sight stay selected, until none is wanted", async () => {
  const { rows, columns, after } = await table(false, "7");
  const before = { ...NONE, rows: some(5, 17) };
  const shown = toGrid(before, rows, columns);
  expect(shown.rows.toArray()).toEqual([1]);
  expect(await after(before, shown, grid([0]), "multi-row")).toMatchObject({ rows: [5, 7] });
  expect(await after(before, shown, grid([]), "multi-row")).toMatchObject({ rows: [] });
});

test("one row takes the place of the other, in sight or not", async () => {
  const { after } = await table(false, "7");
  expect(await after({ ...NONE, rows: some(5) }, grid([]), grid([0]), "single-row")).toMatchObject({ rows: [7] });
});

test("of several that the grid selects, the new one counts where one can be", async () => {
  const { after } = await table();
  const before = { ...NONE, rows: some(2), columns: ["n"] };
  const shown = grid([2], [1]);
  expect(await after(before, shown, grid([1, 2]), "single-row")).toMatchObject({ rows: [1] });
  expect(await after(before, shown, grid([], [1, 2]), "single-column")).toMatchObject({ columns: ["m"] });
});

test("a row that is required cannot be let go of", async () => {
  const { after } = await table();
  const before = { ...NONE, rows: some(4), columns: ["n"] };
  const modes = ["single-row-required", "multi-column"];
  expect(await after(before, grid([4], [1]), grid([]), ...modes)).toMatchObject({ rows: [4] });
  expect(await after(before, grid([4], [1]), grid([6]), ...modes)).toMatchObject({ rows: [6] });
});

test("going to a cell lets go of nothing", async () => {
  const { after } = await table();
  const before = { ...NONE, rows: some(4), columns: ["n"] };
  expect(await after(before, grid([4], [1]), grid([], [], range(1, 1)), "multi-row")).toEqual(wire(before));
});

test("columns and rows do not rule each other out", async () => {
  const { after } = await table();
  const modes = ["multi-row", "multi-column"];
  const both = await after({ ...NONE, rows: some(4) }, grid([4]), grid([], [0, 1, 2]), ...modes);
  expect(both).toEqual({ rows: [4], columns: ["n", "m"], cells: [] });
  const alone = await after(selectedOf(both), grid([4], [1, 2]), grid([7]), ...modes);
  expect(alone).toEqual({ rows: [7], columns: ["n", "m"], cells: [] });
});

test("all rows that matched stay marked while fewer are shown", async () => {
  const { rows, columns, python } = await table(false, "7");
  const all = { search: "7", filters: [] };
  const shown = rows.count.peek();
  expect(toGrid({ ...NONE, all }, rows, columns).rows.length).toBe(shown);
  const arranged = rows.arrange({
    ...rows.order.peek(),
    filters: [{ column: "n", op: "between", values: ["0", "50"] }],
  });
  await python.answer();
  await arranged;
  expect(toGrid({ ...NONE, all }, rows, columns).rows.length).toBe(rows.count.peek());
  expect(toGrid({ ...NONE, all: { ...all, search: "8" } }, rows, columns).rows.length).toBe(0);
  const other = [{ column: "n", op: "between" as const, values: ["3", "4"] }];
  expect(toGrid({ ...NONE, all: { search: "", filters: other } }, rows, columns).rows.length).toBe(0);
});

test("Escape lets go of everything", async () => {
  const { after } = await table();
  const before: Selected = { ...NONE, rows: some(4), columns: ["n"], cells: [[1, "n"]] };
  expect(await after(before, grid([4], [1]), grid([]), "multi-row")).toEqual(wire(NONE));
});

test("all rows are one stretch, sorted or not, and all of them are marked", async () => {
  const { rows, columns, after } = await table(true);
  const all = await after(NONE, grid([]), grid(numbers), "multi-row");
  expect(all).toMatchObject({ rows: [[0, 299]] });
  expect(toGrid(selectedOf(all), rows, columns).rows.length).toBe(COUNT);
  const fewer = await after(selectedOf(all), grid(numbers), grid(numbers.slice(1)), "multi-row");
  expect(fewer).toMatchObject({ rows: [[0, 298]] });
});

test("all rows that match are told by what they match, but for those let go of", async () => {
  const { rows, columns, after } = await table(false, "7");
  const found = numbers.slice(0, 30);
  const all = await after(NONE, grid([]), grid(found), "multi-row");
  expect(all).toEqual({ rows: [], all: { search: "7", filters: [] }, columns: [], cells: [] });
  expect(toGrid(selectedOf(all), rows, columns).rows.length).toBe(30);
  const fewer = await after(selectedOf(all), grid(found), grid(found.slice(1)), "multi-row");
  expect(fewer).toMatchObject({ rows: [7], all: { search: "7", filters: [] } });
  expect(toGrid(selectedOf(fewer), rows, columns).rows.hasIndex(0)).toBe(false);
  const again = await after(selectedOf(fewer), grid(found.slice(1)), grid(found), "multi-row");
  expect(again).toEqual(all);
});

test("rows chosen by a stretch that has not come are asked for", async () => {
  const python = new RowsPage(5000);
  const rows = new TableRows(python.page, dataframe({ n: numbers }, { rows: 5000 }));
  const sorted = rows.arrange({ ...UNORDERED, sort: [["n", true]] });
  await python.answer();
  await sorted;
  const chosen = applied(NONE, { added: [[1000, 1100]], removed: [] }, rows);
  await python.answer();
  expect(wire(await chosen)).toMatchObject({ rows: [[3900, 3999]] });
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
