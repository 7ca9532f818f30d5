/** Tooltips of ECharts: the author's templates and formats, with nothing in them that could run. */

import { formatNumber } from "../ui/format";
import { sanitized } from "../ui/sanitize";

/** What ECharts tells of a point. */
export interface Point {
  seriesName?: string | undefined;
  name?: string | undefined;
  value?: unknown;
  data?: unknown;
  percent?: number | undefined;
  dimensionNames?: string[] | undefined;
  marker?: unknown;
}

type Template = (points: Point | Point[]) => string;

/** Fills a template: {a} series, {b} name, {c} value, {d} percent, {a1} of the second series, {@column}, {@[2]}. */
export function templateOf(template: string): Template {
  return (points) => {
    const all = Array.isArray(points) ? points : [points];
    const filled = template
      .replace(/\{@(?:\[(\d+)\]|([^{}]+))\}/g, (_, index?: string, name?: string) => {
        return escaped(cellOf(all[0], index === undefined ? (name as string) : Number(index)));
      })
      .replace(/\{([abcde])(\d*)\}/g, (whole, letter: string, number: string) => {
        const point = all[Number(number || 0)];
        return point ? escaped(partOf(point, letter)) : number ? "" : whole;
      });
    return clean(filled);
  };
}

/** HTML that can stand in a tooltip. */
export function clean(html: string): string {
  const box = document.createElement("div");
  const fragment = sanitized(html);
  if (fragment === null) box.textContent = html;
  else box.append(fragment);
  for (const sheet of box.querySelectorAll("style")) sheet.remove();
  return box.innerHTML;
}

function partOf(point: Point, letter: string): unknown {
  if (letter === "a") return point.seriesName;
  if (letter === "b") return point.name;
  if (letter === "c") return point.value;
  return letter === "d" ? point.percent : undefined;
}

function cellOf(point: Point | undefined, column: string | number): unknown {
  const values = point?.value;
  if (typeof values !== "object" || values === null) return column === 0 || column === "value" ? values : undefined;
  if (!Array.isArray(values)) return (values as Record<string, unknown>)[column];
  return values[typeof column === "number" ? column : (point?.dimensionNames?.indexOf(column) ?? -1)];
}

function escaped(value: unknown): string {
  const text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join(",") : String(value);
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const NAMED = /^(?:plain|localized|dollar|euro|yen|percent|compact|scientific|engineering|accounting|bytes)$/;
const PRINTF = /^[^%]*(?:%%[^%]*)*%[-+0, ]*\d*(?:\.\d+)?[dieufFgEsxXob](?:[^%]|%%)*$/;

/** Writes the values of a tooltip in a number format; null where it is none. */
export function valuesIn(format: string): ((value: unknown) => string) | null {
  if (!NAMED.test(format) && !PRINTF.test(format)) return null;
  return (value) => each(value, (number) => formatNumber(number, format));
}

/** Writes numbers without the noise of binary fractions. */
export function shortly(value: unknown): string {
  return each(value, (number) => {
    const digits = Math.abs(number) >= 1e15 ? 15 : 6;
    return Number(number.toPrecision(Number.isInteger(number) ? 15 : digits)).toLocaleString(undefined, {
      maximumFractionDigits: 6,
    });
  });
}

function each(value: unknown, write: (value: number) => string): string {
  if (Array.isArray(value)) return value.map((part) => each(part, write)).join(", ");
  if (typeof value === "number" && Number.isFinite(value)) return write(value);
  return value === null || value === undefined || value === "" ? "-" : String(value);
}
