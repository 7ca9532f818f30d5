/** Copies cells as spreadsheets take them: lines of values between tabs, also those that have not come yet. */

import type { GridSelection } from "@glideapps/glide-data-grid";
import { datedName, saveFrom } from "../ui/save_file";
import { t } from "../ui/text";
import { ROW } from "./dataframe_cells";
import type { Column } from "./dataframe_columns";
import { type Ranges, sizeOf } from "./dataframe_ranges";
import type { RowSource } from "./dataframe_rows";

/** How many cells are copied at most: beyond that a file is of more use. */
const MOST = 2_000_000;

/** What of a table is to be copied. */
interface Extent {
  rows: Ranges;
  columns: readonly Column[];
}

/** What a selection covers: the range around the focus where it has several cells, else rows, else columns. */
export function extentOf(
  { current, rows, columns }: GridSelection,
  all: readonly Column[],
  count: number,
): Extent | null {
  const range = current?.range;
  const one = range === undefined || (range.width === 1 && range.height === 1);
  if (one && rows.length > 0) return { rows: (rows as unknown as { items: Ranges }).items, columns: all };
  if (one && columns.length > 0)
    return { rows: [[0, count]], columns: columns.toArray().flatMap((at) => all[at] ?? []) };
  if (range === undefined) return null;
  return { rows: [[range.y, range.y + range.height]], columns: all.slice(range.x, range.x + range.width) };
}

/** Puts cells on the clipboard: at once where all of them are here, else when they have come. */
export function copy(event: ClipboardEvent, extent: Extent, rows: RowSource): Promise<void> | null {
  event.preventDefault();
  if (sizeOf(extent.rows) * extent.columns.length > MOST) {
    throw new Error(t("copyTooMuch", { count: MOST }));
  }
  const here = textHere(extent, rows);
  if (here !== null) {
    event.clipboardData?.setData("text/plain", here);
    return null;
  }
  if (!navigator.clipboard) throw new Error(t("copyNotHere"));
  return put(textThere(extent, rows));
}

async function put(coming: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(await coming);
  // A promise keeps the reader's press valid until the rows have come.
  const blob = coming.then((text) => new Blob([text], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

function textHere({ rows: ranges, columns }: Extent, rows: RowSource): string | null {
  const lines: string[] = [];
  for (const [start, stop] of ranges) {
    for (let row = start; row < stop; row++) {
      const values = columns.map((column) => rows.cell(column.index, row));
      if (values.includes(undefined)) return null;
      lines.push(lineOf(values, columns));
    }
  }
  return lines.join("\n");
}

async function textThere({ rows: ranges, columns }: Extent, rows: RowSource): Promise<string> {
  const names = [...new Set(columns.map((column) => column.name))];
  const lines: string[] = [];
  for (const stretch of ranges) {
    for (const part of await rows.parts(stretch, names)) {
      const vectors = columns.map((column) => part.getChild(column.name));
      for (let row = 0; row < part.numRows; row++)
        lines.push(
          lineOf(
            vectors.map((values) => values?.at(row)),
            columns,
          ),
        );
    }
  }
  return lines.join("\n");
}

function lineOf(values: readonly unknown[], columns: readonly Column[]): string {
  return values
    .map((value, at) => (value === null || value === undefined ? "" : quoted(columns[at]?.writer.copy(value) ?? "")))
    .join("\t");
}

function quoted(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lets the reader save the rows that are there, in their order, as a CSV file. */
export async function saveCsv(rows: RowSource, columns: readonly Column[]): Promise<void> {
  const names = columns.map((column) => column.name).filter((name) => name !== ROW);
  const parts = await rows.csv(names);
  const url = URL.createObjectURL(new Blob(parts as BlobPart[], { type: "text/csv" }));
  saveFrom(url, datedName("export.csv"));
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
