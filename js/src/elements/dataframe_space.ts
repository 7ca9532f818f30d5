/** The room that a table takes. */

import { type CSSProperties, type RefObject, useLayoutEffect, useState } from "react";
import type { Dataframe } from "../protocol";
import type { Heading } from "./dataframe_grid";

/** How high a row of cells is, and a row of headings. */
export const ROW_HEIGHT = 35;
export const MARKER = 34;
export const BORDERS = 2;
const HIGHEST = 10_000;

export interface Size {
  width: number;
  height: number;
}

export interface Space {
  holder: CSSProperties;
  frame: CSSProperties;
  /** Whether the columns grow to fill the width. */
  grows: boolean;
  /** How high the grid is. */
  height: number;
}

/** The room that a table takes: what the author wants, and what its content needs. */
export function spaceOf(
  element: Dataframe,
  headings: Heading[],
  marked: boolean,
  inner: Size,
  fullscreen: boolean,
  rows = element.rows,
): Space {
  const heads = headings.some((heading) => heading.group) ? 2 * ROW_HEIGHT : ROW_HEIGHT;
  const inView = Math.max(1, Math.min(rows, element.max_rows ?? rows));
  const scrolls = inView < rows;
  const columns = headings.reduce((sum, heading) => sum + heading.width, marked ? MARKER : 0) + BORDERS;
  const natural = columns + (scrolls ? scrollbar() : 0);
  const body = headings.length === 0 ? 0 : inView * (element.row_height ?? ROW_HEIGHT);
  const content = Math.min(HIGHEST, heads + body + (natural > inner.width ? scrollbar() : 0));
  const fills = fullscreen || element.height === "stretch";
  const fixed = typeof element.height === "number" ? element.height - BORDERS : content;
  const height = fills ? Math.max(0, inner.height - BORDERS) : fixed;
  const holder: CSSProperties = {};
  if (element.width === "content" && !fullscreen) holder.inlineSize = natural;
  if (element.height === "stretch" && !fullscreen) holder.minBlockSize = content + BORDERS;
  return {
    holder,
    frame: fills ? { position: "absolute", inset: 0 } : { blockSize: height + BORDERS },
    grows: natural < inner.width,
    height,
  };
}

let thickness: number | undefined;

/** How thick scroll bars are; nothing where they lie over what scrolls. */
function scrollbar(): number {
  if (thickness === undefined) {
    const probe = document.createElement("div");
    probe.className = "lit-table-probe";
    document.body.append(probe);
    thickness = probe.offsetWidth - probe.clientWidth;
    probe.remove();
  }
  return thickness;
}

export function useInnerSize(holder: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [holder]);
  return size;
}
