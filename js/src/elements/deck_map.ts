/** One map in one place: layers come and go, the reader's view stays. */

import { Deck, type PickingInfo, WebMercatorViewport } from "@deck.gl/core";
import type { Json, PydeckChart } from "../protocol";
import { type Look, lookAt } from "../ui/look";
import { Frames } from "./deck_frames";
import { type Box, Ground } from "./deck_ground";
import { type Chosen, clicked, NONE } from "./deck_selection";
import { type Parts, parts } from "./deck_spec";
import type { Base, Sight } from "./deck_style";
import { tipOf } from "./deck_tooltip";
import { type Detail, groundColors, loadWorld } from "./world";

/** What a map tells of itself. */
export interface Reports {
  /** It cannot be drawn at all. */
  failed(problem: Error): void;
  /** Something about it the reader should know, null when that is over. */
  note(kind: "base" | "layer", text: string | null): void;
  /** The reader has selected. */
  selected(value: Json): void;
}

/** Most readers want to see a town, when there is but one place to see. */
const NEAREST = 12;
const PADDING = 48;
/** From this zoom on the world's outlines are drawn with all their points. */
const NEAR = 2;

export class DeckMap {
  private deck: Deck | null = null;
  private message: PydeckChart | null = null;
  private chosen: Chosen = NONE;
  private drawn: Parts | null = null;
  private ground: Ground | null = null;
  /** What the ground is drawn from, or is to be as soon as that has come. */
  private detail: Detail | null = null;
  private look: Look;
  private base: Base | null = null;
  private style = "";
  private sight: Sight = { longitude: 0, latitude: 0, zoom: 1 };
  /** The view a message asks for, as text: asked for again, it is no reason to leave the reader's. */
  private wanted = "";
  private closed = false;
  private readonly frames: Frames;
  private readonly resized = new ResizeObserver(() => this.fit());

  constructor(
    private readonly holder: HTMLElement,
    /** Below the map, for a base map of the author's. */
    private readonly below: HTMLElement,
    private readonly reports: Reports,
  ) {
    this.look = lookAt(holder);
    this.frames = new Frames(holder);
    this.resized.observe(holder);
  }

  close(): void {
    this.closed = true;
    this.resized.disconnect();
    this.frames.close();
    this.base?.close();
    this.deck?.finalize();
  }

