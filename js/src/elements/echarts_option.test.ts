// @vitest-environment jsdom

import { expect, test } from "vitest";
import { DEFAULTS, type EChartsChart } from "../protocol";
import { arrowOf } from "../testing/table";
import { type Option, prepared } from "./echarts_option";

function message(option: Option, more: Partial<EChartsChart> = {}): EChartsChart {
  return {
    ...DEFAULTS.echarts_chart,
    kind: "echarts_chart",
    spec: JSON.stringify(option),
    theme: null,
    ...more,
  } as EChartsChart;
}

function read(option: Option, more: Partial<EChartsChart> = {}): Option {
  return prepared(message(option, more)).option;
}

function first(value: unknown): Option {
  return (Array.isArray(value) ? value[0] : value) as Option;
}

test("tables stand where their names do, with the order of their columns", () => {
  const datasets = [{ name: "dataset_0", data: arrowOf({ a: [1], b: ["x"] }) }];
  expect(read({ dataset: { source: "dataset_0" } }, { datasets }).dataset).toEqual({
    source: [[1, "x"]],
    dimensions: ["a", "b"],
    sourceHeader: false,
  });
  const named = read({ dataset: [{ source: "dataset_0", dimensions: ["b"] }, { source: [[1]] }] }, { datasets });
  expect(named.dataset).toMatchObject([{ dimensions: ["b"] }, { source: [[1]] }]);
});

test("components keep their names, and get one where they have none", () => {
  const { series, xAxis } = read({ series: [{ type: "bar" }, { id: "own" }], xAxis: {} });
  expect(series).toMatchObject([{ id: "lit-series-0" }, { id: "own" }]);
  expect(xAxis).toMatchObject({ id: "lit-xAxis-0" });
});

test("options that differ in their data only have one frame", () => {
  const frame = (data: number[], name = "a") => prepared(message({ series: [{ type: "bar", name, data }] })).frame;
  expect(frame([1])).toBe(frame([2, 3]));
  expect(frame([1])).not.toBe(frame([1], "b"));
});

test("addresses that are code are left out, wherever they stand", () => {
  const { title, series } = read({
    title: [{ link: "javascript:alert(1)", sublink: "https://example.org" }],
    series: [{ data: [{ link: " JavaScript:alert(1)" }, { link: "/page" }, { link: "data:text/html,x" }] }],
  });
  expect(title).toEqual([{ id: "lit-title-0", sublink: "https://example.org" }]);
  expect((first(series).data as Option[]).map(({ link }) => link)).toEqual([undefined, "/page", undefined]);
});

test("tooltips are tamed, at every depth", () => {
  const tooltip = { formatter: "<script>x</script>{b}", appendTo: "body", extraCssText: "background: url(https://x)" };
  const option = read({ tooltip, series: [{ tooltip, data: [{ tooltip: { ...tooltip } }] }], xAxis: { tooltip } });
  const data = first(first(option.series).data);
  for (const found of [option, first(option.series), data, option.xAxis as Option]) {
    const { formatter, ...rest } = found.tooltip as Option;
    expect((formatter as (point: object) => string)({ name: "a" })).toBe("a");
    expect(rest).toEqual({});
  }
  const { valueFormatter } = read({ tooltip: { valueFormatter: "percent" } }).tooltip as Option;
  expect((valueFormatter as (value: number) => string)(0.5)).toBe("50%");
  expect(read({ tooltip: { valueFormatter: "nonsense" } }).tooltip).toEqual({});
});

test("words of the tools are text", () => {
  const { toolbox } = read({ toolbox: { feature: { dataView: { lang: ["<img src=x onerror=a>Rows", "b"] } } } });
  expect(JSON.stringify(toolbox)).not.toContain("onerror");
});

test("large charts are spared what nobody could see", () => {
  const data = Array.from({ length: 2001 }, (_, index) => index);
  expect(
    read({
      series: [
        { type: "bar", data },
        { type: "line", data },
      ],
    }).series,
  ).toMatchObject([{ large: true }, { showSymbol: false }]);
  expect(first(read({ series: [{ type: "bar", data, large: false }] }).series).large).toBe(false);
  expect(first(read({ series: [{ type: "bar", data, selectedMode: "single" }] }).series).large).toBeUndefined();
  expect(first(read({ series: [{ type: "bar", data }] }, { id: "w" }).series).large).toBeUndefined();
  expect(first(read({ series: [{ type: "bar", data: data.slice(1) }] }).series).large).toBeUndefined();
});

test("a chart says what it shows, in the author's words if there are any", () => {
  expect(read({}).aria).toEqual({ enabled: true });
  expect(read({ aria: { enabled: false } }).aria).toEqual({ enabled: false });
  expect(read({ aria: { enabled: false } }, { alt: "Sales" }).aria).toEqual({
    enabled: true,
    label: { description: "Sales", enabled: true },
  });
  expect(first(read({ baseOption: {} }, { alt: "Sales" }).baseOption).aria).toMatchObject({ enabled: true });
});
