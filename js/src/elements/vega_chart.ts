/** One chart in one place: what stands there is changed where that is enough, and drawn anew where it is not. */

import { type Data, parse, type Config as VegaConfig, type Spec as VegaSpec, View } from "vega";
import { type Config, compile } from "vega-lite";
import type { Json, VegaLiteChart } from "../protocol";
import { columnsFor, type Datum, type Parse, parsed, rowsOf } from "./vega_data";
import { exchange, writtenBy } from "./vega_exchange";
import { expressions } from "./vega_expression";
import { Hover } from "./vega_hover";
import { loaderOf } from "./vega_loader";
import { readSpecialNames, toChart, toPython } from "./vega_selection";
import { enlarge } from "./vega_size";
import { isSingle, isVega, type Prepared, prepared, preselect, type Spec, sourceOf, TITLE } from "./vega_spec";
import { legendBeside, palette, themed } from "./vega_theme";
import "./vega_text";
import { Tooltip } from "./vega_tooltip";

/** A chart that stands. */
interface Standing {
  view: View;
  /** What it was compiled from: the same again, and its rows, its title and its size can be exchanged. */
  source: string;
  /** How texts are read, by the name of the rows. */
  parse: Record<string, Parse>;
  /** What it writes into its rows; null where values cannot be exchanged in them. */
  written: ReadonlySet<string> | null;
  /** The size that it has been given. */
  size: Prepared["size"];
}

/** How long the reader rests before Python is told what is selected, in ms. */
const REST = 150;

export class Chart {
  private standing: Standing | null = null;
  private message: VegaLiteChart | null = null;
  private fullscreen = false;
  /** How large several views were before they filled the window. */
  private natural = { width: 0, height: 0 };
  private theme = 0;
  private width = 0;
  private height = 0;
  /** Whether a chart is being drawn, and whether it is outdated already. */
  private drawing = false;
  private outdated = false;
  private closed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly resized = new ResizeObserver(() => this.fit());
  private readonly themes = new MutationObserver(() => this.restyle());
  private readonly fonts = (event: Event) => this.refont(event as FontFaceSetLoadEvent);
  private readonly tooltip: Tooltip;
  private readonly hover: Hover;

  constructor(
    private readonly holder: HTMLElement,
    overlay: HTMLElement,
    private readonly fail: (problem: Error) => void,
    private readonly select: (value: Json) => void,
    /** What is selected, as far as Python and the page know. */
    private readonly known: () => Json = () => null,
  ) {
    this.resized.observe(holder);
    const app = holder.closest(".lit");
    if (app) this.themes.observe(app, { attributes: true, attributeFilter: ["data-theme", "data-dress"] });
    document.fonts?.addEventListener("loadingdone", this.fonts);
    this.tooltip = new Tooltip(overlay);
    this.hover = new Hover(holder, this.tooltip);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.resized.disconnect();
    this.themes.disconnect();
    document.fonts?.removeEventListener("loadingdone", this.fonts);
    this.hover.close();
    this.tooltip.close();
    this.standing?.view.finalize();
    this.standing = null;
  }

  /** Draws a message; the chart that stands there stays until the new one is complete. */
  draw(message: VegaLiteChart, fullscreen = false): void {
    this.message = fullscreen ? { ...message, width: "stretch", height: "stretch" } : message;
    this.fullscreen = fullscreen;
    this.redraw();
  }

  /** Lets tooltips float in another place. */
  float(overlay: HTMLElement): void {
    this.tooltip.moveTo(overlay);
  }

  /** The chart as a picture, as large as on a fine screen, on the colour of the page. */
  async picture(): Promise<string | null> {
    const drawn = await this.standing?.view.toCanvas(2);
    if (!drawn) return null;
    const canvas = document.createElement("canvas");
    canvas.width = drawn.width;
    canvas.height = drawn.height;
    const brush = canvas.getContext("2d");
    if (!brush) return null;
    brush.fillStyle = getComputedStyle(this.holder).getPropertyValue("--lit-background");
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(drawn, 0, 0);
    return canvas.toDataURL();
  }

