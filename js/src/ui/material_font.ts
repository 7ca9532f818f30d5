/** The Material Symbols font: a ligature for each icon's name. A module of its own, as it is large. */

import bytes from "@fontsource/material-symbols-rounded/files/material-symbols-rounded-latin-400-normal.woff2";

/** Makes the font known to the document. */
export async function addMaterialFont(): Promise<true> {
  document.fonts.add(await new FontFace("Material Symbols Rounded", bytes).load());
  return true;
}
