import { expect, test } from "vitest";
import { CATEGORIES } from "../theme/chart_colors";
import { themed } from "./echarts_theme";

test("charts have the page's colours and its font, in quotes that SVG can hold", () => {
  const place = document.createElement("div");
  place.style.colorScheme = "dark";
  place.style.setProperty("--lit-font", '"Inter Variable", sans-serif');
  document.body.append(place);
  expect(themed(place)).toMatchObject({
    darkMode: true,
    color: CATEGORIES.dark,
    backgroundColor: "transparent",
    textStyle: { fontFamily: "'Inter Variable', sans-serif" },
  });
});
