/** What the grid is told: its columns and its cells. */

import { type DrawHeaderCallback, GridCellKind, type SpriteMap, type Theme } from "@glideapps/glide-data-grid";
import { type Column, isFrozen } from "./dataframe_columns";
import type { Order, RowSource, SortKey } from "./dataframe_rows";
import { marksOf, styledRow, themeOf } from "./dataframe_styler";
import { GRID_SIZE } from "./dataframe_theme";
import { type Cell, text } from "./dataframe_types";

/** A column in the grid's words. */
export interface Heading {
  id: string;
  title: string;
  width: number;
  group?: string;
  grow?: number;
  hasMenu: boolean;
  menuIcon: string;
  icon?: string;
  themeOverride?: Partial<Theme>;
}

interface Looks {
  order: Order;
  /** The widths that the reader has given to columns. */
  widths: Readonly<Record<string, number>>;
  theme: Partial<Theme>;
}

/** The mark of a column whose filter leaves rows out, and of one that can be edited. */
const FUNNEL = "lit-funnel";
const PENCIL = "lit-pencil";

/** The icons of headings, as the grid wants them. */
export const ICONS: SpriteMap = {
  [FUNNEL]: ({ bgColor }) =>
    `<svg width="20" height="20" fill="none" xmlns="http://www.w3.org/2000/svg"><path d="M4 5h12l-4.7 5.6v4.6l-2.6 1.3v-5.9z" fill="${bgColor}"/></svg>`,
  [PENCIL]: ({ bgColor }) =>
    `<svg width="20" height="20" fill="none" xmlns="http://www.w3.org/2000/svg"><path d="M3.5 5.5h9m-9 4h6m-6 4h3.5m3 2.5.5-2.5 5-5 2 2-5 5z" stroke="${bgColor}" stroke-width="1.3" stroke-linejoin="round"/></svg>`,
};

export function headed(column: Column, { order, widths, theme }: Looks): Heading {
  const at = order.sort.findIndex(([name]) => name === column.name);
  const arrow = at < 0 ? "" : order.sort[at]?.[1] ? " ↓" : " ↑";
  const place = order.sort.length > 1 && at >= 0 ? String(at + 1) : "";
  const filtered = order.filters.some((filter) => filter.column === column.name);
  const styled = column.css === undefined ? {} : headerTheme(column.css);
  const ground = column.isIndex && theme.bgHeader ? { bgCell: theme.bgHeader } : {};
  return {
    id: column.id,
    title: column.label + arrow + place,
    width: widths[column.id] ?? column.wide,
    hasMenu: true,
    menuIcon: "dots",
    ...(filtered ? { icon: FUNNEL } : column.edit ? { icon: PENCIL } : {}),
    ...(column.group ? { group: column.group } : {}),
    ...("bgCell" in ground || column.css !== undefined ? { themeOverride: { ...ground, ...styled } } : {}),
  };
}

function headerTheme(css: string): Partial<Theme> {
  const { bgCell, textDark } = themeOf(css, GRID_SIZE);
  return {
    ...(bgCell ? { bgHeader: bgCell, bgHeaderHovered: bgCell, bgHeaderHasFocus: bgCell } : {}),
    ...(textDark ? { textHeader: textDark } : {}),
  };
}

/** Draws headings, and behind each a mark where the author says more of the column; `helped` are the ids of those. */
export function headingPainter(helped: ReadonlySet<string>): DrawHeaderCallback {
  return ({ ctx, theme, rect, column, isHovered }, drawContent) => {
    drawContent();
    if (isHovered || !helped.has(column.id ?? "")) return;
    const indent =
      theme.cellHorizontalPadding + (column.icon === undefined ? 0 : Math.ceil(theme.headerIconSize * 1.3));
    const x = rect.x + indent + ctx.measureText(column.title).width + 11;
    const y = rect.y + rect.height / 2;
    if (x + 8 > rect.x + rect.width) return;
    ctx.save();
    ctx.beginPath();
    ctx.arc(x, y, 6, 0, 2 * Math.PI);
    ctx.lineWidth = 1;
    ctx.strokeStyle = theme.textHeader;
    ctx.stroke();
    ctx.font = `600 9px ${theme.fontFamily}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.textHeader;
    ctx.fillText("?", x, y + 0.5);
    ctx.restore();
  };
}

/** Lets columns fill the width; row labels keep theirs, and so do columns to which the reader has given one. */
export function spread(
  headings: Heading[],
  columns: readonly Column[],
  widths: Readonly<Record<string, number>>,
): Heading[] {
  const labelled = columns.some((column) => !column.isIndex);
  return headings.map((heading, index) => {
    const fixed = heading.id in widths || (labelled && columns[index]?.isIndex);
    return fixed ? heading : { ...heading, grow: heading.width };
  });
}

/** How much of the width columns that stay in view may take. */
const FROZEN = 0.6;

/** How many columns stay in view when the others scroll: none where they would leave no room. */
export function frozen(columns: readonly Column[], headings: readonly Heading[], width: number): number {
  const count = columns.filter(isFrozen).length;
  const taken = headings.slice(0, count).reduce((sum, heading) => sum + heading.width, 0);
  return taken > width * FROZEN ? 0 : count;
}

/** One cell: missing ones show the placeholder, those on their way a shimmer. */
export function draw(
  column: Column | undefined,
  rows: Pick<RowSource, "cell" | "named">,
  row: number,
  placeholder: string | null,
): Cell {
  const value = column && rows.cell(column.index, row);
  if (column === undefined || value === undefined) {
    return { kind: GridCellKind.Loading, allowOverlay: false, skeletonWidth: 60, skeletonHeight: 10 };
  }
  const cell = drawn(column, value, placeholder);
  // Cells that can be edited look as they do, not as a Styler found them.
  const styled = column.edit === undefined ? styledRow(rows, row)[column.name] : undefined;
  if (styled === undefined) return cell;
  // What the author says of a column wins over what a Styler says of its cells.
  const own = column.type_config?.format ?? column.type_config?.display_text;
  const words =
    styled.text !== undefined && own === undefined && cell.kind === GridCellKind.Text
      ? { displayData: styled.text }
      : {};
  if (styled.css === undefined) return { ...cell, ...words } as Cell;
  const marks = marksOf(styled.css);
  const looks = { themeOverride: themeOf(styled.css, GRID_SIZE), ...(marks === null ? {} : { marks }) };
  return { ...cell, ...words, ...looks } as Cell;
}

function drawn(column: Column, value: unknown, placeholder: string | null): Cell {
  const { look, writer } = column;
  const align = column.alignment ?? look.align;
  if (value === null)
    return text(placeholder ?? "None", "", column.alignment ?? (look.align === "right" ? "right" : "left"), true);
  if (look.cell === undefined) return text(look.text(value), writer.copy(value), align, column.isIndex);
  const cell = look.cell(value);
  return cell.contentAlign === undefined || column.alignment !== undefined ? { ...cell, contentAlign: align } : cell;
}

/** A click on a heading: ascending, descending, as it came. With others, it is one more to sort by, or changes its own way. */
export function nextSort(order: Order, column: Column | undefined, among = false): readonly SortKey[] {
  if (!column) return order.sort;
  const at = order.sort.findIndex(([name]) => name === column.name);
  const descending = order.sort[at]?.[1];
  const next: readonly SortKey[] = descending === true ? [] : [[column.name, descending === false]];
  if (!among) return next;
  return at < 0 ? [...order.sort, ...next] : [...order.sort.slice(0, at), ...next, ...order.sort.slice(at + 1)];
}
