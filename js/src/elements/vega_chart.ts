/** One chart in one place: what stands there is changed where that is enough, and drawn anew where it is not. */

import { type Data, parse, type Config as VegaConfig, type Spec as VegaSpec, View } from "vega";
import { type Config, compile } from "vega-lite";
import type { Json, VegaLiteChart } from "../protocol";
import { type Datum, type Parse, parsed, rowsOf } from "./vega_data";
import { expressions } from "./vega_expression";
import { isSingle, isVega, type Prepared, prepared, preselect, type Spec, TITLE } from "./vega_spec";
import { palette, themed } from "./vega_theme";
import { Tooltip } from "./vega_tooltip";

/** A chart that stands. */
interface Standing {
  view: View;
  /** What it was compiled from: the same again, and its rows and its title can be exchanged. */
  source: string;
  /** How texts are read, by the name of the rows. */
  parse: Record<string, Parse>;
  single: boolean;
}

/** How long the reader rests before Python is told what is selected, in ms. */
const REST = 150;

export class Chart {
  private standing: Standing | null = null;
  private message: VegaLiteChart | null = null;
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
  private readonly fonts = () => this.restyle();
  private readonly tooltip: Tooltip;

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
    if (app) this.themes.observe(app, { attributes: true, attributeFilter: ["data-theme"] });
    document.fonts?.addEventListener("loadingdone", this.fonts);
    this.tooltip = new Tooltip(overlay);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.resized.disconnect();
    this.themes.disconnect();
    document.fonts?.removeEventListener("loadingdone", this.fonts);
    this.tooltip.close();
    this.standing?.view.finalize();
    this.standing = null;
  }

  /** Draws a message; the chart that stands there stays until the new one is complete. */
  draw(message: VegaLiteChart): void {
    this.message = message;
    this.redraw();
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
    const source = JSON.stringify(
      [chart.spec, message.theme, message.id, message.selection, this.theme],
      (key, value) =>
        key === "params" && Array.isArray(value) ? value.filter((param) => param?.name !== TITLE) : value,
    );
    if (this.standing?.source === source) {
      await refilled(this.standing, chart, message);
    } else {
      await this.replace(chart, message, source);
    }
  }

  /** Makes a chart beside the page, and lets it take the place of the one that stands. */
  private async replace(chart: Prepared, message: VegaLiteChart, source: string): Promise<void> {
    const config = message.theme === "streamlit" ? themed(this.holder) : {};
    if (message.id) preselect(chart.spec, this.known());
    const vega = compiled(chart.spec, config);
    const place = document.createElement("div");
    const view = new View(parse(vega, isVega(chart.spec) ? (config as VegaConfig) : undefined, { ast: true }), {
      expr: expressions,
      renderer: "canvas",
      container: place,
      hover: true,
      tooltip: this.tooltip.call,
    });
    const standing = { view, source, parse: parsesOf(vega), single: isSingle(chart.spec) };
    try {
      await refilled(standing, chart, message);
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
    if (message.id) this.listen(view, message.selection);
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
  private listen(view: View, names: readonly string[]): void {
    const tell = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(
        () => this.select(Object.fromEntries(names.map((name) => [name, selected(view.signal(name))]))),
        REST,
      );
    };
    for (const name of names) view.addSignalListener(name, tell);
  }
}

function compiled(spec: Spec, config: Config): VegaSpec {
  if (isVega(spec)) return spec as object as VegaSpec;
  const whole = merged(config, (spec.config ?? {}) as Config);
  // Vega-Lite clips what can be zoomed, and stacked bars with round ends then to nothing.
  if (JSON.stringify(spec).includes('"bind":"scales"')) whole.bar = { ...whole.bar, cornerRadiusEnd: 0 };
  return compile(spec, { config: whole }).spec;
}

/** Gives a chart its rows and its title, and draws it. */
async function refilled({ view, parse }: Standing, chart: Prepared, message: VegaLiteChart): Promise<void> {
  for (const { name, data } of message.datasets) view.data(name, rowsOf(data, parse[name]));
  for (const { name, values } of chart.rows) view.data(name, parsed(values, parse[name] ?? {}));
  if (chart.title !== null) view.signal(TITLE, chart.title);
  await view.runAsync();
}

/** How a compiled specification wants texts to be read: Vega does so only with rows that it fetches itself. */
function parsesOf(spec: VegaSpec): Record<string, Parse> {
  const found: Record<string, Parse> = {};
  for (const { name, format } of (spec.data ?? []) as (Data & { format?: { parse?: Parse | "auto" } })[]) {
    if (typeof format?.parse === "object") found[name] = format.parse;
  }
  return found;
}

/** What a selection holds: the chosen points, or the interval of each field. */
export function selected(value: unknown): Json {
  const { vlPoint } = (value ?? {}) as { vlPoint?: { or?: Datum[] } };
  return JSON.parse(JSON.stringify(vlPoint?.or ?? value ?? {})) as Json;
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
