/** One chart in one place: drawn anew when its message changes, resized with the page, silent while it is hidden. */

import { tableFromIPC } from "@uwdata/flechette";
import { parse, type Config as VegaConfig, type Spec as VegaSpec, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { type Config, compile, type TopLevelSpec } from "vega-lite";
import type { Json, VegaLiteChart } from "../protocol";
import { themed } from "./vega_theme";
import { Tooltip } from "./vega_tooltip";

type Spec = TopLevelSpec & Record<string, unknown>;
type Datum = Record<string, unknown>;

/** Specifications whose size is one number: the others lay their parts out themselves. */
function isSingle(spec: Spec): boolean {
  return !["hconcat", "vconcat", "concat", "facet", "repeat"].some((name) => name in spec) && !hasFacets(spec);
}

function hasFacets(spec: Spec): boolean {
  const encoding = spec.encoding;
  return typeof encoding === "object" && encoding !== null && ["row", "column", "facet"].some((it) => it in encoding);
}

/** Arrow bytes as the objects that Vega reads; the same array for the same bytes. */
const ROWS = new WeakMap<Uint8Array, Datum[]>();

function rowsOf(data: Uint8Array): Datum[] {
  const known = ROWS.get(data);
  if (known) return known.map((row) => ({ ...row }));
  const rows = tableFromIPC(data, { useDate: true }).toArray() as Datum[];
  ROWS.set(data, rows);
  return rows.map((row) => ({ ...row }));
}

export class Chart {
  private view: View | null = null;
  private message: VegaLiteChart | null = null;
  private turn = 0;
  private width = 0;
  private readonly resized = new ResizeObserver(() => this.fit());
  private readonly themes = new MutationObserver(() => this.redraw());
  private readonly tooltip: Tooltip;

  constructor(
    private readonly holder: HTMLElement,
    overlay: HTMLElement,
    private readonly fail: (problem: Error) => void,
    private readonly select: (value: Json) => void,
  ) {
    this.resized.observe(holder);
    const app = holder.closest(".lit");
    if (app) this.themes.observe(app, { attributes: true, attributeFilter: ["data-theme"] });
    this.tooltip = new Tooltip(overlay);
  }

  close(): void {
    this.turn += 1;
    this.resized.disconnect();
    this.themes.disconnect();
    this.tooltip.close();
    this.view?.finalize();
    this.view = null;
  }

  /** Draws a message; the chart that stands there stays until the new one is complete. */
  draw(message: VegaLiteChart): void {
    this.message = message;
    this.redraw();
  }

  private redraw(): void {
    const message = this.message;
    if (!message) return;
    this.turn += 1;
    const turn = this.turn;
    this.make(message).then(
      ({ view, place }) => {
        if (turn !== this.turn) {
          view.finalize();
          return;
        }
        this.view?.finalize();
        this.view = view;
        this.holder.replaceChildren(place);
      },
      (error: unknown) => {
        if (turn === this.turn) this.fail(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  private async make(message: VegaLiteChart): Promise<{ view: View; place: HTMLElement }> {
    const spec = JSON.parse(message.spec) as Spec;
    const config = message.theme === "streamlit" ? themed(this.holder) : {};
    this.size(spec, message);
    const vega: VegaSpec = isVega(spec)
      ? (spec as unknown as VegaSpec)
      : compile(spec, { config: merged(config, (spec.config ?? {}) as Config) }).spec;
    const place = document.createElement("div");
    const runtime = parse(vega, isVega(spec) ? (config as VegaConfig) : undefined, { ast: true });
    const view = new View(runtime, {
      expr: expressionInterpreter,
      renderer: "canvas",
      container: place,
      hover: true,
      tooltip: this.tooltip.call,
    });
    for (const { name, data } of message.datasets) view.data(name, rowsOf(data));
    await view.runAsync();
    if (message.id) this.listen(view, message.selection);
    return { view, place };
  }

  /** Gives a specification the width of the page and the height of the message, where it has none of its own. */
  private size(spec: Spec, message: VegaLiteChart): void {
    this.width = this.holder.clientWidth;
    if (isVega(spec) || !isSingle(spec)) return;
    const wide = message.width !== "content";
    const high = message.height !== "content";
    if (wide && this.width > 0) spec.width = this.width;
    if (high) spec.height = typeof message.height === "number" ? message.height : this.holder.clientHeight || 350;
    if (wide || high) {
      const type = wide && high ? "fit" : wide ? "fit-x" : "fit-y";
      spec.autosize = { type, contains: "padding" };
    }
  }

  private fit(): void {
    const { message, view } = this;
    const width = this.holder.clientWidth;
    if (!message || width === 0 || width === this.width || message.width === "content") return;
    this.width = width;
    if (!view || !isSingle(JSON.parse(message.spec) as Spec)) return;
    void view.width(width).runAsync();
  }

  /** Tells Python what is selected, once the reader rests. */
  private listen(view: View, names: readonly string[]): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.select(Object.fromEntries(names.map((name) => [name, selected(view, name)]))), 150);
    };
    for (const name of names) view.addSignalListener(name, tell);
  }
}

function isVega(spec: Spec): boolean {
  return String(spec.$schema ?? "").includes("/schema/vega/");
}

/** What a selection holds: the chosen points, or the interval of each field. */
function selected(view: View, name: string): Json {
  const value = view.signal(name) as Record<string, unknown> & { vlPoint?: { or?: Datum[] } };
  const points = value?.vlPoint?.or;
  const plain = points ?? value ?? {};
  return JSON.parse(JSON.stringify(plain)) as Json;
}

/** Two configurations in one; the second one's settings win, down to single values. */
function merged(base: Config, over: Config): Config {
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
