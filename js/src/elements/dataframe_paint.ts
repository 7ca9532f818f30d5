/** How cells are drawn that are more than a text: pills, links, bars, small charts, players and buttons. */

import {
  type BaseDrawArgs,
  type CustomCell,
  type CustomRenderer,
  drawTextCell,
  getMiddleCenterBias,
  measureTextCached,
  type Rectangle,
  roundedRect,
} from "@glideapps/glide-data-grid";
import type { Palette } from "./dataframe_theme";

/** A short text on a ground of its own; its colour is a name, one of CSS, or a place among the chart's colours. */
export interface Pill {
  text: string;
  color: string | number | null;
}

/** What a cell holds that is drawn here. */
export type Drawn =
  | { look: "pills"; pills: readonly Pill[] }
  | { look: "link"; text: string; url: string }
  | { look: "progress"; share: number; text: string; color: string }
  | {
      look: "chart";
      chart: "line" | "area" | "bar";
      values: readonly number[];
      low: number | null;
      high: number | null;
      color: string;
    }
  | { look: "image"; urls: readonly string[] }
  | { look: "media"; text: string }
  | { look: "button"; labels: readonly string[]; type: "primary" | "secondary" | "tertiary"; enabled: boolean };

type Of<Look extends Drawn["look"]> = Extract<Drawn, { look: Look }>;
type Args = BaseDrawArgs & { overrideCursor?: ((cursor: string) => void) | undefined };

const PILL = { height: 20, padding: 8, gap: 4 };
const BUTTON = { height: 24, padding: 10 };
const BAR = { height: 8, least: 24, gap: 8 };
const MATERIAL = /^:material\/([a-z0-9_]+):$/;

export interface Actions {
  /** A cell was clicked that does something then. */
  press(cell: CustomCell<Drawn>, location: readonly [number, number]): void;
}

/** The renderers of a table, in its colours. */
export function renderersOf(palette: Palette, actions: Actions): CustomRenderer<CustomCell<Drawn>>[] {
  const renderer: CustomRenderer<CustomCell<Drawn>> = {
    kind: "custom" as CustomCell["kind"] as never,
    isMatch: (cell): cell is CustomCell<Drawn> => "look" in cell.data,
    needsHover: true,
    needsHoverPosition: true,
    draw: (args, { data, contentAlign }) => {
      switch (data.look) {
        case "pills":
          return drawPills(args, data, palette);
        case "link":
          return drawLink(args, data, contentAlign ?? "left");
        case "progress":
          return drawProgress(args, data, palette);
        case "chart":
          return drawChart(args, data, palette);
        case "image":
          return drawImages(args, data, contentAlign ?? "center");
        case "media":
          return drawMedia(args, data);
        case "button":
          return drawButton(args, data, palette, contentAlign ?? "center");
      }
    },
    onClick: ({ cell, location, posX, bounds, theme, preventDefault }) => {
      const { data } = cell;
      const inside = posX > theme.cellHorizontalPadding / 2 && posX < bounds.width - theme.cellHorizontalPadding / 2;
      if (!inside) return undefined;
      if ((data.look === "button" && data.enabled) || data.look === "link" || data.look === "media") {
        if (data.look === "button") preventDefault();
        actions.press(cell, location);
      }
      return undefined;
    },
    measure: (ctx, { data }, theme) => widthOf(ctx, data) + 2 * theme.cellHorizontalPadding,
    // Opened by what the table itself provides.
    provideEditor: () => undefined,
  };
  return [renderer];
}

/** How wide a cell is that shows all it has. */
function widthOf(ctx: CanvasRenderingContext2D, data: Drawn): number {
  const wide = (text: string) => ctx.measureText(text).width;
  switch (data.look) {
    case "pills":
      return data.pills.reduce((sum, pill) => sum + wide(pill.text) + 2 * PILL.padding + PILL.gap, 0);
    case "button":
      return wide(data.labels[0] ?? "") + 3 * BUTTON.padding;
    case "link":
      return MATERIAL.test(data.text) ? 18 : wide(data.text);
    case "media":
      return wide(data.text) + 22;
    case "image":
      return 48 * data.urls.length;
    default:
      return 140;
  }
}

function middle({ rect, ctx, theme }: Args): number {
  return rect.y + rect.height / 2 + getMiddleCenterBias(ctx, theme);
}

function box(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rectangle, radius: number, fill: string): void {
  ctx.beginPath();
  roundedRect(ctx, x, y, width, height, Math.min(radius, height / 2, Math.max(0, width / 2)));
  ctx.fillStyle = fill;
  ctx.fill();
}

function drawPills(args: Args, { pills }: Of<"pills">, palette: Palette): void {
  const { ctx, rect, theme } = args;
  let x = rect.x + theme.cellHorizontalPadding;
  const y = rect.y + (rect.height - PILL.height) / 2;
  for (const { text, color } of pills) {
    if (x > rect.x + rect.width) return;
    const width = measureTextCached(text, ctx, theme.baseFontFull).width + 2 * PILL.padding;
    const { ground, ink } = palette.pill(color);
    box(ctx, { x, y, width, height: PILL.height }, 6, ground);
    ctx.fillStyle = ink;
    ctx.fillText(text, x + PILL.padding, middle(args));
    x += width + PILL.gap;
  }
}

