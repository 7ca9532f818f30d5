/** How the values of a table are written: one writer for each type of Arrow. */

import { type DataType, type Field, Type } from "@uwdata/flechette";
import { moment, seconds, span, timestampWriter } from "./dataframe_times";

/** What is no column, but says something of the rows: a Styler's work, and where a row stands in the unsorted table. */
export const STYLE = "__style__";
export const ROW = "__row__";

export type Kind = "number" | "boolean" | "datetime" | "text" | "list" | "object";

/** Writes the values of one type; none of them is given what is missing. */
export interface Writer {
  kind: Kind;
  /** What the cell shows. */
  show(value: unknown): string;
  /** What is copied, and read out: nothing is rounded. */
  copy(value: unknown): string;
  /** What a list holds, one text each. */
  items?(value: unknown): string[];
}

export function writerOf(type: DataType): Writer {
  switch (type.typeId) {
    case Type.Int:
      return same("number", String);
    case Type.Float:
      return { kind: "number", show: rounded, copy: String };
    case Type.Decimal:
      return same("number", (value) => decimal(value as bigint, type.scale));
    case Type.Bool:
      return same("boolean", String);
    case Type.Date:
      return same("datetime", (value) => moment(Number(value)).date);
    case Type.Timestamp:
      return same("datetime", timestampWriter(type.timezone ?? null));
    case Type.Time:
      return same("datetime", (value) => moment(seconds(value, type.unit) * 1000).time);
    case Type.Duration:
      return same("datetime", (value) => span(seconds(value, type.unit)));
    case Type.Dictionary:
      return writerOf(type.dictionary);
    case Type.List:
    case Type.LargeList:
    case Type.FixedSizeList:
      return listWriter(type.children[0]);
    case Type.Struct:
    case Type.Map:
    case Type.Union:
      return same("object", jsonWriter(type));
    case Type.Binary:
    case Type.LargeBinary:
    case Type.FixedSizeBinary:
      return same("object", (value) => hexadecimal(value as Uint8Array));
    default:
      return same("text", (value) => (typeof value === "object" ? JSON.stringify(value, tolerant) : String(value)));
  }
}

function same(kind: Kind, write: (value: unknown) => string): Writer {
  return { kind, show: write, copy: write };
}

// Numbers

const FOUR_DECIMALS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4, useGrouping: false });
const SMALL = 1e-4;
const LARGE = 1e21;

/** A float with at most four decimals; very small and very large ones with an exponent. */
function rounded(value: unknown): string {
  const number = Number(value);
  const size = Math.abs(number);
  if (!Number.isFinite(number) || size >= LARGE) return String(number);
  if (number === 0) return "0";
  return size < SMALL ? Number(number.toPrecision(4)).toExponential() : FOUR_DECIMALS.format(number);
}

const SHOWN_DECIMALS = 2;

/** A decimal number, exactly; of the zeros it ends with, two decimals are kept. */
function decimal(value: bigint, scale: number): string {
  if (scale <= 0) return (value * 10n ** BigInt(-scale)).toString();
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  let fraction = digits.slice(-scale);
  while (fraction.length > SHOWN_DECIMALS && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${fraction}`;
}

/** What turns values of a type into numbers, for bars, charts and formats; null where it has none. */
export function numberOf(type: DataType): (value: unknown) => number {
  switch (type.typeId) {
    case Type.Decimal: {
      const unit = 10 ** type.scale;
      return (value) => Number(value as bigint) / unit;
    }
    case Type.Duration:
      return (value) => seconds(value, type.unit);
    case Type.Dictionary:
      return numberOf(type.dictionary);
    default:
      return (value) => (value === "" ? Number.NaN : Number(value));
  }
}

// What holds other values

function listWriter(field: Field | undefined): Writer {
  const item = writerOf(field?.type ?? NOTHING);
  const items = (value: unknown) =>
    Array.from(value as ArrayLike<unknown>, (it) => (it === null ? "None" : item.show(it)));
  const text = jsonWriter(field ? { typeId: Type.List, children: [field] } : NOTHING);
  return { kind: "list", show: text, copy: text, items };
}

const NOTHING = { typeId: Type.Null } as DataType;

/** The parts of a type that say what its values hold. */
type Nested = Pick<DataType, "typeId"> & { children?: readonly Field[]; dictionary?: DataType };

function jsonWriter(type: Nested): (value: unknown) => string {
  const plain = plainOf(type);
  return (value) => JSON.stringify(plain(value), tolerant);
}

/** Turns values of a type into what JSON has words for. */
function plainOf(type: Nested): (value: unknown) => unknown {
  const inner = (type.children ?? []).map((child) => [child.name, known(plainOf(child.type))] as const);
  switch (type.typeId) {
    case Type.List:
    case Type.LargeList:
    case Type.FixedSizeList:
      return (value) => Array.from(value as ArrayLike<unknown>, (it) => inner[0]?.[1](it));
    case Type.Struct:
      return (value) =>
        Object.fromEntries(inner.map(([name, plain]) => [name, plain((value as Record<string, unknown>)[name])]));
    case Type.Map: {
      const [key, item] = (type.children?.[0]?.type as Nested | undefined)?.children ?? [];
      const [label, plain] = [writerOf(key?.type ?? NOTHING).copy, known(plainOf(item?.type ?? NOTHING))];
      return (value) =>
        Object.fromEntries((value as [unknown, unknown][]).map(([name, it]) => [label(name), plain(it)]));
    }
    case Type.Bool:
    case Type.Float:
    case Type.Union:
      return (value) => value;
    case Type.Int:
      return (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value));
    default:
      return writerOf(type as DataType).copy;
  }
}

function known(write: (value: unknown) => unknown): (value: unknown) => unknown {
  return (value) => (value === null || value === undefined ? null : write(value));
}

/** For `JSON.stringify`: what a union or a type of tomorrow may hold. */
function tolerant(_name: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<unknown>) : value;
}

const SHOWN_BYTES = 16;

/** Bytes as hexadecimal digits; of many the first ones. */
function hexadecimal(bytes: Uint8Array): string {
  const digits = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return bytes.length > SHOWN_BYTES ? `${digits}… (${bytes.length} bytes)` : digits;
}
