/** The colours of charts, whichever library draws them: the author's, or ours. */

import { currentContrast } from "./contrast";
import type { Theme } from "./theme";

type Shades = Readonly<Record<Theme, string[]>>;

/** Ten colours that can be told apart in light and in dark, by most eyes. */
export const CATEGORIES: Shades = {
  light: ["#1a62c4", "#f0822e", "#30a46c", "#d6409f", "#7140c8", "#0c9db0", "#b8860b", "#e5484d", "#6b7585", "#8d5b3e"],
  dark: ["#6ea8f7", "#ff9a5f", "#4cc38a", "#ee7ac0", "#a98bf0", "#3ec5d4", "#e5b93c", "#ff8589", "#a4adbb", "#c79b7d"],
};
/** The same ten for readers who want more contrast: three to one against the page, at least. */
const STRONG: Shades = {
  light: ["#0a3f8f", "#a34d00", "#0b5c3a", "#9c1f6d", "#4f1fa0", "#066673", "#6e5200", "#b3121d", "#3a424e", "#6b4026"],
  dark: ["#a9cfff", "#ffc39d", "#8fe3bd", "#ffb3e2", "#d3bcff", "#8be6f0", "#ffdf80", "#ffb8ba", "#dfe3ea", "#e6c3a8"],
};
/** From little to much. */
export const RAMP: Shades = {
  light: ["#e3eefb", "#b9d4f5", "#85b3ec", "#4f8fdf", "#1a62c4", "#124992", "#0b2f61"],
  dark: ["#142a47", "#1b416f", "#265c9e", "#3b7fd0", "#6ea8f7", "#a5cbfb", "#dbeafe"],
};
/** From one end over a middle to the other. */
export const DIVERGING = ["#b5442a", "#e08a5c", "#f3cfae", "#eceef2", "#a9cdf0", "#5a96d8", "#1f5aa8"];

/** The colours that charts have where something stands. */
export interface ChartColors {
  categories: string[];
  ramp: string[];
  diverging: string[];
}

/** Our colours, in light and in dark. */
export const OURS: Readonly<Record<Theme, ChartColors>> = {
  light: { categories: CATEGORIES.light, ramp: RAMP.light, diverging: DIVERGING },
  dark: { categories: CATEGORIES.dark, ramp: RAMP.dark, diverging: DIVERGING },
};

/** The author's colours where something stands, ours where there are none; from its computed style. */
export function chartColors(style: CSSStyleDeclaration): ChartColors {
  const shade = style.colorScheme.includes("dark") ? "dark" : "light";
  const ours = currentContrast() === "usual" ? OURS[shade] : { ...OURS[shade], categories: STRONG[shade] };
  const colors = (name: keyof ChartColors): string[] => {
    const given = style.getPropertyValue(`--lit-chart-${name}`).trim();
    return given === "" ? ours[name] : given.split("|");
  };
  return { categories: colors("categories"), ramp: colors("ramp"), diverging: colors("diverging") };
}
