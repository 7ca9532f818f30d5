/** The page on its way to paper: light, whatever the screen shows. */

import { useEffect, useSyncExternalStore } from "react";

/** How long, in ms, charts and tables have to be drawn anew in the colours of paper. */
const DRAWING = 500;
/** How long, in ms, a browser may take to say that it has printed. */
const PRINTING = 1000;
const DARK = '.lit-app[data-theme="dark"]';

const watchers = new Set<() => void>();
let laid = false;

function lay(value: boolean): void {
  laid = value;
  for (const changed of watchers) changed();
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** Prints the page. One that is dark is light meanwhile: what is drawn on canvases has no other way to follow. */
export async function printPage(): Promise<void> {
  if (laid) return;
  if (document.querySelector(DARK) === null) return window.print();
  const printed = new Promise((resolve) => addEventListener("afterprint", resolve, { once: true }));
  lay(true);
  try {
    await pause(DRAWING);
    window.print();
    await Promise.race([printed, pause(PRINTING)]);
  } finally {
    lay(false);
  }
}

/** Whether the page is to have the colours of paper; the keys that print do so by `printPage` where the page is `whole`. */
export function usePaper(whole: boolean): boolean {
  useEffect(() => {
    if (!whole) return;
    const struck = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      if (event.defaultPrevented || document.querySelector(DARK) === null) return;
      event.preventDefault();
      void printPage();
    };
    window.addEventListener("keydown", struck);
    return () => window.removeEventListener("keydown", struck);
  }, [whole]);
  return useSyncExternalStore(watch, () => laid);
}

function pause(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}
