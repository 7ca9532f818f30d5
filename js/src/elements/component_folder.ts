/** A component's folder without a server: its page with what it refers to, as one document. */

import type { Page } from "../page/page";
import { Folder, within } from "../ui/folder";

/** Where a page refers to other files: the attribute by the kind of element. */
const REFERENCES = [
  ["script[src]", "src"],
  ["link[href]", "href"],
  ["img[src]", "src"],
] as const;

/**
 * The address of a folder's `index.html` with all that it refers to; what scripts ask for later is out of reach.
 * Returns how to let go of it too.
 */
export async function openFolder(page: Page, id: string): Promise<{ url: string; close: () => void }> {
  const folder = new Folder(page, id);
  const parsed = new DOMParser().parseFromString(await folder.text("index.html"), "text/html");
  for (const [selector, attribute] of REFERENCES) {
    for (const place of parsed.querySelectorAll(selector)) {
      const path = within(place.getAttribute(attribute) ?? "", "index.html");
      const url = path === null ? null : await folder.url(path).catch(() => null);
      if (url !== null) place.setAttribute(attribute, url);
    }
  }
  const url = folder.make(`<!doctype html>${parsed.documentElement.outerHTML}`, "text/html");
  return { url, close: () => folder.close() };
}
