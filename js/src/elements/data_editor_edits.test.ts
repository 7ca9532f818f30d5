import { expect, test } from "vitest";
import { adopted, applied, completeRows, type Edits, held, NO_EDITS, newRow, toWire } from "./data_editor_edits";

const cell = (row: number, column: string, value?: string | number | null) =>
  ({ do: "cell", row, column, ...(value === undefined ? {} : { value }) }) as const;

function after(...changes: Parameters<typeof applied>[1]): Edits {
  return applied(NO_EDITS, changes);
}

test("cells are changed, and are as they were again", () => {
  const edits = after(cell(3, "a", 1), cell(3, "b", null), cell(7, "a", 2));
  expect(toWire(edits, [])).toEqual({
    edited_rows: { 3: { a: 1, b: null }, 7: { a: 2 } },
    added_rows: [],
    deleted_rows: [],
  });
  expect(toWire(applied(edits, [cell(3, "a"), cell(7, "a")]), [])).toMatchObject({ edited_rows: { 3: { b: null } } });
  expect(edits.cells.get(7)).toEqual({ a: 2 });
});

test("rows that are gone take their edits along, and added ones are as if they had never been", () => {
  const [one, two] = [newRow(), newRow()];
  const edits = applied(
    after(cell(3, "a", 1), { do: "add", row: one, cells: {} }, { do: "add", row: two, cells: { a: 5 } }),
    [{ do: "delete", rows: [[2, 5]], added: [one] }, cell(one, "a", 9)],
  );
  expect(toWire(edits, [two])).toEqual({ edited_rows: {}, added_rows: [{ a: 5 }], deleted_rows: [2, 3, 4] });
});

test("a million rows that are gone travel as one stretch", () => {
  const edits = after({ do: "delete", rows: [[0, 1_000_000]], added: [] });
  const wire = toWire(edits, []);
  expect(wire.deleted_rows).toEqual([[0, 999_999]]);
  expect(adopted(wire, NO_EDITS, []).deleted).toEqual(edits.deleted);
});

test("a draft stays until the cell has a value, and Python is not told of it", () => {
  const draft = { text: "abc", problem: "no number", where: "n, row 2" };
  const edits = applied(after(cell(1, "n", 4)), [{ do: "cell", row: 1, column: "n", draft }]);
  expect(edits.drafts.get(1)).toEqual({ n: draft });
  expect(toWire(edits, [])).toMatchObject({ edited_rows: { 1: { n: 4 } } });
  expect(applied(edits, [cell(1, "n", 5)]).drafts.size).toBe(0);
  expect(applied(edits, [{ do: "discard" }]).drafts.size).toBe(0);
});

test("new rows wait for their required cells", () => {
  const [one, two] = [newRow(), newRow()];
  const edits = after({ do: "add", row: one, cells: {} }, { do: "add", row: two, cells: { name: "x" } });
  expect(completeRows(edits, ["name"])).toEqual([two]);
  expect(completeRows(applied(edits, [cell(one, "name", "y")]), ["name"])).toEqual([one, two]);
  expect(completeRows(edits, [])).toEqual([one, two]);
});

test("what Python has is taken over; rows that wait stay, and known ones keep their names", () => {
  const [one, two] = [newRow(), newRow()];
  const draft = { text: "abc", problem: "no number", where: "n, row 2" };
  const edits = after(
    cell(1, "n", 40),
    { do: "add", row: one, cells: { name: "x", n: 99 } },
    { do: "add", row: two, cells: {} },
    { do: "cell", row: 2, column: "n", draft },
    { do: "cell", row: 5, column: "n", draft },
  );
  const taken = adopted({ edited_rows: { "4": { n: 1 } }, added_rows: [{ name: "x" }], deleted_rows: [5] }, edits, [
    "name",
  ]);
  expect([...taken.cells]).toEqual([[4, { n: 1 }]]);
  expect(taken.added).toEqual([
    { id: one, cells: { name: "x" } },
    { id: two, cells: {} },
  ]);
  expect([...taken.drafts.keys()]).toEqual([2]);
  const fewer = adopted({ edited_rows: {}, added_rows: [], deleted_rows: [] }, edits, ["name"]);
  expect(fewer.added.map(({ id }) => id)).toEqual([two]);
});

test("an arrangement keeps the values it was made with, and follows rows that go and come back", () => {
  const [one, two] = [newRow(), newRow()];
  const frozen = after(cell(1, "n", 4), { do: "add", row: one, cells: {} });
  const typed = applied(frozen, [cell(1, "n", 5), { do: "add", row: two, cells: {} }]);
  expect(held(frozen, typed)).toBe(frozen);
  const gone = held(frozen, applied(typed, [{ do: "delete", rows: [[7, 8]], added: [one] }]));
  expect(gone.deleted).toEqual([[7, 8]]);
  expect(gone.added).toEqual([]);
  expect(gone.cells.get(1)).toEqual({ n: 4 });
  expect(held(gone, typed).deleted).toEqual([]);
});
