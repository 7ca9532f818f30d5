import { expect, test } from "vitest";
import { dataframe, RowsPage } from "../testing/table";
import { TableRows } from "./dataframe_rows";

/** A table of `count` rows, of which the first have come. */
function table(count: number, first = Math.min(count, 500)) {
  const python = new RowsPage(count);
  const message = dataframe({ n: Array.from({ length: first }, (_, row) => row) }, { rows: count });
  return { python, message, rows: new TableRows(python.page, message) };
}

const DOWN = ["n", true] as const;

test("the first rows are there without asking", () => {
  const { python, rows } = table(500);
  rows.need(0, 500);
  expect(rows.cell(0, 499)).toBe(499);
  expect(rows.position(499)).toBe(499);
  expect(rows.count.value).toBe(500);
  expect(python.asked).toEqual([]);
});

test("a small table has all its rows", () => {
  const { python, rows } = table(3);
  rows.need(-20, 60);
  expect(rows.cell(0, 2)).toBe(2);
  expect(python.asked).toEqual([]);
});

test("further rows are asked for once, in blocks around the view", async () => {
  const { python, rows } = table(100_000);
  rows.need(760, 1010);
  rows.need(780, 1030);
  expect(python.asked.map(({ start, stop }) => [start, stop])).toEqual([
    [750, 1000],
    [1000, 1250],
  ]);
  expect(rows.cell(0, 800)).toBeUndefined();
  await python.answer();
  expect(rows.cell(0, 800)).toBe(800);
  expect(rows.cell(0, 1249)).toBe(1249);
  expect(rows.cell(0, 1250)).toBeUndefined();
  expect(rows.version.value).toBe(2);
  rows.need(760, 1010);
  expect(python.asked).toHaveLength(2);
});

test("a wide table, of which few rows came, asks from the first block on", async () => {
  const { python, rows } = table(1000, 20);
  rows.need(-20, 80);
  expect(rows.cell(0, 19)).toBe(19);
  expect(rows.cell(0, 20)).toBeUndefined();
  await python.answer();
  expect(rows.cell(0, 20)).toBe(20);
});

test("what is far from the view is let go of, the oldest first", async () => {
  const { python, rows } = table(100_000);
  for (let block = 2; block < 30; block++) {
    rows.need(block * 250, block * 250 + 1);
    await python.answer();
  }
  expect(rows.cell(0, 2 * 250)).toBeUndefined();
  expect(rows.cell(0, 29 * 250)).toBe(29 * 250);
  expect(rows.cell(0, 0)).toBe(0);
});

test("another order is shown once what is in view has come", async () => {
  const { python, rows } = table(1000);
  rows.need(0, 80);
  const sorted = rows.arrange({ sort: DOWN, search: "" });
  expect(rows.cell(0, 0)).toBe(0);
  expect(rows.order.value.sort).toBeNull();
  await python.answer();
  await sorted;
  expect(rows.order.value.sort).toEqual(DOWN);
  expect(rows.cell(0, 0)).toBe(999);
  expect(rows.position(0)).toBe(999);
  expect(rows.places([999, 990, 3])).toEqual([0, 9]);
  await rows.arrange({ sort: null, search: "" });
  expect(rows.cell(0, 0)).toBe(0);
  expect(rows.places([999, 3])).toEqual([999, 3]);
});

test("the order asked for last is the one that is shown", async () => {
  const { python, rows } = table(1000);
  const first = rows.arrange({ sort: DOWN, search: "" });
  const second = rows.arrange({ sort: null, search: "7" });
  await python.answer();
  await Promise.all([first, second]);
  expect(rows.order.value).toEqual({ sort: null, search: "7" });
  expect(rows.count.value).toBe(100);
  expect([rows.cell(0, 0), rows.cell(0, 1)]).toEqual([7, 17]);
});

test("a search begins at its first row, wherever the view is", async () => {
  const { python, rows } = table(10_000);
  rows.need(9000, 9100);
  await python.answer();
  const found = rows.arrange({ sort: null, search: "77" });
  expect(python.asked.at(-1)).toMatchObject({ start: 0, stop: 250, search: "77" });
  await python.answer();
  await found;
  expect(rows.count.value).toBe(100);
});

