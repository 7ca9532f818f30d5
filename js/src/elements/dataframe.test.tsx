import type { DataEditorProps, DataEditorRef, GridCell, GridColumn } from "@glideapps/glide-data-grid";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { forwardRef, useEffect, useImperativeHandle } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { RowsRequest } from "../protocol";
import { drawn, type Sparse } from "../testing/draw";
import { arrowOf } from "../testing/table";
import "./dataframe"; // else the first test would wait for it to be fetched

const SEEN = 5;
const scrolled = vi.hoisted(() => vi.fn());

/** Stands for the grid, which draws on a canvas: a table with its first rows, whose headings and markers can be clicked. */
vi.mock("@glideapps/glide-data-grid", async (original) => {
  const grid = await original<typeof import("@glideapps/glide-data-grid")>();
  const DataEditor = forwardRef<Partial<DataEditorRef>, DataEditorProps>(function DataEditor(props, ref) {
    useImperativeHandle(ref, () => ({
      scrollTo: scrolled,
      focus: () => undefined,
      getBounds: () => ({ x: 0, y: 0, width: 9, height: 9 }),
    }));
    const { columns, rows, getCellContent, gridSelection, rowMarkers, onVisibleRegionChanged } = props;
    const marked = typeof rowMarkers === "object" && rowMarkers.kind !== "none";
    useEffect(
      () => onVisibleRegionChanged?.({ x: 0, y: 0, width: 1, height: SEEN }, 0, 0, {}),
      [onVisibleRegionChanged],
    );
    const choose = (row: number) => {
      const chosen = gridSelection?.rows ?? grid.CompactSelection.empty();
      const next = chosen.hasIndex(row) ? chosen.remove(row) : chosen.add(row);
      props.onGridSelectionChange?.({ rows: next, columns: grid.CompactSelection.empty() });
    };
    const go = (x: number, y: number) =>
      props.onGridSelectionChange?.({
        rows: grid.CompactSelection.empty(),
        columns: grid.CompactSelection.empty(),
        current: { cell: [x, y], range: { x, y, width: 1, height: 1 }, rangeStack: [] },
      });
    return (
      <table
        className={props.className}
        data-height={props.height}
        data-width={props.width}
        data-frozen={props.freezeColumns}
      >
        <thead>
          <tr>
            {columns.map((column: GridColumn, index) => (
              <th
                key={column.id}
                data-width={"width" in column ? column.width : ""}
                onClick={({ shiftKey }) => props.onHeaderClicked?.(index, { shiftKey } as never)}
                onContextMenu={() => props.onHeaderMenuClick?.(index, { x: 0, y: 0, width: 9, height: 9 })}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(rows, SEEN) }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
            <tr key={row} aria-selected={gridSelection?.rows.hasIndex(row)}>
              {columns.map((column, index) => (
                <td key={column.id} onDoubleClick={() => go(index, row)}>
                  {shownIn(getCellContent([index, row]))}
                </td>
              ))}
              {marked && (
                <td>
                  <button type="button" onClick={() => choose(row)}>
                    choose {row}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    );
  });
  const shownIn = (cell: GridCell) =>
    "displayData" in cell ? cell.displayData : "copyData" in cell ? cell.copyData : `(${cell.kind})`;
  return { ...grid, DataEditorCore: DataEditor };
});

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(700);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
});

const CITIES = { city: ["Oslo", "Lima", "Rome"], degrees: [4, 19, 15.5] };

/** A page with one table, and the Python that answers its requests. */
async function page(columns: Record<string, unknown[]>, more: Sparse = {}) {
  const app = drawn([]);
  const put = (given: Record<string, unknown[]>, changed: Sparse = {}) => {
    const rows = Object.values(given)[0]?.length ?? 0;
    const element = { kind: "dataframe", data: { $buffer: "d" }, rows, table: "t", ...more, ...changed };
    app.receiveWith({ d: arrowOf(given) }, { type: "delta", path: [0, 0], element });
  };
  put(columns);
  const asked = () => app.sent.filter((message) => message.type === "rows_request") as RowsRequest[];
  const answer = async (given: Record<string, unknown[]>, count = Object.values(given)[0]?.length) => {
    await waitFor(() => expect(asked().length).toBeGreaterThan(0));
    const request = asked().at(-1)?.request;
    app.receiveWith({ r: arrowOf(given) }, { type: "rows", request, data: { $buffer: "r" }, count });
    await act(() => new Promise((resolve) => setTimeout(resolve)));
  };
  await screen.findByTestId("stDataFrame");
  return { app, put, asked, answer };
}

function texts(): string[][] {
  return [...document.querySelectorAll("tr")].map((row) =>
    [...row.querySelectorAll("th, td")].map((it) => it.textContent),
  );
}

function heading(name: string) {
  return screen.getByRole("columnheader", { name });
}

test("a table has its headings and cells", async () => {
  await page(CITIES);
  expect(texts()).toEqual([
    ["city", "degrees"],
    ["Oslo", "4"],
    ["Lima", "19"],
    ["Rome", "15.5"],
  ]);
});

test("the author's name for it is the table's name", async () => {
  await page(CITIES, { alt: "Temperatures" });
  expect(screen.getByRole("group", { name: "Temperatures" })).toBe(screen.getByTestId("stDataFrame"));
});

test("an empty table says so, with headings or without", async () => {
  const { put } = await page({ city: [] });
  expect(screen.getByText("empty")).toBeTruthy();
  expect(heading("city")).toBeTruthy();
  put({}, { table: "u" });
  expect(screen.getByText("empty")).toBeTruthy();
  expect(screen.queryByRole("columnheader")).toBeNull();
  expect(screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual(["Fullscreen"]);
  put(CITIES, { table: "v" });
  expect(heading("degrees")).toBeTruthy();
});

test("its height is that of its rows, at most ten, or what the author wants", async () => {
  const many = { n: Array.from({ length: 40 }, (_, row) => row) };
  const { put } = await page(CITIES);
  const height = () => document.querySelector("table")?.getAttribute("data-height");
  expect(height()).toBe(String(35 + 3 * 35));
  put(many, { table: "u" });
  expect(height()).toBe(String(35 + 10 * 35));
  put(many, { table: "u", max_rows: null });
  expect(height()).toBe(String(35 + 40 * 35));
  put(many, { table: "u", row_height: 50 });
  expect(height()).toBe(String(35 + 10 * 50));
  put(many, { table: "u", height: 200 });
  expect(height()).toBe("198");
  put(many, { table: "u", height: "stretch" });
  expect(height()).toBe("398");
  put(CITIES, { table: "v", columns: JSON.stringify({ city: { group: "place" } }) });
  expect(height()).toBe(String(2 * 35 + 3 * 35));
});

test("a heading sorts, up, down, and back to how it was", async () => {
  const { app, asked, answer } = await page(CITIES);
  await userEvent.click(heading("degrees"));
  expect(asked().at(-1)).toMatchObject({ table: "t", sort: [["degrees", false]], start: 0, format: "arrow" });
  expect(texts()[1]).toEqual(["Oslo", "4"]);
  await answer({ city: ["Oslo", "Rome", "Lima"], degrees: [4, 15.5, 19], __row__: [0, 2, 1] });
  expect(heading("degrees ↑")).toBeTruthy();
  expect(texts().slice(1)).toEqual([
    ["Oslo", "4"],
    ["Rome", "15.5"],
    ["Lima", "19"],
  ]);
  await userEvent.click(heading("degrees ↑"));
  expect(asked().at(-1)).toMatchObject({ sort: [["degrees", true]] });
  await answer({ city: ["Lima", "Rome", "Oslo"], degrees: [19, 15.5, 4], __row__: [1, 2, 0] });
  await userEvent.click(heading("degrees ↓"));
  await waitFor(() => expect(heading("degrees")).toBeTruthy());
  expect(texts()[1]).toEqual(["Oslo", "4"]);
  expect(asked()).toHaveLength(2);
  expect(app.sent.some((message) => message.type === "rerun")).toBe(false);
});

test("a new table keeps the order, and the old rows are seen until its own have come", async () => {
  const { put, asked, answer } = await page(CITIES);
  await userEvent.click(heading("degrees"));
  await answer({ city: ["Oslo", "Rome", "Lima"], degrees: [4, 15.5, 19], __row__: [0, 2, 1] });
  put({ city: ["Pisa", "Bonn"], degrees: [20, 10] }, { table: "u" });
  expect(texts()[1]).toEqual(["Oslo", "4"]);
  expect(asked().at(-1)).toMatchObject({ table: "u", sort: [["degrees", false]] });
  await answer({ city: ["Bonn", "Pisa"], degrees: [10, 20], __row__: [1, 0] });
  expect(texts()).toEqual([
    ["city", "degrees ↑"],
    ["Bonn", "10"],
    ["Pisa", "20"],
  ]);
});

test("columns do not become narrower while their values change", async () => {
  const { put } = await page({ name: ["a rather long name"], n: [1] });
  const widths = () => [...document.querySelectorAll("th")].map((heading) => Number(heading.dataset.width));
  const before = widths();
  put({ name: ["short"], n: [123456789] }, { table: "u" });
  expect(widths()[0]).toBe(before[0]);
  expect(widths()[1]).toBeGreaterThan(before[1] ?? 0);
  put({ other: [1] }, { table: "v" });
  put({ name: ["short"] }, { table: "w" });
  expect(widths()[0]).toBeLessThan(before[0] ?? 0);
});

test("the search field asks once the reader rests, and Escape ends the search", async () => {
  const { asked, answer } = await page(CITIES);
  await userEvent.click(screen.getByRole("button", { name: "Search" }));
  const field = screen.getByRole("searchbox", { name: "Search the table" });
  expect(document.activeElement).toBe(field);
  await userEvent.type(field, "im");
  await waitFor(() => expect(asked()).toHaveLength(1));
  expect(asked()[0]).toMatchObject({ search: "im", start: 0 });
  await answer({ city: ["Lima"], degrees: [19], __row__: [1] });
  expect(texts().slice(1)).toEqual([["Lima", "19"]]);
  expect(screen.getByRole("status").textContent).toBe("1 row matches");
  expect(scrolled).toHaveBeenLastCalledWith(0, 0, "vertical");
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(texts()).toHaveLength(4));
  expect(screen.queryByRole("searchbox")).toBeNull();
});

test("Ctrl+F in the table searches", async () => {
  await page(CITIES);
  fireEvent.keyDown(screen.getByText("Oslo"), { key: "f", ctrlKey: true });
  expect(screen.getByRole("searchbox")).toBeTruthy();
});

test("columns can be hidden, and come back", async () => {
  await page(CITIES);
  await userEvent.click(screen.getByRole("button", { name: "Show/hide columns" }));
  const list = screen.getByRole("group", { name: "Show/hide columns" });
  expect(document.activeElement).toBe(within(list).getByRole("checkbox", { name: "city" }));
  await userEvent.click(within(list).getByRole("checkbox", { name: "city" }));
  expect(texts()[0]).toEqual(["degrees"]);
  await userEvent.click(within(list).getByRole("checkbox", { name: "city" }));
  expect(texts()[0]).toEqual(["city", "degrees"]);
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("group")).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Show/hide columns" }));
});

test("the export holds the columns that are shown", async () => {
  const { app, asked } = await page({ ...CITIES, secret: [1, 2, 3] }, { columns: '{"secret": {"hidden": true}}' });
  const saved: Blob[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    saved.push(blob as Blob);
    return "blob:1";
  });
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  await userEvent.click(screen.getByRole("button", { name: "Download as CSV" }));
  const [request] = asked();
  expect(request).toMatchObject({ format: "csv", columns: ["city", "degrees"] });
  const csv = new TextEncoder().encode("city,degrees\n");
  app.receiveWith({ c: csv }, { type: "rows", request: request?.request, data: { $buffer: "c" }, count: 3 });
  await waitFor(() => expect(clicked).toHaveBeenCalled());
  expect(await saved[0]?.text()).toBe("city,degrees\n");
  const [link] = clicked.mock.contexts as HTMLAnchorElement[];
  expect(link?.download).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d_export\.csv$/);
});

