import { expect, test, vi } from "vitest";
import { CATEGORIES, chartColors, DIVERGING, RAMP } from "./chart_colors";

function place(style: Record<string, string>): CSSStyleDeclaration {
  const element = document.createElement("div");
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value);
  document.body.append(element);
  return getComputedStyle(element);
}

test("charts have our colours, in light and in dark", () => {
  expect(chartColors(place({}))).toEqual({ categories: CATEGORIES.light, ramp: RAMP.light, diverging: DIVERGING });
  expect(chartColors(place({ "color-scheme": "dark" })).ramp).toBe(RAMP.dark);
});

test("charts have the author's colours where there are some", () => {
  const colors = chartColors(place({ "--lit-chart-categories": "#ff0000|rgb(1 2 3 / 0.5)" }));
  expect(colors).toEqual({ categories: ["#ff0000", "rgb(1 2 3 / 0.5)"], ramp: RAMP.light, diverging: DIVERGING });
});

test("who wants more contrast has it in charts too, but not instead of the author's colours", () => {
  vi.stubGlobal("matchMedia", (query: string) => ({ matches: query.includes("prefers-contrast") }));
  expect(chartColors(place({})).categories).not.toEqual(CATEGORIES.light);
  expect(chartColors(place({})).categories).toHaveLength(CATEGORIES.light.length);
  expect(chartColors(place({ "--lit-chart-categories": "#ff0000" })).categories).toEqual(["#ff0000"]);
});
