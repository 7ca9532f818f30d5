/** What the grid is told: its columns and its cells. */

import { type GridCell, GridCellKind, type Theme } from "@glideapps/glide-data-grid";
import { type Column, isFrozen } from "./dataframe_columns";
import type { Order, TableRows } from "./dataframe_rows";

/** A column in the grid's words. */
export interface Heading {
  id: string;
  title: string;
  width: number;
  group?: string;
  grow?: number;
  hasMenu: boolean;
  themeOverride?: Partial<Theme>;
}

interface Looks {
  order: Order;
  /** The widths that the reader has given to columns. */
  widths: Readonly<Record<string, number>>;
  /** Whether a click on a heading selects the column, so that sorting needs a place of its own. */
  selectable: boolean;
  theme: Partial<Theme>;
}

export function headed(column: Column, { order, widths, selectable, theme }: Looks): Heading {
  const arrow = order.sort?.[0] === column.name ? (order.sort[1] ? " ↓" : " ↑") : "";
  return {
    id: column.name,
    title: column.label + arrow,
    width: widths[column.name] ?? column.wide,
    hasMenu: selectable,
    ...(column.group ? { group: column.group } : {}),
    ...(column.isIndex && theme.bgHeader ? { themeOverride: { bgCell: theme.bgHeader } } : {}),
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
  rows: Pick<TableRows, "cell">,
  row: number,
  placeholder: string | null,
): GridCell {
  const value = column && rows.cell(column.index, row);
  if (column === undefined || value === undefined) {
    return { kind: GridCellKind.Loading, allowOverlay: false, skeletonWidth: 60, skeletonHeight: 10 };
  }
  const { writer } = column;
  const contentAlign = column.alignment ?? (writer.kind === "number" ? "right" : "left");
  if (value === null) {
    const displayData = placeholder ?? "None";
    return text({ displayData, data: "", contentAlign, style: "faded" });
  }
  if (writer.kind === "boolean") {
    return { kind: GridCellKind.Boolean, data: value === true, allowOverlay: false, readonly: true };
  }
  if (writer.items) {
    const data = writer.items(value);
    return { kind: GridCellKind.Bubble, data, allowOverlay: data.length > 0, copyData: writer.copy(value) };
  }
  const style = column.isIndex ? "faded" : "normal";
  return text({ displayData: writer.show(value), data: writer.copy(value), contentAlign, style });
}

interface Text {
  displayData: string;
  data: string;
  contentAlign: "left" | "center" | "right";
  style: "normal" | "faded";
}

function text(parts: Text): GridCell {
  return { kind: GridCellKind.Text, copyData: parts.data, allowOverlay: parts.data !== "", readonly: true, ...parts };
}

/** A click on a heading: ascending, descending, as it came. */
export function nextSort(order: Order, column: Column | undefined): Order["sort"] {
  if (!column) return order.sort;
  if (order.sort?.[0] !== column.name) return [column.name, false];
  return order.sort[1] ? null : [column.name, true];
}
