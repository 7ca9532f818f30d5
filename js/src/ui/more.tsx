/** A row that scrolls: what is out of sight on either side, and how the mouse gets there. */

import { type RefObject, useEffect, useState } from "react";
import { Glyph } from "./glyph";
import sheet from "./more.css";
import { addStyle } from "./style";

addStyle(sheet);

/** Whether there is more of a row out of sight, on either side. */
export interface More {
  start: boolean;
  end: boolean;
}

/** Follows what is out of sight of a row; `content` is another object when it holds something else. */
export function useMore(row: RefObject<HTMLElement | null>, content: unknown): More {
  const [more, setMore] = useState<More>({ start: false, end: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content is as wide as it is
  useEffect(() => {
    const bar = row.current;
    if (!bar) return;
    const measure = () => {
      const hidden = bar.scrollWidth - bar.clientWidth;
      // From right to left it is scrolled to negative places.
      const at = Math.abs(bar.scrollLeft);
      const next = { start: hidden > 1 && at > 1, end: hidden > 1 && at < hidden - 1 };
      setMore((before) => (before.start === next.start && before.end === next.end ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(bar);
    for (const child of bar.children) observer.observe(child);
    bar.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      bar.removeEventListener("scroll", measure);
    };
  }, [row, content]);
  return more;
}

interface MoreArrowProps {
  row: RefObject<HTMLElement | null>;
  side: "start" | "end";
  shown: boolean;
}

/** Scrolls to what is out of sight; for the mouse, arrow keys bring it into sight anyway. */
export function MoreArrow({ row, side, shown }: MoreArrowProps) {
  if (!shown) return null;
  const scroll = () => {
    const bar = row.current;
    if (!bar) return;
    const rtl = getComputedStyle(bar).direction === "rtl";
    bar.scrollBy({ left: bar.clientWidth * 0.7 * ((side === "end") === rtl ? -1 : 1) });
  };
  return (
    <button
      type="button"
      className="lit-more"
      data-side={side}
      tabIndex={-1}
      aria-hidden="true"
      onMouseDown={(event) => event.preventDefault()} // the focus stays where it is
      onClick={scroll}
    >
      <Glyph name={side === "start" ? "chevronLeft" : "chevronRight"} />
    </button>
  );
}

/** Brings one of a row's children into its middle if it is not in sight, without moving the page. */
export function bringIntoRow(
  row: HTMLElement | null,
  child: Element | null | undefined,
  behavior: ScrollBehavior = "auto",
): void {
  if (!row || !child) return;
  const [seen, place] = [row.getBoundingClientRect(), child.getBoundingClientRect()];
  if (place.left < seen.left || place.right > seen.right) {
    row.scrollBy({ left: place.left + place.width / 2 - seen.left - seen.width / 2, behavior });
  }
}
