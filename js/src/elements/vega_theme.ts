/** What charts look like: the app's colours and type, in Vega-Lite's words. */

import type { Config } from "vega-lite";
import { chartColors } from "../theme/chart_colors";

/** The colours that authors call by name, and the tokens that hold them. */
const NAMED: Record<string, string> = {
  primary: "primary",
  gray: "gray-line",
  grey: "gray-line",
  ...Object.fromEntries(["red", "orange", "yellow", "green", "blue", "violet"].map((name) => [name, `${name}-line`])),
};

/** What the theme makes of colours that authors call by name. */
export function palette(place: HTMLElement): Record<string, string> {
  const style = getComputedStyle(place);
  return Object.fromEntries(
    Object.entries(NAMED).map(([name, token]) => [name, style.getPropertyValue(`--lit-${token}`).trim()]),
  );
}

/** Labels of bars lie where there is room for them: as wide as they are on average, and half as much again. */
const FITS = "bandwidth('x') * length(domain('x')) > 10 * length(join(domain('x'), ''))";
const BAR_LABELS = {
  labelAngle: { expr: `${FITS} ? 0 : -90` },
  labelAlign: { expr: `${FITS} ? 'center' : 'right'` as "center" },
  labelBaseline: { expr: `${FITS} ? 'top' : 'middle'` as "top" },
};

/** Where there is less room a legend lies below the chart, in pixels. */
const BESIDE = 480;

/** Whether a legend has room beside a chart of this width; one that its spec lays below stays there. */
export function legendBeside(spec: object, width: number): boolean {
  return width >= BESIDE && !JSON.stringify(spec).includes('"orient":"bottom"');
}

/**
 * The configuration for charts that follow the app, read from the tokens that hold where `place` stands.
 * Legends lie below the chart, unless they have room `beside` it.
 */
export function themed(place: HTMLElement, beside = false): Config {
  const style = getComputedStyle(place);
  const token = (name: string): string => style.getPropertyValue(`--lit-${name}`).trim();
  const { categories, ramp, diverging } = chartColors(style);
  const font = token("font");
  const label = { labelColor: token("muted"), labelFont: font, labelFontSize: 12, labelFontWeight: 400 as const };
  const title = { titleColor: token("muted"), titleFont: font, titleFontSize: 12, titleFontWeight: 500 as const };
  return {
    background: "transparent",
    font,
    // Bars that lie need room each, however many there are.
    view: { stroke: "transparent", continuousHeight: 350, discreteHeight: { step: 28 } },
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
    axisXBand: BAR_LABELS,
    axisXQuantitative: { labelOverlap: "parity", labelSeparation: 8 },
    axisXTemporal: { labelOverlap: "greedy", labelSeparation: 8 },
    legend: {
      ...label,
      ...title,
      orient: beside ? "right" : "bottom",
      symbolType: "circle",
      symbolSize: 80,
      titlePadding: 8,
      columns: beside ? 1 : 6,
      rowPadding: 6,
      symbolBaseFillColor: token("muted"),
      symbolBaseStrokeColor: token("muted"),
    },
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
      category: categories,
      ordinal: ramp,
      ramp,
      heatmap: ramp,
      diverging,
    },
    mark: { color: categories[0] as string, tooltip: true },
    // A line is one mark with as many tooltips as rows, of which the first is shown.
    line: { strokeWidth: 2, strokeCap: "round", strokeJoin: "round", tooltip: null },
    trail: { tooltip: null },
    area: { fillOpacity: 0.85, tooltip: null },
    bar: { cornerRadiusEnd: 3, binSpacing: 1, discreteBandSize: { band: 0.8 } },
    point: { filled: true, size: 60, opacity: 0.85 },
    circle: { size: 60, opacity: 0.85 },
    arc: { stroke: token("background"), strokeWidth: 1.5 },
    rule: { color: token("border-strong") },
    text: { color: token("text"), font },
  };
}
