/** What the grid leaves out for those who do not see its canvas, and for the keyboard. */

import { type RefObject, useEffect } from "react";
import type { Column } from "./dataframe_columns";
import type { Order } from "./dataframe_rows";

/** Gives the table that screen readers find its name, and its headings the way they are sorted. */
export function useAccess(
  holder: RefObject<HTMLElement | null>,
  name: string,
  columns: readonly Column[],
  order: Order,
): void {
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const tell = () => {
      // What scrolls is moved by the keys that the canvas takes: it is no stop for Tab of its own.
      element.querySelector(".dvn-scroller")?.setAttribute("tabindex", "-1");
      const table = element.querySelector("canvas table");
      if (!table) return;
      table.setAttribute("aria-label", name);
      const offset = Number(table.getAttribute("aria-colcount")) - columns.length;
      for (const heading of table.querySelectorAll("th")) {
        const column = columns[Number(heading.getAttribute("aria-colindex")) - 1 - offset];
        const way = order.sort.find(([sorted]) => sorted === column?.name)?.[1];
        if (way === undefined) heading.removeAttribute("aria-sort");
        else heading.setAttribute("aria-sort", way ? "descending" : "ascending");
      }
    };
    tell();
    const observer = new MutationObserver(tell);
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [holder, name, columns, order]);
}

/** What a key asks of the table, beyond what the grid does itself. */
export function wish(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">) {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "f") return "search";
  if (command && event.key.toLowerCase() === "a") return "all";
  if (
    (event.altKey && event.key === "ArrowDown") ||
    event.key === "ContextMenu" ||
    (event.shiftKey && event.key === "F10")
  ) {
    return "menu";
  }
  return null;
}
