/** What the Tab key reaches, and how it stays within a box. */

import type { KeyboardEvent } from "react";

/** What the Tab key reaches. */
export const FOCUSABLE =
  ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled, [tabindex="-1"])';

/** What the Tab key reaches in a box, in its order. */
export function stopsOf(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => !stop.closest("[inert], [hidden]"));
}

/** Lets the Tab key go round within a box. */
export function keepWithin(event: KeyboardEvent, box: HTMLElement | null): void {
  if (!box?.contains(event.target as Element)) return;
  const stops = stopsOf(box);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const from = event.target;
  const next = event.shiftKey ? (from === first || from === box ? last : null) : from === last ? first : null;
  if (!first) event.preventDefault();
  if (!next) return;
  event.preventDefault();
  next.focus();
}