test("an export that fails says so", async () => {
  const { app, asked } = await page(CITIES);
  await userEvent.click(screen.getByRole("button", { name: "Download as CSV" }));
  app.receive({ type: "rows", request: asked()[0]?.request, data: null, count: 0, error: "The table is gone." });
  expect((await screen.findByRole("alert")).textContent).toBe("The table is gone.");
});

test("where data must stay, nothing is downloaded or copied", async () => {
  const { app } = await page(CITIES, WIDGET);
  app.receive({ type: "page_options", data_export: false });
  expect(screen.queryByRole("button", { name: "Download as CSV" })).toBeNull();
  expect(screen.getByRole("button", { name: "Search" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "choose 1" }));
  const copied = new Event("copy", { bubbles: true, cancelable: true });
  const setData = vi.fn();
  fireEvent(screen.getByText("Oslo"), Object.assign(copied, { clipboardData: { setData } }));
  expect([copied.defaultPrevented, setData.mock.calls]).toEqual([true, []]);
});

const WIDGET = { id: "w", selection_mode: ["multi-row"], default: { rows: [], columns: [], cells: [] } };

test("chosen rows are told to Python", async () => {
  const { app } = await page(CITIES, WIDGET);
  await userEvent.click(screen.getByRole("button", { name: "choose 1" }));
  await userEvent.click(screen.getByRole("button", { name: "choose 0" }));
  const values = app.sent.map((message) => message.type === "rerun" && message.values);
  expect(values).toEqual([
    { w: { rows: [1], columns: [], cells: [] } },
    { w: { rows: [0, 1], columns: [], cells: [] } },
  ]);
});

