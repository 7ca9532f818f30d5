/** What charts look like: the app's colours and type, in Vega-Lite's words. */

import type { Config } from "vega-lite";

/** Ten colours that can be told apart in light and in dark, by most eyes. */
const CATEGORIES = {
  light: ["#1a62c4", "#f0822e", "#30a46c", "#d6409f", "#7140c8", "#0c9db0", "#b8860b", "#e5484d", "#6b7585", "#8d5b3e"],
  dark: ["#6ea8f7", "#ff9a5f", "#4cc38a", "#ee7ac0", "#a98bf0", "#3ec5d4", "#e5b93c", "#ff8589", "#a4adbb", "#c79b7d"],
};
const RAMP = {
  light: ["#e3eefb", "#b9d4f5", "#85b3ec", "#4f8fdf", "#1a62c4", "#124992", "#0b2f61"],
  dark: ["#142a47", "#1b416f", "#265c9e", "#3b7fd0", "#6ea8f7", "#a5cbfb", "#dbeafe"],
};
const DIVERGING = ["#b5442a", "#e08a5c", "#f3cfae", "#eceef2", "#a9cdf0", "#5a96d8", "#1f5aa8"];

/** The configuration for charts that follow the app, read from the tokens that hold where `place` stands. */
export function themed(place: HTMLElement): Config {
  const style = getComputedStyle(place);
  const token = (name: string): string => style.getPropertyValue(`--lit-${name}`).trim();
  const dark = style.colorScheme.includes("dark");
  const shade = dark ? "dark" : "light";
  const font = token("font");
  const label = { labelColor: token("muted"), labelFont: font, labelFontSize: 12, labelFontWeight: 400 as const };
  const title = { titleColor: token("muted"), titleFont: font, titleFontSize: 12, titleFontWeight: 500 as const };
  return {
    background: "transparent",
    font,
    view: { stroke: "transparent", continuousHeight: 350, discreteHeight: 350 },
    padding: { left: 2, right: 6, top: 6, bottom: 2 },
    axis: {
      ...label,
      ...title,
      titlePadding: 12,
      labelPadding: 8,
      domainColor: token("border-strong"),
      gridColor: token("border"),
      ticks: false,
      labelLimit: 180,
    },
    axisX: { grid: false, labelFlush: true },
    axisY: { domain: false },
    axisBand: { grid: false },
    legend: { ...label, ...title, orient: "bottom", symbolType: "circle", symbolSize: 80, titlePadding: 8, columns: 6 },
    header: { ...label, ...title },
    title: {
      color: token("text"),
      subtitleColor: token("muted"),
      font,
      subtitleFont: font,
      fontSize: 16,
      fontWeight: 600,
      anchor: "start",
      offset: 12,
    },
    range: {
      category: CATEGORIES[shade],
      ordinal: RAMP[shade],
      ramp: RAMP[shade],
      heatmap: RAMP[shade],
      diverging: DIVERGING,
    },
    mark: { color: CATEGORIES[shade][0] as string, tooltip: true },
    line: { strokeWidth: 2, strokeCap: "round", strokeJoin: "round" },
    area: { fillOpacity: 0.85 },
    bar: { cornerRadiusEnd: 3, binSpacing: 1, discreteBandSize: { band: 0.8 } },
    point: { filled: true, size: 60, opacity: 0.85 },
    circle: { size: 60, opacity: 0.85 },
    arc: { stroke: token("background"), strokeWidth: 1.5 },
    rule: { color: token("border-strong") },
    text: { color: token("text"), font },
  };
}
