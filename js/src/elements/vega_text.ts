/** Tables that come as text: CSV and its like, read without writing code for each, which the page would refuse to run. */

import { formats } from "vega";
import type { Datum } from "./vega_data";

declare module "vega" {
  /** Its own types leave it out. */
  export function formats(name: string, reader: object): unknown;
}

interface Format {
  delimiter?: string;
  /** Names of the columns, where the text has none. */
  header?: string[];
}

/** Reads records whose values are separated by a sign; values between quotes may hold signs, quotes and line breaks. */
export function recordsOf(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    let value: string;
    if (text[at] === '"') {
      let end = at + 1;
      for (;;) {
        end = text.indexOf('"', end);
        if (end < 0) end = text.length;
        else if (text[end + 1] === '"') {
          end += 2;
          continue;
        }
        break;
      }
      value = text.slice(at + 1, end).replaceAll('""', '"');
      at = Math.min(end + 1, text.length);
    } else {
      const start = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at += 1;
      value = text.slice(start, at);
    }
    record.push(value);
    const sign = text[at];
    at += 1;
    if (sign === delimiter) {
      if (at === text.length) record.push("");
      continue;
    }
    if (sign === "\r" && text[at] === "\n") at += 1;
    // A line with nothing in it is none.
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
  }
  if (record.length > 0) records.push(record);
  return records;
}

/** Reads rows; the first record names the columns unless `header` does. */
export function rowsOfText(text: string, { delimiter = ",", header }: Format): Datum[] {
  const records = recordsOf(String(text), delimiter);
  const columns = header ?? records.shift() ?? [];
  const rows = records.map((record) => Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ""])));
  // Vega finds the columns of an empty table here.
  return Object.assign(rows, { columns });
}

/** Lets Vega read such texts, whether they stand in a specification or come from an address. */
function register(name: string, delimiter?: string): void {
  const read = (text: string, format: Format = {}) => rowsOfText(text, delimiter ? { ...format, delimiter } : format);
  formats(name, Object.assign(read, { responseType: "text" }));
}

register("csv", ",");
register("tsv", "\t");
register("dsv");