test("what Python selects is marked, also where sorting has put it", async () => {
  const { app, answer } = await page(CITIES, WIDGET);
  app.receive({ type: "values", values: { w: { rows: [1], columns: [], cells: [] } } });
  const marked = () => [...document.querySelectorAll("[aria-selected=true]")].map((row) => row.textContent);
  expect(marked()).toEqual(["Lima19choose 1"]);
  await userEvent.click(heading("degrees"));
  await answer({ city: ["Oslo", "Rome", "Lima"], degrees: [4, 15.5, 19], __row__: [0, 2, 1] });
  expect(marked()).toEqual(["Lima19choose 2"]);
});

test("cells are told once the reader rests, and a cell without that mode is nobody's business", async () => {
  const { app, put } = await page(CITIES);
  fireEvent.doubleClick(screen.getByText("Lima"));
  put(CITIES, { ...WIDGET, id: "c", selection_mode: ["multi-cell"] });
  fireEvent.doubleClick(screen.getByText("Oslo"));
  fireEvent.doubleClick(screen.getByText("Rome"));
  await waitFor(() => expect(app.sent).toHaveLength(1));
  expect(app.sent[0]).toMatchObject({ values: { c: { rows: [], columns: [], cells: [[2, "city"]] } } });
});

test("full screen has the whole window, until Escape", async () => {
  await page(CITIES, { width: "content", height: 100 });
  await userEvent.click(screen.getByRole("button", { name: "Fullscreen" }));
  expect(screen.getByTestId("stFullScreenFrame").dataset.fullscreen).toBe("true");
  expect(document.querySelector("table")?.getAttribute("data-height")).toBe("398");
  await userEvent.keyboard("{Escape}");
  expect(screen.getByTestId("stFullScreenFrame").dataset.fullscreen).toBe("false");
  expect(document.querySelector("table")?.getAttribute("data-height")).toBe("98");
});

