/** The theme for components that draw in colours of their own, such as charts. */

import { createContext, useContext } from "react";
import type { Theme } from "../theme/theme";

export const ThemeContext = createContext<Theme>("light");

/** Light or dark; the component is drawn anew when that changes. */
export function useTheme(): Theme {
  return useContext(ThemeContext);
}
