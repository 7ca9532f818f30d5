import { expect, test } from "vitest";
import { legendBeside, palette, themed } from "./vega_theme";

function place(tokens: Record<string, string>, scheme = "light"): HTMLElement {
  const element = document.createElement("div");
  for (const [name, value] of Object.entries(tokens)) element.style.setProperty(`--lit-${name}`, value);
  element.style.colorScheme = scheme;
  document.body.append(element);
  return element;
}

test("charts take colours and fonts from where they stand", () => {
  const config = themed(place({ text: "#111", muted: "#222", border: "#333", font: "Inter" }));
  expect(config.font).toBe("Inter");
  expect(config.axis).toMatchObject({ labelColor: "#222", gridColor: "#333" });
  expect(config.title).toMatchObject({ color: "#111" });
});

test("dark pages have colours of their own", () => {
  const [light, dark] = [themed(place({})), themed(place({}, "dark"))];
  expect(light.range?.category).not.toEqual(dark.range?.category);
  expect(light.mark?.color).not.toEqual(dark.mark?.color);
});

test("names of colours are those of the theme", () => {
  const names = palette(place({ primary: "#c40", "red-line": "#e00", "gray-line": "#888" }));
  expect(names).toMatchObject({ primary: "#c40", red: "#e00", gray: "#888", grey: "#888" });
});

test("a legend lies below where there is no room beside, and where its chart wants that", () => {
  expect(legendBeside({ mark: "point" }, 700)).toBe(true);
  expect(legendBeside({ mark: "point" }, 350)).toBe(false);
  expect(legendBeside({ encoding: { color: { legend: { orient: "bottom" } } } }, 700)).toBe(false);
  expect(themed(place({})).legend).toMatchObject({ orient: "bottom", columns: 6 });
  expect(themed(place({}), true).legend).toMatchObject({ orient: "right", columns: 1 });
});
