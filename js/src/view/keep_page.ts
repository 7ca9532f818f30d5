/** Tells Python what a page looks like, once it is at rest, for the notebook's file. */

import { effect } from "@preact/signals-core";
import type { Page } from "../page/page";

/** How long, in ms, a page is at rest before it is told, and how often at most that is done. */
const REST = 700;
const PAUSE = 3000;

/**
 * Follows a page until it is told to end. `root` finds where it is drawn now, null if nowhere; `send` takes what is to be
 * kept, as JSON.
 */
export function keepPage(page: Page, root: () => Element | null, send: (json: Uint8Array) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  let told = "";
  const tell = async (): Promise<void> => {
    const place = root();
    if (!place?.checkVisibility() || document.hidden || page.script.peek() !== "notRunning") return;
    last = Date.now();
    const { savedPage } = await import("./saved_page");
    const nodes = await savedPage(place);
    const json = JSON.stringify(nodes);
    if (json === told || nodes.length === 0) return;
    told = json;
    send(new TextEncoder().encode(json));
  };
  const wait = (then?: () => void): void => {
    clearTimeout(timer);
    const work = () => idle(() => void tell().finally(then));
    timer = setTimeout(work, Math.max(REST, last + PAUSE - Date.now()));
  };
  const unwatch = effect(() => {
    const ended = page.begun.value >= 0 && page.script.value === "notRunning";
    if (ended) wait(wait); // once more: charts and images come when the run is long over
  });
  return () => {
    unwatch();
    clearTimeout(timer);
  };
}

/** Waits until the browser has nothing better to do. */
function idle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: PAUSE });
  else work(); // Safari
}
