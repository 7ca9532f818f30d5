/** What the grid leaves out of its cells for those who do not see its canvas: which must be filled, which are wrong. */

import { type RefObject, useEffect } from "react";
import { useSignal } from "../ui/signals";
import type { EditedRows } from "./data_editor_rows";
import type { EditorState } from "./data_editor_state";
import type { Column } from "./dataframe_columns";

/** Says of the cells that screen readers find what their looks say. */
export function useCellAccess(
  holder: RefObject<HTMLElement | null>,
  columns: readonly Pick<Column, "name">[],
  rows: Pick<EditedRows, "row" | "version">,
  state: Pick<EditorState, "edits" | "required" | "draft">,
): void {
  const edits = useSignal(state.edits);
  const version = useSignal(rows.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other cells are wrong, or other rows stand there
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const tell = () => {
      const table = element.querySelector("canvas table");
      if (!table) return;
      const offset = Number(table.getAttribute("aria-colcount")) - columns.length;
      for (const cell of table.querySelectorAll("td")) {
        const column = columns[Number(cell.getAttribute("aria-colindex")) - 1 - offset]?.name;
        const row = rows.row(Number(cell.parentElement?.getAttribute("aria-rowindex")) - 2);
        const there = column !== undefined && row !== undefined;
        mark(cell, "aria-required", there && state.required.includes(column));
        mark(cell, "aria-invalid", there && state.draft(row, column) !== undefined);
      }
    };
    tell();
    const observer = new MutationObserver(tell);
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [holder, columns, rows, state, edits, version]);
}

function mark(cell: Element, name: string, holds: boolean): void {
  if (holds) cell.setAttribute(name, "true");
  else cell.removeAttribute(name);
}
