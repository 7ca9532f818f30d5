/** Where popovers and tooltips are drawn: above everything, outside of what scrolls or clips, and in the app's theme. */

import { createContext, useContext } from "react";

/** The layer for what floats; null where a component is drawn alone. */
export const OverlayContext = createContext<HTMLElement | null>(null);

/** The element to draw popovers and tooltips into. */
export function useOverlay(): HTMLElement {
  return useContext(OverlayContext) ?? document.body;
}
