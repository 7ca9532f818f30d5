/** What the grid draws with: a canvas knows no custom properties, and the grid knows only colours in red, green, blue. */

import type { Theme } from "@glideapps/glide-data-grid";
import { type RefObject, useLayoutEffect, useState } from "react";
import type { Measure } from "./dataframe_columns";

const SIZE = "13.5px";

/** The grid's colours and fonts where `holder` stands, read anew when the page changes them. */
export function useGridTheme(holder: RefObject<HTMLElement | null>): Partial<Theme> {
  const [theme, setTheme] = useState<Partial<Theme>>({});
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const read = () => setTheme(themeAt(element));
    read();
    const observer = new MutationObserver(read);
    const app = element.closest(".lit");
    if (app) observer.observe(app, { attributes: true, attributeFilter: ["data-theme"] });
    document.fonts?.addEventListener("loadingdone", read);
    return () => {
      observer.disconnect();
      document.fonts?.removeEventListener("loadingdone", read);
    };
  }, [holder]);
  return theme;
}

function themeAt(element: HTMLElement): Partial<Theme> {
  const style = getComputedStyle(element);
  const token = (name: string): string => plain(style.getPropertyValue(`--lit-${name}`).trim());
  return {
    accentColor: token("primary"),
    accentFg: token("on-primary"),
    accentLight: token("primary-soft"),
    textDark: token("text"),
    textMedium: token("muted"),
    textLight: token("muted"),
    textBubble: token("text"),
    textHeader: token("muted"),
    textGroupHeader: token("muted"),
    textHeaderSelected: token("on-primary"),
    bgCell: token("background"),
    bgCellMedium: token("surface"),
    bgHeader: token("surface"),
    bgHeaderHasFocus: token("sunken"),
    bgHeaderHovered: token("sunken"),
    bgBubble: token("sunken"),
    bgBubbleSelected: token("sunken"),
    bgIconHeader: token("muted"),
    fgIconHeader: token("background"),
    bgSearchResult: token("yellow-soft"),
    borderColor: token("border"),
    horizontalBorderColor: token("border"),
    drilldownBorder: token("border"),
    linkColor: token("link"),
    fontFamily: style.fontFamily,
    baseFontStyle: SIZE,
    headerFontStyle: "500 13px",
    editorFontSize: SIZE,
    markerFontStyle: "11px",
    cellHorizontalPadding: 9,
    cellVerticalPadding: 3,
    lineHeight: 1.4,
  };
}

const plainColours = new Map<string, string>();
let brush: CanvasRenderingContext2D | null | undefined;

/** Any colour of CSS, mixed ones too, in red, green and blue. */
function plain(colour: string): string {
  const known = plainColours.get(colour);
  if (known !== undefined) return known;
  brush ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!brush) return colour;
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha = 255] = brush.getImageData(0, 0, 1, 1).data;
  const result = `rgba(${red}, ${green}, ${blue}, ${Number((alpha / 255).toFixed(3))})`;
  plainColours.set(colour, result);
  return result;
}

/** What a letter takes where nothing can be measured. */
const LETTER = 7.6;

/** Measures texts as the grid writes them. */
export function measuring(theme: Partial<Theme>): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (!context || theme.fontFamily === undefined) return (text) => text.length * LETTER;
  context.font = `${SIZE} ${theme.fontFamily}`;
  return (text) => context.measureText(text).width;
}
