import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("each child stands in a cell", () => {
  const app = drawn([{ kind: "grid", columns: 3, row_gap: "small", column_gap: 3, key: "g", border: true }]);
  app.put([0, 0, 0], { kind: "text", body: "a" });
  app.put([0, 0, 1], { kind: "cell", column_span: 2, row_span: 2 });
  app.put([0, 0, 1, 0], { kind: "text", body: "b" });
  app.put([0, 0, 2], { kind: "cell", column_span: "all" });
  app.put([0, 0, 3], { kind: "empty" });
  const grid = screen.getByTestId("stGrid");
  expect(grid.className).toContain("st-key-g");
  expect(grid.dataset.testColumnCount).toBe("3");
  expect(grid.dataset.testWrap).toBe("true");
  expect(grid.style.gap).toBe("1rem 3px");
  const cells = screen.getAllByTestId("stGridCell");
  expect(cells.map((cell) => [cell.textContent, cell.style.gridColumn, cell.style.gridRow])).toEqual([
    ["a", "", ""],
    ["b", "span 2", "span 2"],
    ["", "1 / -1", ""],
    ["", "", ""],
  ]);
});

test("a grid that keeps its columns is as wide as they need", () => {
  drawn([{ kind: "grid", columns: 4, wrap: false, min_column_width: 120, row_height: 60 }]);
  const grid = screen.getByTestId("stGrid");
  expect(grid.style.gridTemplateColumns).toBe("repeat(4, minmax(120px, 1fr))");
  expect(grid.style.gridAutoRows).toBe("60px");
});
