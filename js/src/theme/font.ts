/** The page's typeface. A module of its own, so that the page does not wait for it. */

import bytes from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";

/** Makes Inter known to the document; until then, and without it, the system's own typeface stands in. */
export async function addFont(): Promise<void> {
  document.fonts.add(await new FontFace("Inter Variable", bytes, { weight: "100 900" }).load());
}
