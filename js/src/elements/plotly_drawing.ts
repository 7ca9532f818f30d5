/** One chart of Plotly in one place: what stands there is changed, so that zoom and legend stay as the reader has them. */

import Plotly, { type Graph } from "plotly.js-strict-dist-min";
import type { Json, PlotlyChart } from "../protocol";
import { lookAt } from "../ui/look";
import { figure, type Parsed, parsed, type Room, sizeOf } from "./plotly_figure";
import { bordersOf, provide } from "./plotly_geo";
import { grounded } from "./plotly_map";
import { marked, NOTHING, type Selection, selecting, selectionOf } from "./plotly_selection";
import type { Dict } from "./plotly_theme";

export class Drawing {
  private message: PlotlyChart | null = null;
  /** What the message holds: read once, so that its arrays stay the same. */
  private given: Parsed | null = null;
  private value: Selection = NOTHING;
  private fill = false;
  private size = "";
  private revision = 0;
  private drawing = false;
  private outdated = false;
  private closed = false;
  private graph: Graph | null = null;
  private readonly resized = new ResizeObserver(() => this.fit());
  private readonly fonts = (event: Event) => this.refont(event as FontFaceSetLoadEvent);

  constructor(
    private readonly holder: HTMLElement,
    /** Stands in the holder; plotly.js fills it. */
    private readonly place: HTMLElement,
    private readonly fail: (problem: Error) => void,
    private readonly select: (value: Json) => void,
    /** Base maps of the author's that are not to be had. */
    private readonly miss: (styles: string[]) => void = () => undefined,
  ) {
    this.resized.observe(holder);
    document.fonts?.addEventListener("loadingdone", this.fonts);
  }

  close(): void {
    this.closed = true;
    this.resized.disconnect();
    document.fonts?.removeEventListener("loadingdone", this.fonts);
    Plotly.purge(this.place);
  }

  /** Draws a message, with what is selected in it; `fill`: as high as the place. */
  draw(message: PlotlyChart, value: Json, fill: boolean): void {
    if (!this.message || !sameFigure(message, this.message)) this.given = null;
    this.message = message;
    this.fill = fill;
    this.value = { ...NOTHING, ...(value as Partial<Selection> | null) };
    this.redraw();
  }

  /** Shows what is selected, where that is not what the reader sees already. */
  mark(value: Json): void {
    const wanted = { ...NOTHING, ...(value as Partial<Selection> | null) };
    if (JSON.stringify(wanted) === JSON.stringify(this.value)) return;
    this.value = wanted;
    this.redraw();
  }

  /** Draws what is wanted by now; one chart at a time, the last one wins. */
  private redraw(): void {
    if (this.drawing) {
      this.outdated = true;
      return;
    }
    if (!this.message || this.closed) return;
    this.drawing = true;
    this.outdated = false;
    this.update(this.message)
      .catch((error: unknown) => {
        if (!this.closed && !this.outdated) this.fail(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        this.drawing = false;
        if (this.outdated) this.redraw();
      });
  }

  private async update(message: PlotlyChart): Promise<void> {
    this.given ??= parsed(message);
    const { given } = this;
    const look = message.theme === "streamlit" ? lookAt(this.holder) : null;
    const room = this.room();
    const wanted = figure(message, given, room, look);
    const { layout: ground, missing } = await grounded(
      wanted.data as Dict[],
      wanted.layout as Dict,
      lookAt(this.holder),
    );
    this.miss(missing);
    const borders = bordersOf(wanted.data as Dict[], wanted.layout as Dict);
    if (borders.length > 0) await provide(borders);
    if (this.closed) return;
    const { data, selections } = marked(wanted.data, this.value);
    this.revision += 1;
    const layout: Dict = { ...ground, ...selecting(message, ground) };
    if (message.id !== "") Object.assign(layout, { selections, selectionrevision: this.revision });
    this.size = JSON.stringify(sizeOf(message, given.layout, room));
    const graph = await Plotly.react(this.place, { ...wanted, data, layout });
    if (this.closed) Plotly.purge(this.place);
    else this.listen(graph);
  }

  private room(): Room {
    return { width: this.holder.clientWidth, height: this.holder.clientHeight, fill: this.fill };
  }

  /** Follows the place's size. */
  private fit(): void {
    const { message, given } = this;
    if (!message || !given || this.holder.clientWidth === 0) return;
    if (JSON.stringify(sizeOf(message, given.layout, this.room())) !== this.size) this.redraw();
  }

  /** A font that the chart writes with is there: its letters are of another width. */
  private refont({ fontfaces }: FontFaceSetLoadEvent): void {
    const wanted = getComputedStyle(this.holder).fontFamily;
    if (fontfaces.some(({ family }) => wanted.includes(family.replace(/["']/g, "")))) this.redraw();
  }

  /** Tells what the reader selects. */
  private listen(graph: Graph): void {
    if (this.graph === graph) return;
    this.graph = graph;
    const tell = (event: unknown): void => {
      if (!this.message || this.message.id === "") return;
      this.value = selectionOf(event, this.message.selection);
      this.select(this.value as unknown as Json);
    };
    // plotly.js says nothing of what it does with a click into the void.
    graph.on("plotly_selected", (event) => event && tell(event));
    graph.on("plotly_deselect", () => tell(null));
  }
}

/** Tells whether two messages hold the same figure. */
function sameFigure(one: PlotlyChart, other: PlotlyChart): boolean {
  return one.spec === other.spec && one.arrays.every((bytes, index) => bytes === other.arrays[index]);
}
