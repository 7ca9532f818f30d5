/**
 * What the reader makes of the columns of a table; it holds as long as the table stands on the page and, where the table
 * has a key, until it stands there again.
 */

import type { Theme } from "@glideapps/glide-data-grid";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Dataframe } from "../protocol";
import { type Choices, type Column, columnsOf, NO_CHOICES, neededWidth } from "./dataframe_columns";
import type { Format } from "./dataframe_formats";
import type { RowSource } from "./dataframe_rows";
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

/** The reader's work on one table. */
interface Work {
  choices: Choices;
  hidden: ReadonlySet<string>;
  widths: Readonly<Record<string, number>>;
}

const UNTOUCHED: Work = { choices: NO_CHOICES, hidden: new Set(), widths: {} };
/** By page and key. */
const remembered = new WeakMap<Page, Map<string, Work>>();

function useWork(page: Page, key: string | null): [Work, (change: (before: Work) => Partial<Work>) => void] {
  const [work, setWork] = useState(() => remembered.get(page)?.get(key ?? "") ?? UNTOUCHED);
  useEffect(() => {
    if (key === null || work === UNTOUCHED) return;
    const tables = remembered.get(page) ?? new Map<string, Work>();
    remembered.set(page, tables.set(key, work));
  }, [page, key, work]);
  return [work, (change) => setWork((before) => ({ ...before, ...change(before) }))];
}

export function useColumnLayout(page: Page, element: Dataframe, rows: RowSource, theme: Partial<Theme>): ColumnLayout {
  const [{ choices, hidden, widths }, change] = useWork(page, element.key);
  const all = useColumns(element, rows, theme, choices);
  const columns = useMemo(() => all.filter((column) => !hidden.has(column.id)), [all, hidden]);
  const choose = (choice: (before: Choices) => Partial<Choices>) =>
    change((before) => ({ choices: { ...before.choices, ...choice(before.choices) } }));
  const resize = (id: string, width: number) => change((before) => ({ widths: { ...before.widths, [id]: width } }));
  return {
    all,
    columns,
    hidden,
    widths,
    formats: choices.formats,
    resize,
    hide: (id, gone) =>
      change((before) => {
        const next = new Set(before.hidden);
        if (gone) next.add(id);
        else next.delete(id);
        return { hidden: next };
      }),
    fit: (column) => resize(column.id, neededWidth(column, rows.first, measuring(theme), element.rows)),
    format: (id, format) => choose(({ formats }) => ({ formats: { ...formats, [id]: format } })),
    pin: (id, pinned) => choose(({ pins }) => ({ pins: { ...pins, [id]: pinned } })),
    move(from, to) {
      const ids = columns.map((column) => column.id);
      const [moved] = ids.splice(from, 1);
      if (moved === undefined) return;
      ids.splice(to, 0, moved);
      choose(() => ({ order: ids }));
    },
  };
}

/** The columns of a table; those that were there before do not become narrower while their values change. */
function useColumns(element: Dataframe, rows: RowSource, theme: Partial<Theme>, choices: Choices): Column[] {
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
