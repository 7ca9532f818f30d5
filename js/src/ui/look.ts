/** The look of the page for what draws in colours of its own. */

import { type ChartColors, chartColors } from "../theme/chart_colors";
import { resolved } from "../theme/colors";
import type { Theme } from "../theme/theme";

export interface Look {
  shade: Theme;
  colors: ChartColors;
  /** The value of a token, by its name without `--lit-`. */
  token(name: string): string;
}

/** The system's own colours, whose names only browsers know. */
const SYSTEM = /^(?:Canvas|GrayText|Highlight|LinkText)/;

/** Reads the look that holds where `place` stands. */
export function lookAt(place: HTMLElement): Look {
  const style = getComputedStyle(place);
  const token = (name: string): string => {
    const value = style.getPropertyValue(`--lit-${name}`).trim();
    return SYSTEM.test(value) ? resolved(value) : value;
  };
  return { shade: style.colorScheme.includes("dark") ? "dark" : "light", colors: chartColors(style), token };
}
