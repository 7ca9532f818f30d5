import { expect, test } from "vitest";
import { dataframe, RowsPage } from "../testing/table";
import { type Order, TableRows, UNORDERED } from "./dataframe_rows";

/** A table of `count` rows, of which the first have come. */
function table(count: number, first = Math.min(count, 500)) {
  const python = new RowsPage(count);
  const message = dataframe({ n: Array.from({ length: first }, (_, row) => row) }, { rows: count });
  return { python, message, rows: new TableRows(python.page, message) };
}

const DOWN: Order["sort"] = [["n", true]];

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
  const sorted = rows.arrange({ ...UNORDERED, sort: DOWN });
  expect(rows.cell(0, 0)).toBe(0);
  expect(rows.order.value.sort).toEqual([]);
  await python.answer();
  await sorted;
  expect(rows.order.value.sort).toEqual(DOWN);
  expect(rows.cell(0, 0)).toBe(999);
  expect(rows.position(0)).toBe(999);
  expect(rows.places((position) => [999, 990, 3].includes(position))).toEqual([
    [0, 1],
    [9, 10],
  ]);
  await rows.arrange(UNORDERED);
  expect(rows.cell(0, 0)).toBe(0);
});

test("the order asked for last is the one that is shown", async () => {
  const { python, rows } = table(1000);
  const first = rows.arrange({ ...UNORDERED, sort: DOWN });
  const second = rows.arrange({ ...UNORDERED, search: "7" });
  await python.answer();
  await Promise.all([first, second]);
  expect(rows.order.value).toEqual({ ...UNORDERED, search: "7" });
  expect(rows.count.value).toBe(100);
  expect([rows.cell(0, 0), rows.cell(0, 1)]).toEqual([7, 17]);
});

test("a search begins at its first row, wherever the view is", async () => {
  const { python, rows } = table(10_000);
  rows.need(9000, 9100);
  await python.answer();
  const found = rows.arrange({ ...UNORDERED, search: "77" });
  expect(python.asked.at(-1)).toMatchObject({ start: 0, stop: 250, search: "77" });
  await python.answer();
  await found;
  expect(rows.count.value).toBe(100);
});

test("who scrolls far waits for two blocks at most, and passes over the others", async () => {
  const { python, rows } = table(100_000);
  for (let row = 1000; row <= 9000; row += 250) rows.need(row, row + 10);
  expect(python.asked.map(({ start }) => start)).toEqual([1000, 1250]);
  await python.answer();
  expect(python.asked.map(({ start }) => start)).toEqual([1000, 1250, 9000]);
});

test("filters leave rows out; a new filter begins with its first row", async () => {
  const { python, rows } = table(1000);
  const filters = [{ column: "n", op: "in" as const, values: ["5", "900"] }];
  const filtered = rows.arrange({ ...UNORDERED, filters });
  expect(python.asked.at(-1)).toMatchObject({ filters, start: 0 });
  await python.answer();
  await filtered;
  expect([rows.count.value, rows.cell(0, 1), rows.position(1)]).toEqual([2, 900, 900]);
});

test("an answer that a newer question has superseded changes nothing", async () => {
  const { python, rows } = table(1000);
  const page = { rows: async () => ({ data: null, count: 0, superseded: true }) } as never;
  const other = new TableRows(page, rows.message);
  await other.arrange({ ...UNORDERED, sort: DOWN });
  expect([other.order.value.sort, other.problem.value]).toEqual([[], null]);
  expect(python.asked).toEqual([]);
});

test("the positions of rows are known where they stand in order or have come, and asked for otherwise", async () => {
  const { python, rows } = table(1000);
  expect(await rows.positions([0, 3])).toEqual([[0, 3]]);
  const sorted = rows.arrange({ ...UNORDERED, sort: DOWN });
  await python.answer();
  await sorted;
  expect(await rows.positions([0, 3])).toEqual([[997, 1000]]);
  const positions = rows.positions([600, 602]);
  await python.answer();
  expect(await positions).toEqual([[398, 400]]);
  expect(python.asked.at(-1)).toMatchObject({ start: 600, stop: 602, columns: ["n"] });
});

test("a column's facts leave its own filter out", async () => {
  const { python, rows } = table(10);
  const mine = { column: "n", op: "in" as const, values: ["5"] };
  const filtered = rows.arrange({ ...UNORDERED, sort: DOWN, filters: [mine] });
  await python.answer();
  await filtered;
  const facts = rows.facts("n", "x");
  expect(python.asked.at(-1)).toMatchObject({
    format: "facts",
    columns: ["n"],
    filters: [],
    sort: [],
    find: "x",
    view: "",
  });
  await python.answer();
  expect(await facts).toMatchObject({ kind: "number", values: [{ key: "0", count: 1 }, {}, {}] });
});

test("the export is in the order that is shown", async () => {
  const { python, rows } = table(10);
  const sorted = rows.arrange({ ...UNORDERED, sort: DOWN });
  await python.answer();
  await sorted;
  const csv = rows.csv(["n"]);
  await python.answer();
  expect((await csv).map((part) => new TextDecoder().decode(part))).toEqual(["n"]);
  expect(python.asked.at(-1)).toMatchObject({ format: "csv", columns: ["n"], sort: DOWN });
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
  const sorted = rows.arrange({ ...UNORDERED, sort: DOWN });
  await python.answer();
  await sorted;
  expect(rows.order.value.sort).toEqual([]);
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
  const sorted = rows.arrange({ ...UNORDERED, sort: DOWN });
  await python.answer();
  await sorted;
  const next = new TableRows(python.page, { ...message, table: "u" }, rows);
  expect(next.ready.value).toBe(false);
  expect(python.asked.at(-1)).toMatchObject({ table: "u", sort: DOWN });
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
  const sorted = rows.arrange({ ...UNORDERED, sort: DOWN });
  await python.answer();
  await sorted;
  const next = new TableRows(python.page, dataframe({ other: [1] }), rows);
  expect(next.ready.value).toBe(true);
  expect(next.order.value.sort).toEqual([]);
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

test("an export comes in parts", async () => {
  const asked: number[] = [];
  const stops = [4, 10];
  const page = {
    rows: async ({ start }: { start: number }) => {
      asked.push(start);
      return { data: new Uint8Array([start]), count: 10, stop: stops.shift() };
    },
  } as never;
  const rows = new TableRows(page, table(10).message);
  expect(await rows.csv(["n"])).toEqual([new Uint8Array([0]), new Uint8Array([4])]);
  expect(asked).toEqual([0, 4]);
});
