/** Text that is cut off where there is no room for it. */

import type { PointerEvent } from "react";

/** Under the mouse a text that is cut off is told whole, by the browser's own tooltip. */
export function tellWhole({ currentTarget: box }: PointerEvent<HTMLElement>): void {
  const cut = [...box.querySelectorAll("p")].find((text) => text.scrollWidth > text.clientWidth + 1);
  if (cut) box.title = cut.textContent?.trim() ?? "";
  else box.removeAttribute("title");
}
