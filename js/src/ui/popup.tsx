/** A popup that hangs on a field: as wide as it or wider, below it, or above where there is more room. */

import { type ReactNode, type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useOverlay } from "./overlay";
import sheet from "./popup.css";
import { addStyle } from "./style";

addStyle(sheet);

const GAP = 4;
const MARGIN = 8;

interface PopupProps {
  /** What it hangs on. */
  anchor: RefObject<HTMLElement | null>;
  /** How high it may be, in pixels. */
  maxHeight: number;
  /** How wide it is at least, in pixels. */
  minWidth?: number;
  testId: string;
  children: ReactNode;
}

/** Draws above everything else and follows its anchor. A press in it does not take the focus from the field. */
export function Popup({ anchor, maxHeight, minWidth = 0, testId, children }: PopupProps) {
  const overlay = useOverlay();
  const box = useRef<HTMLDivElement>(null);
  const put = useCallback(
    (floating: HTMLElement, fixed: HTMLElement) => place(floating, fixed, maxHeight, minWidth),
    [maxHeight, minWidth],
  );
  useFollow(box, anchor, put);
  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here, only the focus stays where it is
    <div
      ref={box}
      className="lit-popup"
      data-testid={testId}
      role="presentation"
      style={{ maxBlockSize: maxHeight }}
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>,
    overlay,
  );
}

/** Puts a box beside its anchor with `put`, and again whenever something moves or grows. */
export function useFollow(
  box: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  put: (box: HTMLElement, anchor: HTMLElement) => void,
): void {
  useLayoutEffect(() => {
    const follow = () => {
      if (anchor.current && box.current) put(box.current, anchor.current);
    };
    const scrolled = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) follow();
    };
    follow();
    const resized = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(follow);
    // What grows above the anchor pushes it down, and makes what holds them both higher.
    for (let box: Element | null = anchor.current; box; box = box.parentElement) resized?.observe(box);
    if (box.current) resized?.observe(box.current);
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
    window.addEventListener("resize", follow);
    window.visualViewport?.addEventListener("resize", follow);
    return () => {
      resized?.disconnect();
      document.removeEventListener("scroll", scrolled, { capture: true });
      window.removeEventListener("resize", follow);
      window.visualViewport?.removeEventListener("resize", follow);
    };
  }, [box, anchor, put]);
}

/** Puts a popup under its anchor, or over it where it would not fit and there is more room. */
function place(box: HTMLElement, anchor: HTMLElement, maxHeight: number, minWidth: number): void {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  // On a phone the keyboard covers the lower part of the window.
  const seen = window.visualViewport;
  const ceiling = seen?.offsetTop ?? 0;
  const floor = ceiling + (seen?.height ?? window.innerHeight);
  const below = floor - bottom - GAP - MARGIN;
  const above = top - ceiling - GAP - MARGIN;
  const upwards = below < maxHeight && above > below;
  const { style } = box;
  style.maxBlockSize = `${Math.max(96, Math.min(maxHeight, upwards ? above : below))}px`;
  const width = Math.max(right - left, minWidth);
  style.inlineSize = `${width}px`;
  style.left = `${Math.max(0, Math.min(left, Math.max(window.innerWidth - MARGIN, right) - width))}px`;
  style.top = upwards ? "auto" : `${bottom + GAP}px`;
  style.bottom = upwards ? `${window.innerHeight - top + GAP}px` : "auto";
}

/** The least height, in pixels, of what hangs on a button where there is hardly any room. */
const LOW = 120;

/**
 * Puts a box of any width under its anchor, or over it where it would not fit and there is more room; in the window.
 *
 * `most` is how high it may be at most, in pixels.
 */
export function hang(box: HTMLElement, anchor: HTMLElement, most = Number.POSITIVE_INFINITY): void {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  const seen = window.visualViewport;
  const ceiling = seen?.offsetTop ?? 0;
  const floor = ceiling + (seen?.height ?? window.innerHeight);
  const below = floor - bottom - GAP - MARGIN;
  const above = top - ceiling - GAP - MARGIN;
  const { style, scrollTop } = box;
  style.maxBlockSize = "";
  const { width, height } = box.getBoundingClientRect();
  const upwards = below < Math.min(height, most) && above > below;
  style.maxBlockSize = `${Math.min(most, Math.max(LOW, upwards ? above : below))}px`;
  const rtl = getComputedStyle(anchor).direction === "rtl";
  const wanted = rtl ? right - width : left;
  style.left = `${Math.max(MARGIN, Math.min(wanted, window.innerWidth - width - MARGIN))}px`;
  style.top = upwards ? "auto" : `${bottom + GAP}px`;
  style.bottom = upwards ? `${window.innerHeight - top + GAP}px` : "auto";
  box.scrollTop = scrollTop; // which the measuring has lost
}
