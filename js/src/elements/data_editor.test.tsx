import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { RowsRequest } from "../protocol";
import { drawn, type Sparse } from "../testing/draw";
import { arrowOf } from "../testing/table";
import "./data_editor"; // else the first test would wait for it to be fetched
import "./data_editor_choices";

vi.mock("@glideapps/glide-data-grid", async (original) => {
  const grid = await original<typeof import("@glideapps/glide-data-grid")>();
  const { gridOfButtons } = await import("../testing/grid");
  return { ...grid, DataEditorCore: gridOfButtons(grid) };
});

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(700);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
});

const GOODS = { name: ["bolt", "nut", "cog"], price: [1.5, 2, 4], sold: [true, false, true] };
const COLUMNS = {
  name: { edit: { type: "text" }, required: true, type_config: { type: "text", max_chars: 6 } },
  price: { edit: { type: "number" }, type_config: { type: "number", min_value: 0 } },
  sold: { edit: { type: "boolean" }, default: false },
};
const NOTHING = { edited_rows: {}, added_rows: [], deleted_rows: [] };

/** A page with one editor. */
async function page(
  more: Sparse = {},
  columns: Record<string, unknown> = COLUMNS,
  data = GOODS as Record<string, unknown[]>,
) {
  const app = drawn([]);
  const put = (changed: Sparse = {}) => {
    const rows = Object.values(data)[0]?.length ?? 0;
    const common = { kind: "data_editor", id: "e", data: { $buffer: "d" }, rows, table: "t", default: NOTHING };
    const element = { ...common, columns: JSON.stringify(columns), ...more, ...changed };
    app.receiveWith({ d: arrowOf(data) }, { type: "delta", path: [0, 0], element });
  };
  put();
  await screen.findByTestId("stDataFrame");
  const values = () => app.sent.filter((message) => message.type === "rerun").map(({ values: all }) => all?.e);
  return { app, put, values, asked: () => app.sent.filter(({ type }) => type === "rows_request") as RowsRequest[] };
}

function cell(x: number, y: number): HTMLElement {
  return document.querySelector<HTMLElement>(`[data-cell="${x} ${y}"]`) as HTMLElement;
}

function texts(): (string | null)[][] {
  return [...document.querySelectorAll("[data-row]")].map((row) =>
    [...row.querySelectorAll("[data-cell]")].map((it) => it.textContent),
  );
}

/** What a field is in: its name says where it stands. */
function field(name: RegExp | string) {
  return screen.getByLabelText(name);
}

async function write(x: number, y: number, text: string, end = "{Enter}"): Promise<void> {
  await userEvent.dblClick(cell(x, y));
  await userEvent.clear(within(screen.getByTestId("overlay")).getByRole("textbox"));
  await userEvent.keyboard(text + end);
}

function paste(text: string): void {
  fireEvent.paste(screen.getByTestId("cells"), {
    clipboardData: { getData: (type: string) => (type === "text/plain" ? text : "") },
  });
}

test("a cell is edited, and Python is told all that was", async () => {
  const { values } = await page();
  await write(1, 1, "3,5");
  expect(cell(1, 1).textContent).toBe("3.5");
  await write(0, 0, "screw");
  const edited_rows = { 1: { price: 3.5 }, 0: { name: "screw" } };
  await waitFor(() => expect(values().at(-1)).toEqual({ ...NOTHING, edited_rows }));
});

