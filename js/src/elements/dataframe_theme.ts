/** What the grid draws with: a canvas knows no custom properties, and the grid knows only colours in red, green, blue. */

import type { Theme } from "@glideapps/glide-data-grid";
import { type RefObject, useLayoutEffect, useState } from "react";
import { chartColors } from "../theme/chart_colors";
import { currentContrast } from "../theme/contrast";
import type { Measure } from "./dataframe_columns";

/** How large texts of cells are. */
export const GRID_SIZE = "13.5px";

/** The colours that the grid has no names for. */
export interface Palette {
  /** What a colour looks like that an author has named or described. */
  line(color: string): string;
  /** The ground of a pill, and the text on it. */
  pill(color: string | number | null): { ground: string; ink: string };
  /** The ground of a bar. */
  track: string;
  /** The edge of a button. */
  edge: string;
  primaryHover: string;
}

/** What a table is drawn with. */
export interface GridLook {
  theme: Partial<Theme>;
  palette: Palette;
}

const NOTHING: GridLook = {
  theme: {},
  palette: {
    line: (color) => color,
    pill: () => ({ ground: "", ink: "" }),
    track: "",
    edge: "",
    primaryHover: "",
  },
};

/** The grid's colours and fonts where `holder` stands, read anew when the page changes them. */
export function useGridLook(holder: RefObject<HTMLElement | null>): GridLook {
  const [look, setLook] = useState(NOTHING);
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const read = () => setLook(lookAt(element));
    read();
    const observer = new MutationObserver(read);
    const app = element.closest(".lit");
    if (app)
      observer.observe(app, { attributes: true, attributeFilter: ["data-theme", "data-dress", "style", "class"] });
    document.fonts?.addEventListener("loadingdone", read);
    return () => {
      observer.disconnect();
      document.fonts?.removeEventListener("loadingdone", read);
    };
  }, [holder]);
  return look;
}

const COLOURS = new Set(["red", "orange", "yellow", "green", "blue", "violet", "gray"]);

function lookAt(element: HTMLElement): GridLook {
  const style = getComputedStyle(element);
  const forced = currentContrast() === "forced";
  const token = (name: string): string => plain(style.getPropertyValue(`--lit-${name}`).trim());
  const { categories } = chartColors(style);
  const line = (color: string): string => {
    const name = color === "grey" ? "gray" : color;
    if (name === "primary") return token("primary");
    return COLOURS.has(name) ? token(`${name}-line`) : plain(color);
  };
  const pill = (color: string | number | null) => {
    if (color === null || forced) return { ground: token("sunken"), ink: token("text") };
    const name = color === "grey" ? "gray" : color;
    if (name === "primary") return { ground: token("primary-soft"), ink: token("primary") };
    if (typeof name === "string" && COLOURS.has(name)) return { ground: token(`${name}-soft`), ink: token(name) };
    const css = typeof name === "number" ? (categories[name % categories.length] ?? "gray") : name;
    return { ground: plain(css).replace(/[^,]+\)$/, " 0.24)"), ink: token("text") };
  };
  const palette = {
    line,
    pill,
    track: token("sunken"),
    edge: token("border-strong"),
    primaryHover: token("primary-hover"),
  };
  return { theme: themeOf(style, token), palette };
}

function themeOf(style: CSSStyleDeclaration, token: (name: string) => string): Partial<Theme> {
  const own = (name: string, usual: string): string =>
    token(style.getPropertyValue(`--lit-table-${name}`).trim() ? `table-${name}` : usual);
  const [line, head, headText] = [own("border", "border"), own("head", "surface"), own("head-text", "muted")];
  return {
    accentColor: token("primary"),
    accentFg: token("on-primary"),
    accentLight: token("primary-soft"),
    textDark: token("text"),
    textMedium: token("muted"),
    textLight: token("muted"),
    textBubble: token("text"),
    textHeader: headText,
    textGroupHeader: headText,
    textHeaderSelected: token("on-primary"),
    bgCell: token("background"),
    bgCellMedium: token("surface"),
    bgHeader: head,
    bgHeaderHasFocus: token("sunken"),
    bgHeaderHovered: token("sunken"),
    bgBubble: token("sunken"),
    bgBubbleSelected: token("sunken"),
    bgIconHeader: headText,
    fgIconHeader: token("background"),
    bgSearchResult: token("yellow-soft"),
    borderColor: line,
    horizontalBorderColor: line,
    drilldownBorder: line,
    linkColor: token("link"),
    fontFamily: style.fontFamily,
    baseFontStyle: GRID_SIZE,
    headerFontStyle: "500 13px",
    editorFontSize: GRID_SIZE,
    markerFontStyle: "11px",
    cellHorizontalPadding: 9,
    cellVerticalPadding: 3,
    lineHeight: 1.4,
  };
}

const plainColours = new Map<string, string>();
let brush: CanvasRenderingContext2D | null | undefined;

/** Any colour of CSS, mixed ones too, in red, green and blue. */
export function plain(colour: string): string {
  const known = plainColours.get(colour);
  if (known !== undefined) return known;
  // The system's own names mean something else in each of its themes.
  const fixed = !/^[A-Z]/.test(colour);
  brush ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!brush) return colour;
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = "gray"; // where the colour is none
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha = 255] = brush.getImageData(0, 0, 1, 1).data;
  const result = `rgba(${red}, ${green}, ${blue}, ${Number((alpha / 255).toFixed(3))})`;
  if (fixed) plainColours.set(colour, result);
  return result;
}

/** What a letter takes where nothing can be measured. */
const LETTER = 7.6;

/** Measures texts as the grid writes them. */
export function measuring(theme: Partial<Theme>): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (!context || theme.fontFamily === undefined) return (text) => text.length * LETTER;
  context.font = `${GRID_SIZE} ${theme.fontFamily}`;
  return (text) => context.measureText(text).width;
}
