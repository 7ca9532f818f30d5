import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Page } from "../page/page";
import { arrowOf } from "../testing/table";
import { ChartTableView } from "./vega_table";

const shown = vi.hoisted(() => vi.fn());

vi.mock("./dataframe", () => ({
  TableView: (props: { tool: unknown }) => {
    shown(props);
    return <div>{props.tool as string}</div>;
  },
}));

test("the rows of a chart are a table that asks nobody", async () => {
  const data = arrowOf({ x: [3, 1, 2] });
  const page = new Page();
  render(<ChartTableView data={data} page={page} fullscreen={false} tool="tools" />);
  expect(screen.getByText("tools")).toBeTruthy();
  const { element, rows, page: own } = shown.mock.lastCall?.[0] ?? {};
  expect(element).toMatchObject({ kind: "dataframe", data, rows: 3, id: "", max_rows: 10 });
  await rows.arrange({ sort: [["x", false]], search: "", filters: [] });
  expect([0, 1, 2].map((row) => rows.cell(0, row))).toEqual([1, 2, 3]);
  expect(own.values).toBe(page.values);
});