test("Python is told once the reader rests, or turns to something else", async () => {
  const { values } = await page();
  vi.useFakeTimers();
  fireEvent.doubleClick(cell(2, 0));
  fireEvent.doubleClick(cell(2, 1));
  await vi.advanceTimersByTimeAsync(100);
  fireEvent.doubleClick(cell(2, 2));
  await vi.advanceTimersByTimeAsync(149);
  expect(values()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(values()).toHaveLength(1);
  fireEvent.doubleClick(cell(2, 0));
  fireEvent.pointerDown(document.body);
  await vi.advanceTimersByTimeAsync(0);
  expect(values()).toHaveLength(2);
  vi.useRealTimers();
});

test("a cell that is as it was is no edit", async () => {
  const { values } = await page();
  await write(0, 2, "cog");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(values()).toEqual([]);
  await write(1, 1, "7");
  await write(1, 1, "2");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(values().at(-1) ?? NOTHING).toEqual(NOTHING);
});

test("what is typed takes the place of what was there, and Escape leaves it", async () => {
  const { values } = await page();
  await userEvent.click(cell(0, 1));
  await userEvent.keyboard("abc");
  expect(field("name, row 2")).toHaveProperty("value", "abc");
  await userEvent.keyboard("{Escape}");
  expect(cell(0, 1).textContent).toBe("nut");
  await userEvent.click(cell(0, 1));
  await userEvent.keyboard("abc{Tab}");
  expect(cell(0, 1).textContent).toBe("abc");
  await waitFor(() => expect(values().at(-1)).toMatchObject({ edited_rows: { 1: { name: "abc" } } }));
});

test("a checkbox is turned at once", async () => {
  const { values } = await page();
  await userEvent.dblClick(cell(2, 1));
  expect(cell(2, 1).textContent).toBe("true");
  await waitFor(() => expect(values().at(-1)).toMatchObject({ edited_rows: { 1: { sold: true } } }));
});

test("what cannot be taken is said, stays in the field, and in the cell if the reader turns away", async () => {
  const { values } = await page();
  await write(1, 0, "cheap");
  expect(screen.getByRole("alert").textContent).toContain("not a number");
  expect(field("price, row 1").getAttribute("aria-invalid")).toBe("true");
  await userEvent.click(screen.getByText("elsewhere"));
  expect(cell(1, 0).textContent).toBe("cheap");
  expect(cell(1, 0).dataset.wrong).toBe("true");
  expect(screen.getByRole("alert").textContent).toContain("price, row 1: This is not a number.");
  expect(values()).toEqual([]);
  await userEvent.dblClick(cell(1, 0));
  expect(field("price, row 1")).toHaveProperty("value", "cheap");
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByText("Discard"));
  expect(cell(1, 0).textContent).toBe("1.5");
});

test("bounds, lengths and required cells are told", async () => {
  await page();
  for (const [x, text, problem] of [
    [1, "-1", "too small"],
    [0, "washers", "At most 6"],
    [0, " ", "required"],
  ] as const) {
    await write(x, 0, text);
    expect(screen.getByRole("alert").textContent).toContain(problem);
    await userEvent.keyboard("{Escape}");
  }
});

test("columns without an edit are only read", async () => {
  const { values } = await page({}, { ...COLUMNS, price: { disabled: true } });
  expect(cell(1, 0).dataset.readonly).toBe("true");
  await userEvent.click(cell(1, 0));
  await userEvent.keyboard("9");
  expect(screen.queryByRole("textbox")).toBeNull();
  await userEvent.keyboard("{Delete}");
  expect(screen.getByText("1 cell cannot be changed.")).toBeTruthy();
  expect(values()).toEqual([]);
});

test("a new row waits for its required cell, and has what its columns begin with", async () => {
  const { values } = await page({ num_rows: "dynamic" });
  await userEvent.click(screen.getByRole("button", { name: "Add row" }));
  expect(texts()[3]).toEqual(["None", "None", "false"]);
  expect(cell(0, 3).dataset.missing).toBe("true");
  expect(screen.getByText("1 new row is saved once its required cells are filled.")).toBeTruthy();
  await write(1, 3, "8");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(values()).toEqual([]);
  await write(0, 3, "gear");
  const added = { name: "gear", price: 8, sold: false };
  await waitFor(() => expect(values()).toEqual([{ ...NOTHING, added_rows: [added] }]));
});

