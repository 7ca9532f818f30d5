import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("columns with their shares and what stands in them", () => {
  const app = drawn([{ kind: "columns" }]);
  app.put([0, 0, 0], { kind: "column", weight: 2 });
  app.put([0, 0, 1], { kind: "column", weight: 1, border: true });
  app.put([0, 0, 1, 0], { kind: "text", body: "b" });
  const columns = screen.getAllByTestId("stColumn");
  expect(columns.map((column) => column.style.getPropertyValue("--lit-share"))).toEqual(["2", "1"]);
  expect(columns.map((column) => column.textContent)).toEqual(["", "b"]);
  expect(columns[1]?.classList).toContain("stPrintBorderedColumn");
  expect(columns[0]?.parentElement?.dataset.testid).toBe("stHorizontalBlock");
});
