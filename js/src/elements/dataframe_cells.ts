/** Columns of a table and how their cells are written. */

import type { Table } from "@uwdata/flechette";
import { Type } from "@uwdata/flechette";
import type { Dataframe } from "../protocol";

/** What Python says of a column; all of it may be absent. */
export interface ColumnSettings {
  label?: string;
  hidden?: boolean;
  group?: string;
  width?: number | "small" | "medium" | "large";
  help?: string;
  pinned?: boolean;
  alignment?: "left" | "center" | "right";
}

export type Kind = "number" | "boolean" | "date" | "time" | "datetime" | "duration" | "text" | "list" | "object";

/** A column as the grid shows it. */
export interface Column extends ColumnSettings {
  /** Its name in the Arrow table. */
  name: string;
  /** Its place in the Arrow table. */
  index: number;
  kind: Kind;
  isIndex: boolean;
  /** Arrow's time units per millisecond, for times and durations. */
  write(value: unknown): string;
}

/** The columns that are shown, in order: the row labels first. */
export function columnsOf(message: Dataframe, table: Table): Column[] {
  const settings = JSON.parse(message.columns) as Record<string, ColumnSettings>;
  const all = table.schema.fields.map((field, index): Column => {
    const kind = kindOf(field.type);
    const given = settings[field.name] ?? {};
    return {
      ...given,
      name: field.name,
      index,
      kind,
      isIndex: index < message.index_columns,
      write: writer(kind, field.type),
    };
  });
  const labels = message.hide_index === true ? [] : all.filter((column) => column.isIndex);
  const body = all.filter((column) => !column.isIndex);
  const order = message.column_order;
  const chosen = order === null ? body : order.flatMap((name) => body.find((column) => labelled(column, name)) ?? []);
  const shown = [...labels, ...chosen].filter((column) => !column.hidden);
  return [
    ...shown.filter((column) => column.isIndex || column.pinned),
    ...shown.filter((column) => !column.isIndex && !column.pinned),
  ];
}

function labelled(column: Column, name: string): boolean {
  return column.name === name;
}

/** The heading of a column. */
export function labelOf(column: Column): string {
  return column.label ?? column.name;
}

type ArrowType = Table["schema"]["fields"][number]["type"];

function kindOf(type: ArrowType): Kind {
  switch (type.typeId) {
    case Type.Int:
    case Type.Float:
    case Type.Decimal:
      return "number";
    case Type.Bool:
      return "boolean";
    case Type.Date:
      return "date";
    case Type.Time:
      return "time";
    case Type.Timestamp:
      return "datetime";
    case Type.Duration:
      return "duration";
    case Type.Dictionary:
      return kindOf(type.dictionary);
    case Type.List:
    case Type.LargeList:
    case Type.FixedSizeList:
      return "list";
    case Type.Struct:
    case Type.Map:
    case Type.Union:
    case Type.Binary:
    case Type.LargeBinary:
    case Type.FixedSizeBinary:
      return "object";
    default:
      return "text";
  }
}

/** How many of an Arrow unit (seconds, milliseconds, microseconds, nanoseconds) make a second. */
const PER_SECOND = [1, 1e3, 1e6, 1e9] as const;

function writer(kind: Kind, type: ArrowType): (value: unknown) => string {
  switch (kind) {
    case "number":
      return numberWriter(type.typeId === Type.Int);
    case "boolean":
      return (value) => (value === true ? "✓" : "");
    case "date":
      return (value) => iso(Number(value)).slice(0, 10);
    case "datetime":
      return datetimeWriter("timezone" in type ? (type.timezone ?? null) : null);
    case "time":
      return (value) => clock(Number(value) / unitOf(type));
    case "duration":
      return (value) => span(Number(value) / unitOf(type));
    case "list":
    case "object":
      return (value) => JSON.stringify(value, plain);
    default:
      return (value) => String(value);
  }
}

function unitOf(type: ArrowType): number {
  return "unit" in type ? (PER_SECOND[type.unit as number] ?? 1) : 1;
}

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0, useGrouping: false });
const broken = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4, useGrouping: false });

function numberWriter(integer: boolean): (value: unknown) => string {
  const format = integer ? whole : broken;
  return (value) => {
    const number = Number(value);
    if (!Number.isFinite(number)) return String(value);
    return Math.abs(number) < 1e-4 && number !== 0 ? number.toExponential(3) : format.format(number);
  };
}

function iso(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}

/** Times without a zone are shown as they are; those with one in their zone. */
function datetimeWriter(timezone: string | null): (value: unknown) => string {
  let zoned: Intl.DateTimeFormat | null = null;
  if (timezone !== null && timezone !== "UTC") {
    try {
      zoned = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, dateStyle: "short", timeStyle: "medium" });
    } catch {
      zoned = null; // a zone that this browser does not know: in UTC, as it travels
    }
  }
  return (value) => {
    if (zoned) return zoned.format(Number(value));
    const text = iso(Number(value));
    const [date = "", time = ""] = [text.slice(0, 10), text.slice(11, 23)];
    return `${date} ${time.endsWith(".000") ? time.slice(0, 8) : time}`;
  };
}

function clock(seconds: number): string {
  const text = iso(seconds * 1000).slice(11, 23);
  return text.endsWith(".000") ? text.slice(0, 8) : text;
}

function span(seconds: number): string {
  const sign = seconds < 0 ? "-" : "";
  const total = Math.abs(seconds);
  const days = Math.floor(total / 86_400);
  return `${sign}${days > 0 ? `${days} d ` : ""}${clock(total - days * 86_400)}`;
}

/** JSON of what JSON has no words for. */
function plain(_name: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<unknown>) : value;
}
