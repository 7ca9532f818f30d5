import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("label, value and change", () => {
  drawn([{ kind: "metric", label: "Mass", value: "70 g", delta: "-2 g", delta_color: "red", delta_arrow: "down" }]);
  expect(screen.getByTestId("stMetricLabel").textContent).toBe("Mass");
  expect(screen.getByTestId("stMetricValue").textContent).toBe("70 g");
  expect(screen.getByTestId("stMetricDelta").dataset.color).toBe("red");
  expect(screen.getByTestId("stMetricDeltaIcon-Down")).toBeDefined();
});

test("without a change there is nothing of it", () => {
  drawn([{ kind: "metric", label: "Mass", value: "—", label_visibility: "hidden" }]);
  expect(screen.queryByTestId("stMetricDelta")).toBeNull();
  expect(screen.getByTestId("stMetricLabel").getAttribute("visibility")).toBe("1");
});

test("numbers are written in the author's format, texts are left alone", () => {
  drawn([{ kind: "metric", label: "N", value: "1234567.891", delta: "much", format: "%.1f" }]);
  expect(screen.getByTestId("stMetricValue").textContent).toBe("1234567.9");
  expect(screen.getByTestId("stMetricDelta").textContent).toBe("much");
});

test.each([
  ["line", "M0 46L100 2L200 24"],
  ["area", "M0 46L100 2L200 24V48H0Z"],
])("numbers as a small %s", (type, path) => {
  drawn([{ kind: "metric", label: "N", value: "1", chart_data: [0, 2, 1], chart_type: type }]);
  expect(screen.getByTestId("stMetricChart").querySelector("path")?.getAttribute("d")).toBe(path);
});

test("bars stand on zero, also those below it", () => {
  drawn([{ kind: "metric", label: "N", value: "1", chart_data: [1, -1], chart_type: "bar" }]);
  expect(screen.getByTestId("stMetricChart").querySelector("path")?.getAttribute("d")).toBe(
    "M15 24V2h70V24zM115 24V46h70V24z",
  );
});
