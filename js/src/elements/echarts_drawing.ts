/** One chart of ECharts in one place: changed where that is enough, drawn anew where it is not. */

import type { EChartsChart, Json } from "../protocol";
import { t } from "../ui/text";
import { type ECharts, init } from "./echarts_library";
import { type Prepared, prepared } from "./echarts_option";
import { actionsFor, type Brushed, type Picked, selectionOf } from "./echarts_selection";
import { themed } from "./echarts_theme";

/** How long the reader rests before Python is told what is selected, in ms. */
const REST = 150;

export class EChartsDrawing {
  private chart: ECharts | null = null;
  private drawn: Prepared | null = null;
  private renderer = "";
  private theme: string | null = null;
  private message: EChartsChart | null = null;
  private picked: Picked[] = [];
  private brushed: Brushed[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether what is selected is being shown, not chosen. */
  private showing = false;
  private readonly resized = new ResizeObserver(() => this.fit());

  constructor(
    private readonly holder: HTMLElement,
    private readonly fail: (problem: Error) => void,
    private readonly select: (value: Json) => void,
    /** What is selected, as far as Python and the page know. */
    private readonly known: () => Json,
  ) {
    this.resized.observe(holder);
  }

  close(): void {
    clearTimeout(this.timer);
    this.resized.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  /** Draws a message; the chart that stands there changes into it. */
  draw(message: EChartsChart): void {
    this.message = message;
    try {
      this.update(message);
    } catch (error) {
      this.chart?.dispose();
      this.chart = this.drawn = null;
      const said = error instanceof Error ? error.message : String(error);
      const problem = new Error(`ECharts cannot draw this option${said ? `. It says: ${said}` : "."}`);
      problem.name = "st.echarts_chart";
      this.fail(problem);
    }
  }

  /** The page has other colours now. */
  restyle(): void {
    const { message } = this;
    if (message?.theme !== "streamlit") return;
    this.drawn = null;
    this.chart?.setTheme(themed(this.holder));
    this.draw(message);
  }

  /** The chart as a picture, as large as on a fine screen, on the colour of the page. */
  async picture(): Promise<string | null> {
    if (!this.chart) return null;
    const backgroundColor = getComputedStyle(this.holder).getPropertyValue("--lit-background").trim();
    const given = this.chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor });
    if (this.renderer === "canvas") return given;
    const image = new Image();
    image.src = given;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = this.holder.clientWidth * 2;
    canvas.height = this.holder.clientHeight * 2;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL();
  }

  private update(message: EChartsChart): void {
    const next = prepared(message);
    const chart = this.chartFor(message);
    if (this.drawn?.frame === next.frame) {
      chart.setOption(next.option);
    } else {
      const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const still = reduced ? { animation: false } : {};
      chart.setOption({ ...next.option, ...still }, { notMerge: true });
      this.drawn = next;
      if (message.id) this.show();
    }
    this.drawn = next;
    // ECharts has no words for a chart without series, and gives it the role of a picture all the same.
    if (!this.holder.ariaLabel) this.holder.ariaLabel = t("diagram");
  }

  private chartFor(message: EChartsChart): ECharts {
    if (this.chart && this.renderer === message.renderer && this.theme === message.theme) return this.chart;
    this.chart?.dispose();
    const theme = message.theme === "streamlit" ? themed(this.holder) : null;
    const chart = init(this.holder, theme, { renderer: message.renderer });
    this.chart = chart;
    this.renderer = message.renderer;
    this.theme = message.theme;
    this.drawn = null;
    chart.on("selectchanged", (event) => {
      this.picked = (event as { selected?: Picked[] }).selected ?? [];
      this.tell();
    });
    chart.on("brushselected", (event) => {
      this.brushed = (event as { batch?: Brushed[] }).batch ?? [];
      this.tell();
    });
    chart.getZr().on("dblclick", () => this.clear());
    return chart;
  }
  /** Shows what is selected already: the chart may be drawn anew. */
  private show(): void {
    const { chart, drawn } = this;
    if (!chart || !drawn) return;
    this.picked = [];
    this.brushed = [];
    this.showing = true;
    try {
      for (const action of actionsFor(this.known(), drawn.option)) chart.dispatchAction(action);
    } finally {
      this.showing = false;
    }
  }

  private clear(): void {
    const { chart, message } = this;
    if (!chart || !message?.id) return;
    for (const { seriesIndex, dataType, dataIndex } of [...this.picked]) {
      chart.dispatchAction({ type: "unselect", seriesIndex, dataIndex, ...(dataType ? { dataType } : {}) });
    }
    chart.dispatchAction({ type: "brush", areas: [] });
    this.picked = [];
    this.brushed = [];
    this.tell();
  }

  /** Tells Python what is selected once the reader rests. */
  private tell(): void {
    if (!this.message?.id || this.showing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const selection = selectionOf(this.picked, this.brushed, this.drawn?.option ?? {}) as Json;
      if (JSON.stringify(selection) !== JSON.stringify(this.known())) this.select(selection);
    }, REST);
  }

  private fit(): void {
    if (this.holder.clientWidth > 0 && this.holder.clientHeight > 0) this.chart?.resize();
  }
}
