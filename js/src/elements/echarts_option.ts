/** Options of ECharts as they are drawn: with their rows, with names that last, and with nothing that could run. */

import type { EChartsChart } from "../protocol";
import { type Source, sourceOf } from "./echarts_rows";
import { clean, shortly, templateOf, valuesIn } from "./echarts_tooltip";

export type Option = Record<string, unknown>;

export interface Prepared {
  option: Option;
  /** What it is apart from its data: options of the same frame are merged in place. */
  frame: string;
}

/** Reads a message. */
export function prepared(message: EChartsChart): Prepared {
  const option = JSON.parse(message.spec) as Option;
  const sources = new Map(message.datasets.map(({ name, data }) => [name, sourceOf(data)]));
  const frame = frameOf(message);
  for (const part of partsOf(option)) {
    for (const dataset of listed(part.dataset)) fill(dataset, sources);
    for (const kind of NAMED) {
      for (const [index, component] of listed(part[kind]).entries()) component.id ??= nameOf(kind, index);
    }
    spare(part, message);
  }
  guard(option);
  describe(option, message.alt);
  if (message.theme === "streamlit") {
    for (const tooltip of listed(option.tooltip)) if (!("formatter" in tooltip)) tooltip.valueFormatter ??= shortly;
  }
  return { option, frame };
}

/** What was written once more, without rows, texts and numbers: what makes two options differ in more than data. */
function frameOf(message: EChartsChart): string {
  const option = JSON.stringify(JSON.parse(message.spec), (key, value) =>
    ["data", "source", "links", "nodes", "edges"].includes(key) ? Array.isArray(value) : value,
  );
  return [option, message.theme, message.renderer, message.id].join("\n");
}

/** The name that a component of ECharts gets from us where the author gives it none. */
export function nameOf(kind: string, index: number): string {
  return `lit-${kind}-${index}`;
}

/** Components of which there may be several: with a name each is known again when the chart is drawn anew. */
const NAMED = ["series", "xAxis", "yAxis", "grid", "legend", "title", "dataZoom", "visualMap", "polar", "radar"];

/** A part of an option, one or a list of them, as a list. */
export function listed(value: unknown): Option[] {
  return (Array.isArray(value) ? value : [value]).filter(isOption);
}

function isOption(value: unknown): value is Option {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An option and those within it: of a timeline's steps, and of narrow places. */
export function partsOf(option: Option): Option[] {
  const media = listed(option.media).flatMap((query) => listed(query.option));
  return [option, ...listed(option.baseOption), ...listed(option.options), ...media];
}

/** Puts a table's rows where its name stands. */
function fill(dataset: Option, sources: Map<string, Source>): void {
  const source = typeof dataset.source === "string" ? sources.get(dataset.source) : undefined;
  if (!source) return;
  dataset.dimensions ??= source.dimensions;
  dataset.source = source.rows;
  dataset.sourceHeader = false;
}

const MANY = { scatter: 20_000, bar: 2_000, line: 2_000 } as const;

/** Lets large charts be drawn at once, where nothing can be selected in them and the author has not said otherwise. */
function spare(part: Option, message: EChartsChart): void {
  const series = listed(part.series);
  const brushed =
    "brush" in part || listed(part.toolbox).some(({ feature }) => isOption(feature) && "brush" in feature);
  const selects = message.id !== "" || brushed || series.some(({ selectedMode }) => selectedMode);
  for (const one of series) {
    if (message.id === "") one.cursor ??= "default";
    if (selects || countOf(one, part) <= (MANY[one.type as keyof typeof MANY] ?? Number.POSITIVE_INFINITY)) continue;
    if (one.type === "line") one.showSymbol ??= false;
    else if (!("visualMap" in part) && one.colorBy !== "data") one.large ??= true;
  }
}

/** How many points a series has; none where they are written with settings of their own. */
function countOf(series: Option, part: Option): number {
  const { data } = series;
  if (Array.isArray(data)) return data.some(isOption) ? 0 : data.length;
  const source = listed(part.dataset)[Number(series.datasetIndex ?? 0)]?.source;
  return Array.isArray(source) ? source.length : 0;
}

const LINKS = /^(?:https?:|mailto:|[/?#.]|[\w-]+(?:$|[/?#.]))/i;

/** Takes out, in place, what could run: addresses that are code, and HTML in the tooltips and tools. */
function guard(value: unknown): void {
  if (Array.isArray(value)) {
    // Long lists are data.
    if (value.length > 0 && typeof value[0] === "number") return;
    for (const part of value) guard(part);
    return;
  }
  if (!isOption(value)) return;
  for (const [key, part] of Object.entries(value)) {
    if ((key === "link" || key === "sublink") && typeof part === "string") {
      if (!LINKS.test(part.trim())) delete value[key];
    } else if (key === "tooltip") {
      for (const tooltip of listed(part)) tame(tooltip);
      guard(part);
    } else if (key === "dataView") {
      for (const view of listed(part))
        if (Array.isArray(view.lang)) view.lang = view.lang.map((word) => clean(String(word)));
    } else if (key === "source") {
    } else guard(part);
  }
}

/** Tooltips are HTML, and stay within the chart's place. */
function tame(tooltip: Option): void {
  if (typeof tooltip.formatter === "string") tooltip.formatter = templateOf(tooltip.formatter);
  if (typeof tooltip.valueFormatter === "string") {
    const format = valuesIn(tooltip.valueFormatter);
    if (format) tooltip.valueFormatter = format;
    else delete tooltip.valueFormatter;
  }
  if (typeof tooltip.extraCssText === "string" && /url|@|\\/i.test(tooltip.extraCssText)) delete tooltip.extraCssText;
  delete tooltip.appendTo;
  delete tooltip.appendToBody;
}

/** Lets the chart say what it shows. */
function describe(option: Option, alt: string | null): void {
  const base = isOption(option.baseOption) ? option.baseOption : option;
  const given = isOption(base.aria) ? base.aria : {};
  const label = isOption(given.label) ? given.label : {};
  const said = alt === null ? {} : { enabled: true, label: { ...label, description: alt, enabled: true } };
  base.aria = { enabled: true, ...given, ...said };
}