test("the positions of all rows are known where they stand in order, and asked for otherwise", async () => {
  const { python, rows } = table(3);
  expect(await rows.positions()).toEqual([0, 1, 2]);
  const sorted = rows.arrange({ sort: DOWN, search: "" });
  await python.answer();
  await sorted;
  const positions = rows.positions();
  await python.answer();
  expect(await positions).toEqual([2, 1, 0]);
});

test("the export is in the order that is shown", async () => {
  const { python, rows } = table(10);
  const sorted = rows.arrange({ sort: DOWN, search: "" });
  await python.answer();
  await sorted;
  const csv = rows.csv(["n"]);
  await python.answer();
  expect(new TextDecoder().decode(await csv)).toBe("n");
  expect(python.asked.at(-1)).toMatchObject({ format: "csv", columns: ["n"], sort: [DOWN] });
});

test("rows that cannot be had are a problem, until they can", async () => {
  const { python, rows } = table(10_000);
  python.problem = "The connection was lost.";
  rows.need(5000, 5100);
  await python.answer();
  expect(rows.problem.value).toBe("The connection was lost.");
  python.problem = null;
  rows.retry();
  await python.answer();
  expect(rows.problem.value).toBeNull();
  expect(rows.cell(0, 5000)).toBe(5000);
  const asked = python.asked.length;
  rows.retry();
  expect(python.asked).toHaveLength(asked);
});

test("an order that cannot be had leaves the one there is", async () => {
  const { python, rows } = table(1000);
  python.problem = "gone";
  const sorted = rows.arrange({ sort: DOWN, search: "" });
  await python.answer();
  await sorted;
  expect(rows.order.value.sort).toBeNull();
  expect(rows.cell(0, 0)).toBe(0);
  expect(rows.problem.value).toBe("gone");
});

test("new rows whose beginning is in view are ready at once", () => {
  const { python, message, rows } = table(1000);
  rows.need(-20, 80);
  expect(new TableRows(python.page, { ...message, table: "u" }, rows).ready.value).toBe(true);
});

test("new rows take over the order and are ready when the view is filled", async () => {
  const { python, message, rows } = table(1000);
  rows.need(-20, 80);
  const sorted = rows.arrange({ sort: DOWN, search: "" });
  await python.answer();
  await sorted;
  const next = new TableRows(python.page, { ...message, table: "u" }, rows);
  expect(next.ready.value).toBe(false);
  expect(python.asked.at(-1)).toMatchObject({ table: "u", sort: [DOWN] });
  await python.answer();
  expect(next.ready.value).toBe(true);
  expect(next.cell(0, 0)).toBe(999);
  expect(next.order.value.sort).toEqual(DOWN);
});

test("new rows far down are ready when those in view have come", async () => {
  const { python, message, rows } = table(100_000);
  rows.need(50_000, 50_100);
  await python.answer();
  const next = new TableRows(python.page, { ...message, table: "u" }, rows);
  expect(next.ready.value).toBe(false);
  await python.answer();
  expect(next.ready.value).toBe(true);
  expect(next.cell(0, 50_000)).toBe(50_000);
});

test("new rows without the column that sorted the old ones come as they are", async () => {
  const { python, rows } = table(10);
  const sorted = rows.arrange({ sort: DOWN, search: "" });
  await python.answer();
  await sorted;
  const next = new TableRows(python.page, dataframe({ other: [1] }), rows);
  expect(next.ready.value).toBe(true);
  expect(next.order.value.sort).toBeNull();
});

test("new rows that cannot be had are shown as far as they came", async () => {
  const { python, message, rows } = table(100_000);
  rows.need(50_000, 50_100);
  python.problem = "gone";
  const next = new TableRows(python.page, { ...message, table: "u" }, rows);
  await python.answer();
  expect(next.ready.value).toBe(true);
  expect(next.problem.value).toBe("gone");
});

test("numbers of 64 bits stay whole", () => {
  const rows = new TableRows(new RowsPage(1).page, dataframe({ n: [2n ** 63n - 1n] }));
  expect(rows.cell(0, 0)).toBe(2n ** 63n - 1n);
});