test("the place where cells open is in the app whose table is used", async () => {
  await page(CITIES);
  fireEvent.pointerDown(screen.getByText("Oslo"));
  const portal = document.getElementById("portal");
  expect(portal?.parentElement).toBe(document.body);
  await userEvent.click(screen.getByRole("button", { name: "Fullscreen" }));
  fireEvent.pointerDown(screen.getByText("Oslo"));
  expect(screen.getByTestId("stFullScreenFrame").contains(portal)).toBe(true);
});

/** Opens the menu of a column. */
async function menuOf(name: string) {
  fireEvent.contextMenu(heading(name));
  return within(await screen.findByRole("menu", { name: `Menu of column ${name}` }));
}

test("the menu of a column sorts, and with Shift a heading sorts among others", async () => {
  const { asked, answer } = await page(CITIES);
  const menu = await menuOf("degrees");
  expect(document.activeElement).toBe(menu.getByRole("menuitem", { name: "Sort ascending" }));
  await userEvent.click(menu.getByRole("menuitem", { name: "Sort descending" }));
  expect(screen.queryByRole("menu")).toBeNull();
  await answer({ city: ["Lima", "Rome", "Oslo"], degrees: [19, 15.5, 4], __row__: [1, 2, 0] });
  fireEvent.click(heading("city"), { shiftKey: true });
  expect(asked().at(-1)).toMatchObject({
    sort: [
      ["degrees", true],
      ["city", false],
    ],
  });
});

