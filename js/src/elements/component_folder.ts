/** A component's folder without a server: its page with what it refers to, as one document that asks for the rest. */

import type { Page } from "../page/page";
import { Folder, NOWHERE, within } from "../ui/folder";
import { ASKS, MARK, reachBack } from "./component_reach";

/** Where a page refers to other files: the attribute by the kind of element. */
const REFERENCES = [
  ["script[src]", "src"],
  ["link[href]", "href"],
  ["img[src]", "src"],
  ["source[src]", "src"],
] as const;

export interface OpenFolder {
  url: string;
  /** The address of a file that the page asks for. */
  find(path: string): Promise<string>;
  /** Lets go of it all. */
  close(): void;
}

/** The address of a folder's `index.html` with all that it refers to. */
export async function openFolder(page: Page, id: string): Promise<OpenFolder> {
  const folder = new Folder(page, id);
  const parsed = new DOMParser().parseFromString(await folder.text("index.html"), "text/html");
  for (const [selector, attribute] of REFERENCES) {
    for (const place of parsed.querySelectorAll(selector)) {
      const path = within(place.getAttribute(attribute) ?? "", "index.html");
      const url = path === null ? null : await folder.url(path).catch(() => null);
      if (url === null) continue;
      place.setAttribute(attribute, url);
      place.setAttribute(MARK, path ?? "");
    }
  }
  for (const script of parsed.querySelectorAll<HTMLScriptElement>("script[type=module]:not([src])")) {
    script.src = await folder.inline(script.text, "index.html");
    script.textContent = "";
  }
  for (const style of parsed.querySelectorAll("style")) {
    style.textContent = await folder.style(style.textContent ?? "", "index.html");
  }
  const reach = parsed.createElement("script");
  reach.textContent = `(${reachBack})(${[ASKS, MARK, NOWHERE].map((text) => JSON.stringify(text)).join(", ")})`;
  parsed.head.prepend(reach);
  const url = folder.make(`<!doctype html>${parsed.documentElement.outerHTML}`, "text/html");
  return { url, find: (path) => folder.url(path), close: () => folder.close() };
}
