import { expect, test } from "vitest";
import { appsOf, type Cell, VIEW } from "./apps";

function cell(id: string, source: string, model?: string): Cell {
  return { id, source, outputs: model ? [{ "text/plain": "…" }, { [VIEW]: { model_id: model } }] : [] };
}

test("cells that begin with %%app are apps, others are not", () => {
  expect(
    appsOf([
      cell("a", "import pandas as pd\n'%%app'"),
      cell("b", "%%app sales --height 300\n1", "m1"),
      cell("c", "\n\n%%app\n2"),
      cell("d", "%%apple\n3"),
      cell("e", "%%app --help"),
      cell("f", "# %%app\n"),
    ]),
  ).toEqual([
    { name: "sales", title: "sales", cell: "b", model: "m1" },
    { name: "c", title: "", cell: "c", model: null },
  ]);
});

test.each([
  ["%%app --height 300 sales", "sales"],
  ["%%app --no-streamlit-alias 'my sales'", "my sales"],
  ['%%app "a b" --height 3', "a b"],
  ["%%app --height 300", ""],
  ["%%app --snapshot 50 sales", "sales"],
])("the name in %j is %j", (source, title) => {
  expect(appsOf([cell("x", source)]).map((app) => app.title)).toEqual([title]);
});

test("of cells with one name, the last that has run counts", () => {
  expect(appsOf([cell("a", "%%app x", "m1"), cell("b", "%%app x", "m2"), cell("c", "%%app x")])).toEqual([
    { name: "x", title: "x", cell: "b", model: "m2" },
  ]);
  expect(appsOf([cell("a", "%%app x"), cell("b", "%%app x")])).toEqual([
    { name: "x", title: "x", cell: "b", model: null },
  ]);
});