test("a column is filtered by a range or its values, and all filters are cleared at once", async () => {
  const { app, asked, answer } = await page(CITIES);
  await userEvent.click((await menuOf("degrees")).getByRole("menuitem", { name: "Filter" }));
  await waitFor(() => expect(asked().at(-1)).toMatchObject({ format: "facts", columns: ["degrees"] }));
  const facts = { kind: "number", least: "4", most: "19", empty: 0, distinct: 3 };
  const values = arrowOf({ value: [4, 19], key: ["4.0", "19.0"], count: [1, 1] });
  const answered = { type: "rows", request: asked().at(-1)?.request, data: { $buffer: "f" }, count: 3, facts };
  app.receiveWith({ f: values }, answered);
  fireEvent.change(await screen.findByLabelText("From"), { target: { value: "10" } });
  const filters = [{ column: "degrees", op: "between", values: ["10", null] }];
  await waitFor(() => expect(asked().at(-1)).toMatchObject({ format: "arrow", filters }));
  await answer({ city: ["Lima", "Rome"], degrees: [19, 15.5], __row__: [1, 2] });
  expect(texts().slice(1)).toEqual([
    ["Lima", "19"],
    ["Rome", "15.5"],
  ]);
  expect(screen.getByRole("status").textContent).toBe("2 rows match");
  await userEvent.click(screen.getByRole("checkbox", { name: /^4/ }));
  await waitFor(() => expect(asked().at(-1)?.filters).toHaveLength(2));
  expect(asked().at(-1)?.filters[1]).toEqual({ column: "degrees", op: "not_in", values: ["4.0"] });
  await userEvent.keyboard("{Escape}{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Clear all filters" }));
  await waitFor(() => expect(texts()).toHaveLength(4));
});

test("a column's facts are told", async () => {
  const { app, asked } = await page(CITIES);
  await userEvent.click((await menuOf("city")).getByRole("menuitem", { name: "Statistics" }));
  await waitFor(() => expect(asked()).toHaveLength(1));
  const facts = { kind: "text", least: null, most: null, empty: 1, distinct: null };
  app.receive({ type: "rows", request: asked()[0]?.request, data: null, count: 3, facts });
  await waitFor(() => expect(screen.getByText("Distinct values").nextSibling?.textContent).toBe("many"));
});