function drawLink(args: Args, { text }: Of<"link">, align: "left" | "center" | "right"): void {
  const { ctx, theme, rect, hoverX, overrideCursor } = args;
  const icon = MATERIAL.exec(text)?.[1];
  ctx.fillStyle = theme.linkColor;
  if (icon !== undefined) {
    ctx.font = '18px "Material Symbols Rounded"';
    const width = ctx.measureText(icon).width;
    ctx.fillText(icon, startOf(rect, width, align, theme.cellHorizontalPadding), rect.y + rect.height / 2);
    ctx.font = theme.baseFontFull;
  } else {
    drawTextCell({ ...args, theme: { ...theme, textDark: theme.linkColor } }, text, align);
  }
  const width = icon === undefined ? measureTextCached(text, ctx, theme.baseFontFull).width : 18;
  const start = startOf(rect, width, align, theme.cellHorizontalPadding);
  if (hoverX === undefined || hoverX < start - rect.x - 4 || hoverX > start - rect.x + width + 4) return;
  overrideCursor?.("pointer");
  if (icon !== undefined) return;
  const y = Math.round(rect.y + rect.height / 2 + 8) + 0.5;
  ctx.beginPath();
  ctx.moveTo(start, y);
  ctx.lineTo(Math.min(start + width, rect.x + rect.width), y);
  ctx.strokeStyle = theme.linkColor;
  ctx.stroke();
}

function startOf(rect: Rectangle, width: number, align: "left" | "center" | "right", padding: number): number {
  if (align === "right") return rect.x + rect.width - padding - width;
  return align === "center" ? rect.x + (rect.width - width) / 2 : rect.x + padding;
}

function drawProgress(args: Args, { share, text, color }: Of<"progress">, palette: Palette): void {
  const { ctx, rect, theme } = args;
  const padding = theme.cellHorizontalPadding;
  const written = measureTextCached(text, ctx, theme.baseFontFull).width;
  // All bars of a column have one length: what most texts leave.
  const room = Math.max(written, measureTextCached("100.00%", ctx, theme.baseFontFull).width);
  const width = rect.width - 2 * padding - room - BAR.gap;
  if (width >= BAR.least) {
    const track = { x: rect.x + padding, y: rect.y + (rect.height - BAR.height) / 2, width, height: BAR.height };
    box(ctx, track, BAR.height / 2, palette.track);
    if (share > 0) {
      box(ctx, { ...track, width: Math.max(BAR.height, share * width) }, BAR.height / 2, palette.line(color));
    }
  }
  ctx.fillStyle = theme.textDark;
  ctx.fillText(text, rect.x + rect.width - padding - written, middle(args));
}

interface Scale {
  x(place: number): number;
  y(value: number): number;
  step: number;
}

function scaleOf({ values, low, high, chart }: Of<"chart">, area: Rectangle): Scale {
  const least = low ?? Math.min(...values, ...(chart === "bar" ? [0] : []));
  const most = high ?? Math.max(...values, ...(chart === "bar" ? [0] : []));
  const step = chart === "bar" ? area.width / values.length : area.width / Math.max(1, values.length - 1);
  return {
    step,
    x: (place) => area.x + place * step,
    y: (value) => {
      const share = most === least ? 0.5 : (value - least) / (most - least);
      return area.y + area.height * (1 - Math.min(1, Math.max(0, share)));
    },
  };
}

function drawChart(args: Args, data: Of<"chart">, palette: Palette): void {
  const { ctx, rect, theme, hoverX } = args;
  const { values } = data;
  if (values.length === 0) return;
  const padding = theme.cellHorizontalPadding;
  const area = { x: rect.x + padding, y: rect.y + 6, width: rect.width - 2 * padding, height: rect.height - 12 };
  const scale = scaleOf(data, area);
  const color = palette.line(data.color);
  if (data.chart === "bar") drawBars(ctx, data, scale, color);
  else drawCurve(ctx, data, area, scale, color);
  if (hoverX === undefined) return;
  const place = Math.min(
    values.length - 1,
    Math.max(0, (data.chart === "bar" ? Math.floor : Math.round)((hoverX - padding) / scale.step)),
  );
  const value = values[place] ?? 0;
  const text = Intl.NumberFormat(undefined, { maximumFractionDigits: 4 }).format(value);
  const width = measureTextCached(text, ctx, theme.baseFontFull).width + 8;
  const x = Math.min(area.x + area.width - width, Math.max(area.x, scale.x(place) - width / 2));
  if (data.chart !== "bar")
    box(ctx, { x: scale.x(place) - 2.5, y: scale.y(value) - 2.5, width: 5, height: 5 }, 3, color);
  ctx.globalAlpha = 0.88;
  box(ctx, { x, y: rect.y + (rect.height - 18) / 2, width, height: 18 }, 4, theme.bgCell);
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.textDark;
  ctx.fillText(text, x + 4, middle(args));
}