  private restyle(): void {
    this.theme += 1;
    this.redraw();
  }

  /** A font that the chart writes with is there: its letters are of another width. */
  private refont({ fontfaces }: FontFaceSetLoadEvent): void {
    const wanted = getComputedStyle(this.holder).fontFamily;
    if (fontfaces.some(({ family }) => wanted.includes(family.replace(/["']/g, "")))) this.restyle();
  }

  /** Draws what is wanted by now; one chart at a time, the last one wins. */
  private redraw(): void {
    if (this.drawing) {
      this.outdated = true;
      return;
    }
    const { message } = this;
    if (!message || this.closed) return;
    this.drawing = true;
    this.outdated = false;
    this.update(message)
      .catch((error: unknown) => {
        if (!this.closed && !this.outdated) this.fail(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        this.drawing = false;
        if (this.outdated) this.redraw();
      });
  }

  private async update(message: VegaLiteChart): Promise<void> {
    this.width = this.holder.clientWidth;
    this.height = this.holder.clientHeight;
    const room = { width: this.width, height: this.height };
    const chart = prepared(message, room, message.theme === "streamlit" ? palette(this.holder) : {});
    const { fullscreen } = this;
    const scale = fullscreen && !isSingle(chart.spec) ? this.enlargement() : 1;
    const beside = message.width !== "content" && isSingle(chart.spec) && legendBeside(chart.spec, this.width);
    const parts = [sourceOf(chart), message.theme, message.id, ...message.selection, this.theme, scale, beside];
    const source = parts.join("\n");
    if (this.standing?.source === source) {
      refill(this.standing, chart, message);
      await show(this.standing, chart);
      this.hover.follow(this.standing.view, chart.hover, firstRows(this.standing, message, chart));
    } else {
      await this.replace(chart, message, source, scale, beside);
    }
    const canvas = this.holder.querySelector("canvas");
    if (canvas && !fullscreen) this.natural = { width: canvas.clientWidth, height: canvas.clientHeight };
  }

  /** By how much several views can be enlarged until they fill their place: titles and axes stay as they are. */
  private enlargement(): number {
    const { width, height } = this.natural;
    return Math.max(1, width && height ? Math.min(this.width / width, this.height / height) : 1);
  }

  /** Makes a chart beside the page, and lets it take the place of the one that stands. */
  private async replace(
    chart: Prepared,
    message: VegaLiteChart,
    source: string,
    scale: number,
    beside: boolean,
  ): Promise<void> {
    const config = message.theme === "streamlit" ? themed(this.holder, beside) : {};
    if (message.id) preselect(chart.spec, toChart(this.known(), message));
    const vega = compiled(chart.spec, config, scale);
    const place = document.createElement("div");
    const view = new View(parse(vega, isVega(chart.spec) ? (config as VegaConfig) : undefined, { ast: true }), {
      expr: expressions,
      loader: loaderOf(),
      renderer: "canvas",
      container: place,
      hover: true,
      tooltip: this.tooltip.call,
    });
    const standing = { view, source, parse: parsesOf(vega), written: writtenBy(vega), size: chart.size };
    try {
      fill(standing, chart, message);
      await show(standing, chart);
    } catch (error) {
      view.finalize();
      throw error;
    }
    if (this.closed) {
      view.finalize();
      return;
    }
    this.standing?.view.finalize();
    this.standing = standing;
    this.holder.replaceChildren(place);
    this.hover.follow(view, chart.hover, firstRows(standing, message, chart));
    if (message.id) this.listen(view, message);
  }

  /** Follows the place's size. */
  private fit(): void {
    const { message, standing } = this;
    const { clientWidth: width, clientHeight: height } = this.holder;
    if (!message || !standing || width === 0) return;
    const wider = message.width !== "content" && width !== this.width;
    const higher = message.height === "stretch" && height !== this.height;
    if (wider || higher) this.redraw();
  }

  /** Tells Python what is selected, once the reader rests. */
  private listen(view: View, message: VegaLiteChart): void {
    const tell = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        const signals = Object.fromEntries(message.selection.map((name) => [name, view.signal(name)]));
        this.select(toPython(signals, this.message ?? message));
      }, REST);
    };
    for (const name of message.selection) view.addSignalListener(name, tell);
  }
}

/** What Vega draws; `scale` is by how much the parts of a chart are enlarged. */
export function compiled(spec: Spec, config: Config, scale: number): VegaSpec {
  if (isVega(spec)) return spec as object as VegaSpec;
  // A canvas has nowhere to say what each mark is: Vega-Lite would write a sentence for every row, and again with each change.
  const whole = merged(config, { ...((spec.config ?? {}) as Config), aria: false });
  if (scale !== 1) enlarge(spec, whole, scale);
  // Vega-Lite clips what can be zoomed, and stacked bars with round ends then to nothing.
  if (JSON.stringify(spec).includes('"bind":"scales"')) whole.bar = { ...whole.bar, cornerRadiusEnd: 0 };
  return readSpecialNames(compile(spec, { config: whole }).spec);
}

/** Gives a chart its rows. */
function fill({ view, parse }: Standing, chart: Prepared, message: VegaLiteChart): void {
  for (const { name, data } of message.datasets) view.data(name, rowsOf(data, parse[name]));
  for (const { name, values } of chart.rows) view.data(name, parsed(values, parse[name] ?? {}));
}

/** Gives a chart other rows: other values in those it has where that does, which is a fraction of the work. */
function refill(standing: Standing, chart: Prepared, message: VegaLiteChart): void {
  const { view, parse, written } = standing;
  if (written === null || chart.rows.length > 0) {
    fill(standing, chart, message);
    return;
  }
  for (const { name, data } of message.datasets) {
    const columns = columnsFor(data, parse[name]);
    const isFree = columns.every((column) => column.how === undefined && !written.has(column.name));
    const fits = isFree && columns[0]?.values.length === view.data(name).length;
    if (fits) exchange(view, name, columns);
    else view.data(name, rowsOf(data, parse[name]));
  }
}

/** Gives a chart its title and its size, and draws it. */
async function show(standing: Standing, chart: Prepared): Promise<void> {
  const { view, size } = standing;
  if (chart.title !== null) view.signal(TITLE, chart.title);
  // A size that is set again would be laid out again.
  if (chart.size.width !== undefined && chart.size.width !== size.width) view.width(chart.size.width);
  if (chart.size.height !== undefined && chart.size.height !== size.height) view.height(chart.size.height);
  standing.size = chart.size;
  await view.runAsync();
}

/** The rows that a chart draws first. */
function firstRows({ view }: Standing, message: VegaLiteChart, chart: Prepared): readonly Datum[] {
  const name = message.datasets[0]?.name ?? chart.rows[0]?.name;
  return name === undefined ? [] : (view.data(name) as Datum[]);
}

/** How a compiled specification wants texts to be read: Vega does so only with rows that it fetches itself. */
function parsesOf(spec: VegaSpec): Record<string, Parse> {
  const found: Record<string, Parse> = {};
  for (const { name, format } of (spec.data ?? []) as (Data & { format?: { parse?: Parse | "auto" } })[]) {
    if (typeof format?.parse === "object") found[name] = format.parse;
  }
  return found;
}

/** Two configurations in one; the second one's settings win, down to single values. */
export function merged(base: Config, over: Config): Config {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const before = result[name];
    result[name] = isPlain(before) && isPlain(value) ? merged(before as Config, value as Config) : value;
  }
  return result as Config;
}

function isPlain(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
