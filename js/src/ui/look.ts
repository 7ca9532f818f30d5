/** The look of the page for what draws in colours of its own. */

import { type ChartColors, chartColors } from "../theme/chart_colors";
import type { Theme } from "../theme/theme";

export interface Look {
  shade: Theme;
  colors: ChartColors;
  /** The value of a token, by its name without `--lit-`. */
  token(name: string): string;
}

/** Reads the look that holds where `place` stands. */
export function lookAt(place: HTMLElement): Look {
  const style = getComputedStyle(place);
  const token = (name: string): string => style.getPropertyValue(`--lit-${name}`).trim();
  return { shade: style.colorScheme.includes("dark") ? "dark" : "light", colors: chartColors(style), token };
}