function drawCurve(
  ctx: CanvasRenderingContext2D,
  { values, chart }: Of<"chart">,
  area: Rectangle,
  scale: Scale,
  color: string,
): void {
  ctx.beginPath();
  const only = values.length === 1 ? [values[0] ?? 0, values[0] ?? 0] : values;
  for (const [place, value] of only.entries()) ctx.lineTo(scale.x(place), scale.y(value));
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5;
  ctx.lineJoin = "round";
  ctx.stroke();
  if (chart === "area") {
    ctx.lineTo(scale.x(only.length - 1), area.y + area.height);
    ctx.lineTo(area.x, area.y + area.height);
    ctx.closePath();
    ctx.globalAlpha = 0.16;
    ctx.fillStyle = color;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  ctx.lineWidth = 1;
}

function drawBars(ctx: CanvasRenderingContext2D, { values }: Of<"chart">, scale: Scale, color: string): void {
  const base = scale.y(0);
  const width = Math.max(1, scale.step - Math.min(2, scale.step / 4));
  ctx.fillStyle = color;
  for (const [place, value] of values.entries()) {
    const top = scale.y(value);
    ctx.fillRect(scale.x(place), Math.min(top, base), width, Math.max(1, Math.abs(top - base)));
  }
}

function drawImages(args: Args, { urls }: Of<"image">, align: "left" | "center" | "right"): void {
  const { ctx, rect, theme, col, row, imageLoader } = args;
  const height = rect.height - 2 * theme.cellVerticalPadding;
  const loaded = urls.flatMap((url) => imageLoader.loadOrGetImage(url, col, row) ?? []);
  const widths = loaded.map((image) => (image.height === 0 ? 0 : (image.width / image.height) * height));
  const all = widths.reduce((sum, width) => sum + width + PILL.gap, -PILL.gap);
  let x = Math.max(rect.x + theme.cellHorizontalPadding, startOf(rect, all, align, theme.cellHorizontalPadding));
  for (const [place, image] of loaded.entries()) {
    const width = widths[place] ?? 0;
    ctx.save();
    ctx.beginPath();
    roundedRect(ctx, x, rect.y + theme.cellVerticalPadding, width, height, Math.min(4, width / 2));
    ctx.clip();
    if (width > 0) ctx.drawImage(image, x, rect.y + theme.cellVerticalPadding, width, height);
    ctx.restore();
    x += width + PILL.gap;
  }
}

function drawMedia(args: Args, { text }: Of<"media">): void {
  const { ctx, rect, theme, overrideCursor, hoverX } = args;
  if (hoverX !== undefined) overrideCursor?.("pointer");
  const x = rect.x + theme.cellHorizontalPadding;
  const y = rect.y + rect.height / 2;
  ctx.beginPath();
  ctx.arc(x + 8, y, 8, 0, 2 * Math.PI);
  ctx.moveTo(x + 6, y - 3.5);
  ctx.lineTo(x + 11.5, y);
  ctx.lineTo(x + 6, y + 3.5);
  ctx.closePath();
  ctx.fillStyle = theme.linkColor;
  ctx.fill("evenodd");
  ctx.fillStyle = theme.textDark;
  ctx.fillText(text, x + 22, middle(args));
}

function drawButton(args: Args, data: Of<"button">, palette: Palette, align: "left" | "center" | "right"): void {
  const { ctx, rect, theme, overrideCursor, hoverX } = args;
  const [label = ""] = data.labels;
  if (label === "") return;
  const text = data.labels.length > 1 ? `${label} ▾` : label;
  const written = measureTextCached(text, ctx, theme.baseFontFull).width;
  const width = Math.min(rect.width - 8, written + 2 * BUTTON.padding);
  const height = Math.min(BUTTON.height, rect.height - 6);
  const x = startOf(rect, width, align, theme.cellHorizontalPadding);
  const y = rect.y + (rect.height - height) / 2;
  const hovered = data.enabled && hoverX !== undefined && hoverX >= x - rect.x && hoverX <= x - rect.x + width;
  if (hovered) overrideCursor?.("pointer");
  ctx.globalAlpha = data.enabled ? 1 : 0.5;
  if (data.type === "primary") {
    box(ctx, { x, y, width, height }, 6, hovered ? palette.primaryHover : theme.accentColor);
  } else if (data.type === "secondary") {
    box(ctx, { x, y, width, height }, 6, hovered ? theme.bgHeader : theme.bgCell);
    ctx.strokeStyle = palette.edge;
    ctx.stroke();
  }
  ctx.fillStyle =
    data.type === "primary" ? theme.accentFg : hovered && data.type === "tertiary" ? theme.accentColor : theme.textDark;
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.fillText(text, x + Math.max(4, (width - written) / 2), middle(args));
  ctx.restore();
  ctx.globalAlpha = 1;
}