  /** Draws a message, with what is selected in it, in the look that holds now. */
  draw(message: PydeckChart, value: Json): void {
    this.message = message;
    this.chosen = { ...NONE, ...(value as Partial<Chosen> | null) };
    this.look = lookAt(this.holder);
    this.reports.note("layer", null);
    try {
      this.drawn = parts(message.spec, message.rows, this.chosen);
      this.rebase(message.style);
      this.show();
    } catch (error) {
      this.reports.failed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Shows what is selected, where that is not what the reader sees already. */
  mark(value: Json): void {
    const wanted = { ...NONE, ...(value as Partial<Chosen> | null) };
    if (this.message && JSON.stringify(wanted) !== JSON.stringify(this.chosen)) this.draw(this.message, value);
  }

  /** Looks nearer by so many steps, or from further away. */
  zoom(steps: number): void {
    this.sight = { ...this.sight, zoom: Math.min(Math.max(this.sight.zoom + steps, 0), 20) };
    this.set({ initialViewState: { ...this.sight, transitionDuration: 200 } });
    this.moved();
  }

  private show(): void {
    const { message, drawn } = this;
    if (!message || !drawn || this.closed) return;
    const { clientWidth: width, clientHeight: height } = this.holder;
    if (width === 0 || height === 0) return;
    this.holder.style.background = drawn.earth && !this.base ? groundColors(this.look).sea : "";
    const view = this.viewOf(message, drawn, { width, height });
    const props = {
      ...(drawn.views ? { views: drawn.views } : {}),
      ...(view ? { initialViewState: view } : {}),
      parameters: drawn.parameters,
      layers: [...this.groundLayers(), ...drawn.layers],
      getTooltip: ({ object }: PickingInfo) => tipOf(message.tooltip, object),
    };
    if (this.deck) {
      this.set(props);
      return;
    }
    this.deck = new Deck({
      parent: this.holder as HTMLDivElement,
      controller: true,
      pickingRadius: 3,
      ...({ animationFrameProvider: this.frames } as object), // which its types do not know, but its loop does
      onAfterRender: this.frames.wake,
      ...(props as object),
      onClick: (info: PickingInfo) => this.clicked(info),
      onViewStateChange: ({ viewState }: { viewState: unknown }) => {
        this.sight = viewState as Sight;
        this.moved();
      },
      onError: (error: Error, layer?: { id: string }) =>
        this.reports.note("layer", layer ? `${layer.id}: ${error.message}` : error.message),
    });
  }

  /** The view to take, null where the reader's stays. */
  private viewOf(message: PydeckChart, drawn: Parts, room: { width: number; height: number }): Sight | null {
    const { bounds } = message;
    const wanted = JSON.stringify([drawn.initialViewState, bounds]);
    if (wanted === this.wanted) return null;
    this.wanted = wanted;
    this.sight = { ...this.sight, pitch: 0, bearing: 0, ...(drawn.initialViewState as Partial<Sight> | null) };
    const [west, south, east, north] = bounds;
    if (west !== undefined && south !== undefined && east !== undefined && north !== undefined) {
      const padding = Math.min(PADDING, room.width / 4, room.height / 4);
      const corners: [[number, number], [number, number]] = [
        [west, Math.max(south, -85)],
        [east, Math.min(north, 85)],
      ];
      const fitted = new WebMercatorViewport(room).fitBounds(corners, { padding, maxZoom: NEAREST });
      this.sight = { ...this.sight, longitude: fitted.longitude, latitude: fitted.latitude, zoom: fitted.zoom };
    }
    this.base?.look(this.sight);
    return this.sight;
  }

  private groundLayers(): unknown[] {
    if (!this.grounded()) return [];
    this.load(this.sight.zoom < NEAR ? "far" : "near");
    this.ground?.look(this.sight.zoom, this.inView());
    return this.ground?.layers(this.look) ?? [];
  }

  /** Whether there is a ground to draw. */
  private grounded(): boolean {
    return Boolean(this.drawn?.earth) && !this.base && this.message?.style !== "none";
  }

  /** Lets the ground come in as much detail as is to be seen; what is there stays until it has. */
  private load(detail: Detail): void {
    if (detail === this.detail) return;
    this.detail = detail;
    loadWorld(detail).then(
      (world) => {
        if (this.detail !== detail) return;
        this.ground = new Ground(world);
        this.show();
      },
      () => undefined, // the points alone then
    );
  }

  /** The part of the earth that is in view, null for what cannot be told. */
  private inView(): Box | null {
    const { clientWidth: width, clientHeight: height } = this.holder;
    return this.drawn?.flat ? new WebMercatorViewport({ ...this.sight, width, height }).getBounds() : null;
  }

  /** The reader looks from elsewhere. */
  private moved(): void {
    this.base?.look(this.sight);
    if (!this.deck || !this.drawn || !this.grounded()) return;
    this.load(this.sight.zoom < NEAR ? "far" : "near");
    if (this.ground?.look(this.sight.zoom, this.inView()))
      this.set({ layers: [...this.ground.layers(this.look), ...this.drawn.layers] });
  }

  /** Puts the author's base map below, or takes it away. */
  private rebase(style: string): void {
    if (style === this.style) return;
    this.style = style;
    this.base?.close();
    this.base = null;
    this.reports.note("base", null);
    if (style === "theme" || style === "none") return;
    if (!/^(https?:|\/|\{)/.test(style)) {
      this.missing();
      return;
    }
    import("./deck_style").then(
      ({ Base }) => {
        if (this.closed || this.style !== style) return;
        this.base = new Base(this.below, style, () => this.missing());
        this.base.look(this.sight);
        this.show();
      },
      () => this.missing(),
    );
  }

  /** The author's base map is not to be had: ours stands in. */
  private missing(): void {
    this.base?.close();
    this.base = null;
    this.reports.note("base", this.style);
    this.show();
  }

  private clicked({ index, layer, object }: PickingInfo): void {
    const { message } = this;
    if (!message || message.id === "") return;
    const hit = layer && index >= 0 ? { layer: layer.id, index, object } : null;
    const chosen = clicked(this.chosen, hit, message.selection);
    this.draw(message, chosen as unknown as Json);
    this.reports.selected(chosen as unknown as Json);
  }

  private set(props: object): void {
    this.deck?.setProps(props as never);
    this.frames.wake();
  }

  private fit(): void {
    this.base?.resize();
    this.frames.wake();
    if (!this.deck) this.show();
  }
}
