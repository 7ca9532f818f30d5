/** What scrolls: within the reach of the keyboard, and at its end where that is wanted. */

import { type RefObject, useEffect, useRef } from "react";
import { FOCUSABLE } from "./focus";

/** A box that the Tab key reaches while there is more in it than is seen and nothing else in it takes the focus. */
export function useScrollable(ref?: RefObject<HTMLDivElement | null>): RefObject<HTMLDivElement> {
  const own = useRef<HTMLDivElement>(null);
  const box = (ref ?? own) as RefObject<HTMLDivElement>;
  useEffect(() => {
    const scroller = box.current;
    if (!scroller || typeof ResizeObserver === "undefined") return;
    const measure = () => {
      const { overflowX, overflowY } = getComputedStyle(scroller);
      const scrolls =
        (SCROLLS.has(overflowX) && scroller.scrollWidth > scroller.clientWidth + 1) ||
        (SCROLLS.has(overflowY) && scroller.scrollHeight > scroller.clientHeight + 1);
      if (scrolls && scroller.querySelector(FOCUSABLE) === null) scroller.tabIndex = 0;
      else scroller.removeAttribute("tabindex");
    };
    const sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) if (!target.isConnected) sizes.unobserve(target);
      measure();
    });
    sizes.observe(scroller);
    for (const child of scroller.children) sizes.observe(child);
    // More comes while the script runs, and this box is not drawn again.
    const content = new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof Element) sizes.observe(node);
    });
    content.observe(scroller, { childList: true });
    return () => {
      content.disconnect();
      sizes.disconnect();
    };
  });
  return box;
}

const SCROLLS: ReadonlySet<string> = new Set(["auto", "scroll"]);

/** Keeps a box at its end while what is in it grows, unless the reader has scrolled away from there. */
export function useEnd(box: RefObject<HTMLElement | null>, follows: boolean): void {
  useEffect(() => {
    const scroller = box.current;
    if (!scroller || !follows) return;
    let atEnd = true;
    const go = () => {
      if (atEnd) scroller.scrollTop = scroller.scrollHeight;
    };
    const scrolled = () => {
      atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    };
    go();
    const grown = new MutationObserver(go);
    grown.observe(scroller, { childList: true, characterData: true, subtree: true });
    scroller.addEventListener("scroll", scrolled, { passive: true });
    scroller.addEventListener("load", go, true); // pictures have no height before
    return () => {
      grown.disconnect();
      scroller.removeEventListener("scroll", scrolled);
      scroller.removeEventListener("load", go, true);
    };
  }, [box, follows]);
}

/** So close to the end, in px, is at the end. */
const NEAR = 40;
