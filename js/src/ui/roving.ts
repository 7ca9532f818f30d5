/** Arrow keys among controls that are one stop for the Tab key. */

import type { KeyboardEvent } from "react";

interface Roving {
  /** How many there are. */
  count: number;
  /** Which one has the focus. */
  at: number;
  /** Go on at the other end. */
  round?: boolean;
  /** Leave the keys that go up and down alone, or those that go sideways. */
  only?: "row" | "column";
}

/** Where a key leads among controls that follow each other; null for a key that leads nowhere. */
export function keyLeads(event: KeyboardEvent, { count, at, round = false, only }: Roving): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || count === 0) return null;
  if (event.key === "Home") return 0;
  if (event.key === "End") return count - 1;
  const step = stepOf(event, only);
  if (step === 0) return null;
  const to = at + step;
  return round ? (to + count) % count : Math.max(0, Math.min(count - 1, to));
}

function stepOf(event: KeyboardEvent, only: Roving["only"]): number {
  const { key } = event;
  if (only !== "row" && (key === "ArrowDown" || key === "ArrowUp")) return key === "ArrowDown" ? 1 : -1;
  if (only === "column" || (key !== "ArrowLeft" && key !== "ArrowRight")) return 0;
  const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
  return (key === "ArrowRight") === rtl ? -1 : 1;
}