test("rows are taken away, new ones too", async () => {
  const { values } = await page({ num_rows: "dynamic" });
  await userEvent.click(screen.getByText("new"));
  await userEvent.click(screen.getByText("choose 3"));
  await userEvent.click(screen.getByRole("button", { name: "Delete row(s)" }));
  await userEvent.click(screen.getByText("choose 1"));
  await userEvent.keyboard("{Delete}");
  await waitFor(() => expect(texts().map(([name]) => name)).toEqual(["bolt", "cog"]));
  await waitFor(() => expect(values()).toEqual([{ ...NOTHING, deleted_rows: [1] }]));
  await write(0, 1, "wheel");
  await waitFor(() =>
    expect(values().at(-1)).toEqual({ ...NOTHING, edited_rows: { 2: { name: "wheel" } }, deleted_rows: [1] }),
  );
});

test.each([
  ["fixed", false, false],
  ["add", true, false],
  ["delete", false, true],
  ["dynamic", true, true],
])("with num_rows %s", async (num_rows, adds, deletes) => {
  await page({ num_rows });
  expect(screen.queryByRole("button", { name: "Add row" }) !== null).toBe(adds);
  expect(screen.queryByText("choose 0") !== null).toBe(deletes);
});

test("nothing can be changed in a disabled editor", async () => {
  await page({ num_rows: "dynamic", disabled: true });
  expect(screen.queryByRole("button", { name: "Add row" })).toBeNull();
  expect(cell(0, 0).dataset.readonly).toBe("true");
  await userEvent.dblClick(cell(2, 1));
  expect(cell(2, 1).textContent).toBe("false");
});

test("cells are pasted in one step, wrong ones are kept apart, and rows are put to the table", async () => {
  const { values } = await page({ num_rows: "dynamic" });
  await userEvent.click(cell(0, 2));
  paste("axle\t9\tyes\tmore\nrod\tmany\tno\n");
  await waitFor(() => expect(texts()).toHaveLength(4));
  expect(texts()[2]).toEqual(["axle", "9", "true"]);
  expect(texts()[3]).toEqual(["rod", "many", "false"]);
  expect(cell(1, 3).dataset.wrong).toBe("true");
  await screen.findByText("1 cell holds what cannot be taken, and is not saved. 1 column did not fit.");
  const edited_rows = { 2: { name: "axle", price: 9 } };
  await waitFor(() =>
    expect(values()).toEqual([{ edited_rows, added_rows: [{ name: "rod", sold: false }], deleted_rows: [] }]),
  );
  fireEvent.keyDown(screen.getByTestId("cells"), { key: "z", ctrlKey: true });
  expect(texts()).toHaveLength(3);
  await waitFor(() => expect(values().at(-1)).toEqual(NOTHING));
});

test("rows that do not fit are told where none can be added", async () => {
  await page();
  await userEvent.click(cell(1, 2));
  paste("1\n2\n3");
  await screen.findByText("2 rows did not fit: no rows can be added.");
  expect(texts()[2]?.[1]).toBe("1");
});

test("a cell is repeated down and to the right by keys", async () => {
  const { values } = await page();
  await userEvent.click(cell(1, 0));
  fireEvent.click(cell(1, 2), { shiftKey: true });
  fireEvent.keyDown(screen.getByTestId("cells"), { key: "d", ctrlKey: true });
  await waitFor(() => expect(texts().map((row) => row[1])).toEqual(["1.5", "1.5", "1.5"]));
  await waitFor(() =>
    expect(values()).toEqual([{ ...NOTHING, edited_rows: { 1: { price: 1.5 }, 2: { price: 1.5 } } }]),
  );
});

test("cells are emptied, required ones are not", async () => {
  const { values } = await page();
  await userEvent.click(cell(0, 0));
  fireEvent.click(cell(2, 0), { shiftKey: true });
  await userEvent.keyboard("{Delete}");
  await screen.findByText("1 cell must not be empty.");
  expect(texts()[0]).toEqual(["bolt", "None", "null"]);
  await waitFor(() => expect(values()).toEqual([{ ...NOTHING, edited_rows: { 0: { price: null, sold: null } } }]));
});

