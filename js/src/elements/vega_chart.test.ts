import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DEFAULTS, type Json, type VegaLiteChart } from "../protocol";
import { arrowOf } from "../testing/table";
import { Chart, compiled, merged } from "./vega_chart";

const written: string[] = [];

/** A brush that draws nothing and remembers what it has written. */
function brush(): CanvasRenderingContext2D {
  const known: Record<string, unknown> = {
    measureText: (text: string) => ({ width: text.length * 7 }),
    fillText: (text: string) => written.push(text),
  };
  return new Proxy(known, { get: (all, name) => all[name as string] ?? (() => undefined) }) as never;
}

let holder: HTMLElement;
let chart: Chart;
const failed = vi.fn();
const told: Json[] = [];

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(brush as never);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(700);
  written.length = 0;
  told.length = 0;
  failed.mockReset();
  holder = document.createElement("div");
  document.body.append(holder);
  chart = new Chart(holder, document.body, failed, (value) => told.push(value));
});

afterEach(() => chart.close());

const SPEC = {
  mark: "point",
  data: { name: "d" },
  encoding: { x: { field: "x", type: "quantitative" }, y: { field: "k", type: "nominal" } },
};

function message(spec: object, more: Partial<VegaLiteChart> = {}): VegaLiteChart {
  const here = { kind: "vega_lite_chart", spec: JSON.stringify(spec), theme: null };
  return { ...DEFAULTS.vega_lite_chart, ...here, ...more } as VegaLiteChart;
}

function rows(k: string): Pick<VegaLiteChart, "datasets"> {
  return { datasets: [{ name: "d", data: arrowOf({ x: [1, 2], k: [k, k] }) }] };
}

async function drawn(text: string): Promise<Element | null> {
  await vi.waitFor(() => expect(written).toContain(text));
  await vi.waitFor(() => expect(holder.querySelector("canvas")).not.toBeNull());
  return holder.querySelector("canvas");
}

test("rows and title are exchanged without another canvas", async () => {
  chart.draw(message({ ...SPEC, title: "first" }, rows("a")));
  const canvas = await drawn("first");
  expect(written).toContain("a");
  chart.draw(message({ ...SPEC, title: "second" }, rows("b")));
  expect(await drawn("second")).toBe(canvas);
  expect(written).toContain("b");
});

test("another specification is another canvas, and the old one stays until then", async () => {
  chart.draw(message({ ...SPEC, title: "first" }, rows("a")));
  const canvas = await drawn("first");
  chart.draw(message({ ...SPEC, mark: "bar", title: "second" }, rows("b")));
  expect(holder.querySelector("canvas")).toBe(canvas);
  await vi.waitFor(() => expect(holder.querySelector("canvas")).not.toBe(canvas));
  expect(holder.querySelectorAll("canvas")).toHaveLength(1);
});

test("of messages that come fast, the last one stands", async () => {
  for (const title of ["one", "two", "three"]) chart.draw(message({ ...SPEC, title }, rows("a")));
  await drawn("three");
  expect(written).not.toContain("two");
});

test("rows that stand in the specification are read as it says", async () => {
  const values = [
    { day: "2024-01-01", n: 1 },
    { day: "2024-03-01", n: 2 },
  ];
  const encoding = { x: { field: "day", type: "temporal" }, y: { field: "n", type: "quantitative" } };
  chart.draw(message({ mark: "line", data: { values }, encoding }));
  await drawn("2024");
});

test("a specification that makes no sense is a problem", async () => {
  chart.draw(message({ mark: "unheard-of", encoding: {} }));
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
  expect(failed.mock.calls[0]?.[0]).toBeInstanceOf(Error);
});

test("a chart that is closed tells nothing and leaves nothing", async () => {
  chart.draw(message(SPEC, rows("a")));
  chart.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holder.querySelector("canvas")).toBeNull();
  expect(document.querySelector("[role=tooltip]")).toBeNull();
});

test("another theme draws the chart anew", async () => {
  chart.close();
  const app = document.createElement("div");
  app.className = "lit";
  app.append(holder);
  document.body.append(app);
  chart = new Chart(holder, document.body, failed, () => undefined);
  chart.draw(message({ ...SPEC, title: "themed" }, { theme: "streamlit", ...rows("a") }));
  const canvas = await drawn("themed");
  app.dataset.theme = "dark";
  await vi.waitFor(() => expect(holder.querySelector("canvas")).not.toBe(canvas));
});

test("the author's configuration wins, down to single values", () => {
  expect(
    merged({ axis: { grid: true, ticks: true }, font: "a" }, { axis: { grid: false }, background: "red" }),
  ).toEqual({
    axis: { grid: false, ticks: true },
    font: "a",
    background: "red",
  });
});

test("no sentence is written for each row: a canvas could not say it", () => {
  expect(JSON.stringify(compiled(structuredClone(SPEC) as never, {}, 1))).not.toContain("description");
});