test("the reader formats, moves, pins and hides a column, and that outlives a new table", async () => {
  const { put } = await page(CITIES);
  const choose = async (column: string, name: string) =>
    userEvent.click((await menuOf(column)).getByRole("menuitem", { name }));
  await choose("degrees", "Format");
  await userEvent.click(screen.getByRole("menuitemradio", { name: "Percent" }));
  expect(texts()[1]).toEqual(["Oslo", "400%"]);
  await choose("degrees", "Move left");
  expect(texts()[1]).toEqual(["400%", "Oslo"]);
  await choose("city", "Pin column");
  expect(texts()[1]).toEqual(["Oslo", "400%"]);
  expect(document.querySelector("table")?.getAttribute("data-frozen")).toBe("1");
  await choose("city", "Hide column");
  put({ city: ["Pisa"], degrees: [1] }, { table: "u" });
  expect(texts()).toEqual([["degrees"], ["100%"]]);
});

test("the keyboard opens the menu of the column that has the focus", async () => {
  await page(CITIES);
  fireEvent.keyDown(screen.getByText("Oslo"), { key: "ArrowDown", altKey: true });
  expect(await screen.findByRole("menu", { name: "Menu of column city" })).toBeTruthy();
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement?.textContent).toBe("Sort descending");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("menu")).toBeNull();
});

test("Ctrl+A selects all rows, where several can be", async () => {
  const { app } = await page(CITIES, WIDGET);
  fireEvent.keyDown(screen.getByText("Oslo"), { key: "a", ctrlKey: true });
  await waitFor(() => expect(app.sent.at(-1)).toMatchObject({ values: { w: { rows: [0, 1, 2] } } }));
});

test("cells are copied as they are, also those that have not come", async () => {
  const { app, asked } = await page(CITIES, { ...WIDGET, rows: 900 });
  fireEvent.doubleClick(screen.getByText("15.5"));
  const clipboardData = { setData: vi.fn() };
  fireEvent.copy(screen.getByText("15.5"), { clipboardData });
  expect(clipboardData.setData).toHaveBeenCalledWith("text/plain", "15.5");
  const written = vi.fn();
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: written } });
  vi.stubGlobal("ClipboardItem", undefined);
  fireEvent.keyDown(screen.getByText("Oslo"), { key: "a", ctrlKey: true });
  await waitFor(() => expect(app.sent.some((message) => message.type === "rerun")).toBe(true));
  const before = asked().length;
  fireEvent.copy(screen.getByText("Oslo"), { clipboardData });
  await waitFor(() => expect(asked()).toHaveLength(before + 1));
  expect(asked().at(-1)).toMatchObject({ start: 0, stop: 900, columns: ["city", "degrees"] });
  const request = asked().at(-1)?.request;
  const data = arrowOf({ city: ["a\tb", null], degrees: [1, 2] });
  app.receiveWith({ r: data }, { type: "rows", request, data: { $buffer: "r" }, count: 900 });
  await waitFor(() => expect(written).toHaveBeenCalledWith('"a\tb"\t1\n\t2'));
  vi.unstubAllGlobals();
});

test("a Styler's caption stands under the table", async () => {
  await page(CITIES, { caption: "Temperatures" });
  expect(screen.getByText("Temperatures").tagName).toBe("P");
});

test("a table with a key comes back as the reader left it", async () => {
  for (const key of ["mine", null]) {
    const { app, put } = await page(CITIES, { key });
    await userEvent.click(screen.getByRole("button", { name: "Show/hide columns" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "city" }));
    expect(texts()[0]).toEqual(["degrees"]);
    app.put([0, 0], { kind: "text", body: "Gone" });
    await screen.findByText("Gone");
    put(CITIES);
    await screen.findByTestId("stDataFrame");
    expect(texts()[0]).toEqual(key === null ? ["city", "degrees"] : ["degrees"]);
    cleanup();
  }
});
