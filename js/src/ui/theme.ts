/** The theme for components that draw in colours of their own, such as charts. */

import { createContext, useContext } from "react";
import type { Theme } from "../theme/theme";
import { type Dress, dressOf } from "./appearance";

export const DressContext = createContext<Dress>(dressOf(null, "light"));

/** Light or dark; the component is drawn anew when that changes. */
export function useTheme(): Theme {
  return useContext(DressContext).shade;
}

/** Another text whenever the page's colours or fonts change; the component is drawn anew then. */
export function useDress(): string {
  return useContext(DressContext).key;
}
