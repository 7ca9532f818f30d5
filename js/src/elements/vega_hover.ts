/**
 * What the pointer finds on lines: the values at the place nearest to it, told in one tooltip and marked by dots.
 *
 * It is drawn above the chart and not in it: Vega would look for the nearest point among shapes of all points, and draw
 * the chart anew for each step of the pointer.
 */

import type { View } from "vega";
import type { Datum } from "./vega_data";
import { type Finder, LINES, telling, told } from "./vega_finder";
import type { Tooltip } from "./vega_tooltip";

type Scale = (value: unknown) => number | string | undefined;

export class Hover {
  private readonly layer = document.createElement("div");
  private readonly rule = document.createElement("div");
  private readonly moved = (event: PointerEvent) => this.at(event);
  private readonly left = () => this.hide();
  private view: View | null = null;
  private finder: Finder | null = null;
  private rows: readonly Datum[] = [];
  /** The rows that stand at each place along the axis, once somebody has pointed there. */
  private places: Map<unknown, Datum[]> | null = null;

  constructor(
    private readonly holder: HTMLElement,
    private readonly tooltip: Tooltip,
  ) {
    this.layer.className = "lit-vega-hover";
    this.rule.className = "lit-vega-rule";
    holder.addEventListener("pointermove", this.moved);
    holder.addEventListener("pointerleave", this.left);
  }

  close(): void {
    this.holder.removeEventListener("pointermove", this.moved);
    this.holder.removeEventListener("pointerleave", this.left);
    this.layer.remove();
  }

  /** Looks for values in a chart from now on; in none, without a finder. */
  follow(view: View, finder: Finder | null, rows: readonly Datum[]): void {
    this.hide();
    this.view = view;
    this.finder = finder;
    this.rows = rows;
    this.places = null;
    if (!finder) {
      this.layer.remove();
      return;
    }
    if (this.layer.parentElement !== this.holder) this.holder.append(this.layer);
  }

  private hide(): void {
    if (this.layer.childElementCount === 0) return;
    this.layer.replaceChildren();
    this.tooltip.hide();
  }

  private at(event: PointerEvent): void {
    const { view, finder } = this;
    const canvas = this.holder.querySelector("canvas");
    if (!view || !finder || !canvas) return;
    const frame = canvas.getBoundingClientRect();
    const [left = 0, top = 0] = view.origin();
    const padding = view.padding() as { left: number; top: number };
    const origin = { x: left + padding.left, y: top + padding.top };
    const x = event.clientX - frame.left - origin.x;
    const y = event.clientY - frame.top - origin.y;
    const inside = x >= 0 && y >= 0 && x <= (view.signal("width") as number) && y <= (view.signal("height") as number);
    this.places ??= placed(this.rows, finder.x);
    const found = inside && event.buttons === 0 ? nearest(this.places, view, x) : null;
    if (!found) {
      this.hide();
      return;
    }
    const { place } = found;
    const rows = telling(finder, found.rows);
    this.rule.style.cssText = box(origin.x + place, origin.y, view.signal("height") as number);
    const marked = finder.dots ? rows.map((row) => this.dot(view, row, origin, place)) : [];
    this.layer.replaceChildren(this.rule, ...marked.filter((dot) => dot !== null));
    this.tooltip.show(event, told(finder, found.rows[0]?.[finder.x], rows));
  }

  private dot(view: View, row: Datum, origin: { x: number; y: number }, place: number): HTMLElement | null {
    const { finder } = this;
    const value = finder && row[finder.y];
    const y = Number((view.scale("y") as Scale)(value));
    if (!finder || value === null || value === undefined || Number.isNaN(y)) return null;
    if (y < -0.5 || y > (view.signal("height") as number) + 0.5) return null;
    const dot = document.createElement("div");
    dot.className = "lit-vega-dot";
    const color = finder.color === null ? lineColour(view) : (view.scale("color") as Scale)(row[finder.color]);
    dot.style.background = String(color ?? "");
    dot.style.left = `${origin.x + place}px`;
    dot.style.top = `${origin.y + y}px`;
    return dot;
  }
}

/** Rows by what they have along the axis. */
function placed(rows: readonly Datum[], axis: string): Map<unknown, Datum[]> {
  const places = new Map<unknown, Datum[]>();
  for (const row of rows) {
    const value = row[axis];
    const key = value instanceof Date ? value.getTime() : value;
    const here = places.get(key);
    if (here) here.push(row);
    else places.set(key, [row]);
  }
  return places;
}

/** The place along the axis that is nearest to the pointer, in pixels, and the rows that stand there. */
function nearest(
  places: ReadonlyMap<unknown, Datum[]>,
  view: View,
  x: number,
): { place: number; rows: Datum[] } | null {
  const scale = view.scale("x") as Scale & { bandwidth?: () => number };
  const half = (scale.bandwidth?.() ?? 0) / 2;
  const width = view.signal("width") as number;
  let best: { place: number; rows: Datum[] } | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [value, rows] of places) {
    if (value === null || value === undefined) continue;
    const place = Number(scale(value)) + half;
    const distance = Math.abs(place - x);
    if (distance < least && place >= -0.5 && place <= width + 0.5) {
      least = distance;
      best = { place, rows };
    }
  }
  return best;
}

interface Mark {
  marktype?: string;
  stroke?: unknown;
  fill?: unknown;
  items?: Mark[];
}

/** The colour of the first line that is drawn. */
function lineColour(view: View): unknown {
  const find = (mark: Mark): Mark | undefined => {
    if (mark.marktype && LINES.has(mark.marktype)) return mark.items?.[0];
    for (const item of mark.items ?? []) {
      const found = find(item);
      if (found) return found;
    }
    return undefined;
  };
  const line = find((view.scenegraph() as unknown as { root: Mark }).root);
  return line?.stroke ?? line?.fill;
}

function box(left: number, top: number, height: number): string {
  return `left: ${left}px; top: ${top}px; height: ${height}px;`;
}
