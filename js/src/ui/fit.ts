/** Large type that becomes smaller where there is no room for it. */

import { type RefObject, useLayoutEffect } from "react";

/** What is smaller than this share of its size is broken into lines instead. */
const LEAST = 0.55;

/**
 * Keeps a line of large type in its box. Its sheet multiplies the size by `--lit-fit`, and lets the line break where
 * there is `data-breaks`.
 */
export function useFit(box: RefObject<HTMLElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the text changes its width
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    let share = 1;
    let natural = 0; // the width of the line in its own size, known once it has not fitted
    show(element, share);
    const measure = () => {
      const room = element.clientWidth;
      if (room === 0) return; // in a tab that is not open
      if (element.scrollWidth > room && share >= LEAST) natural = element.scrollWidth / share;
      const wanted = natural === 0 ? 1 : Math.min(1, Math.floor((1000 * room) / natural) / 1000);
      if (wanted === share) return;
      share = wanted;
      show(element, share);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element); // which measures at once, when all has its place
    document.fonts?.ready.then(measure);
    return () => observer.disconnect();
  }, [box, text]);
}

function show(element: HTMLElement, share: number): void {
  if (share === 1) element.style.removeProperty("--lit-fit");
  else element.style.setProperty("--lit-fit", `${Math.max(share, LEAST)}`);
  element.toggleAttribute("data-breaks", share < LEAST);
}