test("steps are taken back and done again by keys and buttons", async () => {
  const { values } = await page();
  await write(1, 0, "8");
  await write(1, 1, "9");
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(texts().map((row) => row[1])).toEqual(["8", "2", "4"]);
  fireEvent.keyDown(screen.getByTestId("cells"), { key: "z", ctrlKey: true });
  expect(texts()[0]?.[1]).toBe("1.5");
  fireEvent.keyDown(screen.getByTestId("cells"), { key: "Z", ctrlKey: true, shiftKey: true });
  await userEvent.click(screen.getByRole("button", { name: "Redo" }));
  expect(texts().map((row) => row[1])).toEqual(["8", "9", "4"]);
  await waitFor(() => expect(values().at(-1)).toMatchObject({ edited_rows: { 0: { price: 8 }, 1: { price: 9 } } }));
});

test("what Python has not taken is told, and what it has is shown", async () => {
  const { app, put } = await page();
  await userEvent.click(cell(1, 0));
  paste("8\n9");
  await waitFor(() => expect(app.sent).toHaveLength(1));
  put({ refused: "price of row 1 was not taken" });
  app.receive({ type: "values", values: { e: { ...NOTHING, edited_rows: { 0: { price: 8 } } } } });
  expect(texts().map((row) => row[1])).toEqual(["8", "2", "4"]);
  expect(screen.getByRole("alert").textContent).toContain("was not taken");
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("an answer of Python takes nothing away that is done meanwhile", async () => {
  const { app, values } = await page();
  await write(1, 0, "8");
  await waitFor(() => expect(values()).toHaveLength(1));
  fireEvent.doubleClick(cell(2, 1));
  app.receive({ type: "values", values: { e: NOTHING } });
  expect(texts()[1]).toEqual(["nut", "2", "true"]);
  await waitFor(() => expect(values().at(-1)).toMatchObject({ edited_rows: { 1: { sold: true } } }));
});

test("an answer to older edits is passed over: Python has been sent newer ones", async () => {
  const { app, values } = await page();
  await write(1, 0, "8");
  await waitFor(() => expect(values()).toHaveLength(1));
  await write(1, 1, "9");
  await waitFor(() => expect(values()).toHaveLength(2));
  act(() => app.receive({ type: "values", values: { e: NOTHING }, after: { "": 1 } }));
  expect([cell(1, 0).textContent, cell(1, 1).textContent]).toEqual(["8", "9"]);
  const edited_rows = { 1: { price: 9 } };
  act(() => app.receive({ type: "values", values: { e: { ...NOTHING, edited_rows } }, after: { "": 2 } }));
  expect([cell(1, 0).textContent, cell(1, 1).textContent]).toEqual(["1.5", "9"]);
});

test("a late run leaves what is being typed as it is", async () => {
  const { app, put } = await page();
  await userEvent.click(cell(0, 1));
  await userEvent.keyboard("ax");
  put({ height: 300 });
  app.receive({ type: "values", values: { e: { ...NOTHING, edited_rows: { 1: { name: "other" } } } } });
  expect(field("name, row 2")).toHaveProperty("value", "ax");
  expect(document.activeElement).toBe(field("name, row 2"));
  await userEvent.keyboard("le{Enter}");
  expect(cell(0, 1).textContent).toBe("axle");
});

test("an option is found by typing, chosen by keys and by hand", async () => {
  const options = ["new", { value: "old", label: "Used" }, "broken"];
  const columns = { state: { edit: { type: "choice" }, type_config: { type: "selectbox", options } } };
  const { values } = await page({}, columns, { state: ["new", "broken"] });
  await userEvent.dblClick(cell(0, 0));
  const list = await screen.findByRole("listbox");
  expect(
    within(list)
      .getAllByRole("option")
      .map((option) => option.textContent),
  ).toEqual(["None", "new", "Used", "broken"]);
  await userEvent.clear(screen.getByRole("combobox"));
  await userEvent.keyboard("use{Enter}");
  expect(cell(0, 0).textContent).toBe("Used");
  await userEvent.dblClick(cell(0, 1));
  await userEvent.click(await screen.findByRole("option", { name: "None" }));
  await waitFor(() =>
    expect(values().at(-1)).toMatchObject({ edited_rows: { 0: { state: "old" }, 1: { state: null } } }),
  );
  await userEvent.click(cell(0, 0));
  await userEvent.keyboard("zz{Enter}");
  expect(screen.getByRole("alert").textContent).toContain("“zz” is not one of the options.");
});

test("items of a list are put to it and taken from it", async () => {
  const columns = {
    tags: {
      edit: { type: "choices", new: true },
      type_config: { type: "multiselect", options: ["a", "b"], accept_new_options: true },
    },
  };
  const { values } = await page({}, columns, { tags: [["a"], ["b"]] });
  await userEvent.dblClick(cell(0, 0));
  await screen.findByRole("listbox");
  await userEvent.keyboard("b{Enter}c{Enter}");
  await userEvent.click(screen.getByRole("button", { name: "Remove a" }));
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(values()).toEqual([{ ...NOTHING, edited_rows: { 0: { tags: ["b", "c"] } } }]));
});

test("dates have the browser's own field, unless they are typed over", async () => {
  const columns = { day: { edit: { type: "date" }, type_config: { type: "date", min_value: "2024-01-01" } } };
  const { values } = await page({}, columns, { day: [new Date("2024-02-29"), null] });
  await userEvent.dblClick(cell(0, 0));
  const input = screen.getByTestId("date-picker-cell");
  expect(input).toHaveProperty("value", "2024-02-29");
  expect(input.getAttribute("min")).toBe("2024-01-01");
  fireEvent.change(input, { target: { value: "2024-03-01" } });
  await userEvent.keyboard("{Enter}");
  await userEvent.click(cell(0, 1));
  await userEvent.keyboard("5.3.2024{Enter}");
  const edited_rows = { 0: { day: "2024-03-01" }, 1: { day: "2024-03-05" } };
  await waitFor(() => expect(values().at(-1)).toEqual({ ...NOTHING, edited_rows }));
});

test("cells follow the rules of their row, which are asked for where they are not known", async () => {
  const columns = { ...COLUMNS, price: { ...COLUMNS.price, rules: true } };
  const cells = JSON.stringify({ 0: { price: {} }, 1: { price: { disabled: true } } });
  const { app, asked } = await page({ cells, revision: "1" }, columns);
  expect([0, 1, 2].map((row) => cell(1, row).dataset.readonly)).toEqual(["false", "true", "true"]);
  await write(0, 1, "rod");
  await waitFor(() => expect(asked().at(-1)).toMatchObject({ format: "cells", rows: [1] }));
  expect(asked().at(-1)?.edits).toEqual({ ...NOTHING, edited_rows: { 1: { name: "rod" } } });
  const data = new TextEncoder().encode(JSON.stringify({ 1: { price: {} } }));
  const request = asked().at(-1)?.request;
  app.receiveWith({ r: data }, { type: "rows", request, data: { $buffer: "r" }, count: 0 });
  await waitFor(() => expect(cell(1, 1).dataset.readonly).toBe("false"));
});

test("a form sends edits with its button, and begins anew where it clears itself", async () => {
  const { app, put } = await page({ form: "f" });
  app.receive({ type: "delta", path: [0, 1], element: { kind: "form", form_id: "f", clear_on_submit: true } });
  app.receive({
    type: "delta",
    path: [0, 2],
    element: { kind: "button", id: "s", form: "f", submit: true, label: "Send" },
  });
  put({ form: "f" });
  await write(1, 0, "8");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(app.sent).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(app.sent).toHaveLength(1));
  expect(app.sent[0]).toMatchObject({ values: { e: { edited_rows: { 0: { price: 8 } } }, s: true } });
  expect(cell(1, 0).textContent).toBe("1.5");
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  await write(1, 0, "cheap");
  await userEvent.click(screen.getByText("elsewhere"));
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(app.sent).toHaveLength(1);
});
