import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn, type Sparse } from "../testing/draw";
import { arrowOf } from "../testing/table";

/** A page with a static table. */
async function page(columns: Record<string, unknown[]>, more: Sparse = {}) {
  const app = drawn([]);
  const element = { kind: "table", data: { $buffer: "d" }, rows: 1, table: "t", columns: "{}", ...more };
  app.receiveWith({ d: arrowOf(columns) }, { type: "delta", path: [0, 0], element });
  return screen.findByTestId("stTableStyledTable");
}

function texts(table: HTMLElement): string[][] {
  return within(table)
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent ?? ""));
}

test("cells and headings are Markdown, numbers have four decimals and stand on the right", async () => {
  const table = await page({ "**city**": ["_Oslo_", null], degrees: [1 / 3, 2] });
  expect(texts(table)).toEqual([
    ["city", "degrees"],
    ["Oslo", "0.3333"],
    ["None", "2.0000"],
  ]);
  expect(screen.getByText("Oslo").tagName).toBe("EM");
  expect(screen.getByRole("columnheader", { name: "city" }).className).toBe("col_heading level0 col0");
  expect(screen.getByRole("cell", { name: "0.3333" }).dataset.number).toBe("true");
});

test("large numbers are written in groups, and dates on one line", async () => {
  const table = await page({ degrees: [-1234567.5, 999], day: [new Date(Date.UTC(2026, 0, 2)), null] });
  expect(texts(table).slice(1)).toEqual([
    ["-1,234,567.5000", "2026-01-02"],
    ["999.0000", "None"],
  ]);
  expect(screen.getByRole("cell", { name: "2026-01-02" }).dataset.moment).toBe("true");
});

test("row labels are headings of their rows, and those of one group are one", async () => {
  const columns = { a: ["x", "x", "y"], b: ["1", "2", "2"], n: ["p", "q", "r"] };
  const table = await page(columns, { index_columns: 2, columns: '{"a": {"label": ""}, "b": {"label": ""}}' });
  expect(texts(table)).toEqual([
    ["", "", "n"],
    ["x", "1", "p"],
    ["2", "q"],
    ["y", "2", "r"],
  ]);
  expect(screen.getByRole("rowheader", { name: "x" }).getAttribute("rowspan")).toBe("2");
});

test("headings of several rows are merged where they say the same", async () => {
  const settings = { p: { header: ["up", "p"] }, q: { header: ["up", "q"] }, r: { header: ["", "r"] } };
  const table = await page({ p: ["1"], q: ["2"], r: ["3"] }, { columns: JSON.stringify(settings) });
  expect(texts(table).slice(0, 2)).toEqual([
    ["up", ""],
    ["p", "q", "r"],
  ]);
  expect(screen.getByRole("columnheader", { name: "up" }).getAttribute("colspan")).toBe("2");
});

test("labels, headings and columns can be left out", async () => {
  const columns = { label: ["x"], a: ["1"], b: ["2"] };
  const more = { index_columns: 1, hide_index: true, hide_header: true, columns: '{"b": {"hidden": true}}' };
  expect(texts(await page(columns, more))).toEqual([["1"]]);
});

test("a Styler's words, colours and rules are those of this table alone", async () => {
  const style = JSON.stringify({ a: { text: "one", css: "color: red" } });
  const rules = [
    ["th, td", "padding: 3px"],
    ["", "opacity: 0.5"],
    ["td} body", "display: none"],
  ];
  const table = await page({ a: [1], __style__: [style] }, { rules, caption: "Numbers" });
  expect(texts(table)).toEqual([["a"], ["one"]]);
  expect(screen.getByRole("cell", { name: "one" }).style.color).toBe("red");
  expect(screen.getByText("Numbers").tagName).toBe("CAPTION");
  const sheet = [...document.querySelectorAll("style")].find((one) => one.textContent?.includes("padding: 3px"));
  const scope = `[data-rules="${table.dataset.rules}"]`;
  expect(sheet?.textContent).toBe(`${scope} th, ${scope} td { padding: 3px }\n${scope} { opacity: 0.5 }`);
});

test("lines, name and height are the author's", async () => {
  await page({ a: ["x"] }, { border: "horizontal", alt: "Letters", height: 100 });
  expect(screen.getByTestId("stTable").dataset).toMatchObject({ border: "horizontal", scrolls: "true" });
  expect(screen.getByRole("group", { name: "Letters" })).toBeTruthy();
});
