/** What the reader makes of the columns of a table; it holds as long as the table stands on the page. */

import type { Theme } from "@glideapps/glide-data-grid";
import { useMemo, useRef, useState } from "react";
import type { Dataframe } from "../protocol";
import { type Choices, type Column, columnsOf, NO_CHOICES, neededWidth } from "./dataframe_columns";
import type { Format } from "./dataframe_formats";
import type { TableRows } from "./dataframe_rows";
import { measuring } from "./dataframe_theme";

export interface ColumnLayout {
  /** All columns, in order, those too that the reader has hidden. */
  all: Column[];
  /** The columns that are seen. */
  columns: Column[];
  hidden: ReadonlySet<string>;
  widths: Readonly<Record<string, number>>;
  formats: Choices["formats"];
  hide(id: string, gone: boolean): void;
  resize(id: string, width: number): void;
  /** Makes a column as wide as its content. */
  fit(column: Column): void;
  format(id: string, format: Format): void;
  pin(id: string, pinned: boolean): void;
  /** Moves a column that is seen to another place among them. */
  move(from: number, to: number): void;
}

export function useColumnLayout(element: Dataframe, rows: TableRows, theme: Partial<Theme>): ColumnLayout {
  const [choices, setChoices] = useState(NO_CHOICES);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const all = useColumns(element, rows, theme, choices);
  const columns = useMemo(() => all.filter((column) => !hidden.has(column.id)), [all, hidden]);
  return {
    all,
    columns,
    hidden,
    widths,
    formats: choices.formats,
    hide(id, gone) {
      const next = new Set(hidden);
      if (gone) next.add(id);
      else next.delete(id);
      setHidden(next);
    },
    resize: (id, width) => setWidths((before) => ({ ...before, [id]: width })),
    fit(column) {
      const width = neededWidth(column, rows.first, measuring(theme), element.rows);
      setWidths((before) => ({ ...before, [column.id]: width }));
    },
    format: (id, format) => setChoices((before) => ({ ...before, formats: { ...before.formats, [id]: format } })),
    pin: (id, pinned) => setChoices((before) => ({ ...before, pins: { ...before.pins, [id]: pinned } })),
    move(from, to) {
      const ids = columns.map((column) => column.id);
      const [moved] = ids.splice(from, 1);
      if (moved === undefined) return;
      ids.splice(to, 0, moved);
      setChoices((before) => ({ ...before, order: ids }));
    },
  };
}

/** The columns of a table; those that were there before do not become narrower while their values change. */
function useColumns(element: Dataframe, rows: TableRows, theme: Partial<Theme>, choices: Choices): Column[] {
  const last = useRef<{ theme: unknown; columns: Column[] }>({ theme: null, columns: [] });
  return useMemo(() => {
    // In other letters they were of another width.
    const before = last.current.theme === theme ? last.current.columns : [];
    const widths = new Map(before.map((column) => [column.id, column.wide]));
    const columns = columnsOf(element, rows.first, measuring(theme), choices).map((column) => {
      const least = column.width === undefined ? (widths.get(column.id) ?? 0) : 0;
      return { ...column, wide: Math.max(column.wide, least) };
    });
    last.current = { theme, columns };
    return columns;
  }, [element, rows, theme, choices]);
}
