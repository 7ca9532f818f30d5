/** Values of cells as they travel, and as the columns of an Arrow table hold them. */

import { type DataType, type Field, Type } from "@uwdata/flechette";
import type { Json } from "../protocol";
import { moment, wallOf } from "./dataframe_times";

/** How a column can be edited; nothing says so of a column that cannot. */
export interface EditSettings {
  type:
    | "text"
    | "integer"
    | "number"
    | "decimal"
    | "boolean"
    | "date"
    | "time"
    | "datetime"
    | "duration"
    | "list"
    | "choice"
    | "choices";
  min?: string;
  max?: string;
  scale?: number;
  timezone?: string | null;
  new?: boolean;
}

/** How many of Arrow's units make a second. */
const PER_SECOND = [1, 1e3, 1e6, 1e9] as const;

/** What turns values that travel into those of a type; none of them is given what is missing. */
export function inward(type: DataType): (value: Json) => unknown {
  switch (type.typeId) {
    case Type.Dictionary:
      return inward(type.dictionary);
    case Type.Decimal:
      return (value) => scaled(String(value), type.scale);
    case Type.Date:
      return (value) => Date.parse(String(value).slice(0, 10));
    case Type.Timestamp: {
      const zone = type.timezone ?? null;
      return (value) => (zone === null ? clock(String(value)) : instant(String(value), zone));
    }
    case Type.Time: {
      const read = wallOf({ typeId: Type.Utf8 } as DataType, null);
      return (value) => (read(String(value)) / 1000) * PER_SECOND[type.unit];
    }
    case Type.Duration:
      return (value) => Number(value) * PER_SECOND[type.unit];
    case Type.Int:
      return (value) => (typeof value === "string" && /^-?\d+$/.test(value) ? BigInt(value) : value);
    case Type.List:
    case Type.LargeList:
    case Type.FixedSizeList: {
      const item = inward((type.children[0] as Field).type);
      return (value) => (value as Json[]).map((one) => (one === null ? null : item(one)));
    }
    default:
      return (value) => value;
  }
}

/** A decimal number as the whole number of its smallest parts. */
function scaled(text: string, scale: number): bigint {
  const [, sign = "", whole = "0", fraction = ""] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text.trim()) ?? [];
  const digits = `${whole}${fraction.padEnd(scale, "0").slice(0, scale)}`;
  return BigInt(`${sign === "-" ? "-" : ""}${digits || "0"}`);
}

/** A clock on the wall, as if it stood in UTC; what is said of a zone does not count. */
function clock(text: string): number {
  return Date.parse(`${text.replace(" ", "T").replace(/(?:z|[+-]\d\d:?\d\d)$/i, "")}Z`);
}

/** A point in time; one without a zone is a clock on the wall of `zone`. */
function instant(text: string, zone: string): number {
  const iso = text.replace(" ", "T");
  if (/(?:z|[+-]\d\d:?\d\d)$/i.test(iso.slice(10))) return Date.parse(iso);
  return atWall(clock(text), zone);
}

/** When a clock on the wall of a zone shows a time; of the two times when clocks are put back, the first. */
export function atWall(wall: number, zone: string): number {
  const shown = wallOf({ typeId: Type.Timestamp, unit: 1, timezone: zone } as DataType, null);
  const first = wall - (shown(wall) - wall);
  return first - (shown(first) - wall);
}

/** What turns values of a type into those that travel, by the way the column is edited; none is given what is missing. */
export function outward(type: DataType, edit: EditSettings): (value: unknown) => Json {
  if (type.typeId === Type.Dictionary) return outward(type.dictionary, edit);
  switch (edit.type) {
    case "integer":
      return (value) => whole(value);
    case "number":
      return (value) => (type.typeId === Type.Decimal ? Number(decimal(value as bigint, type.scale)) : Number(value));
    case "decimal":
      return (value) => (type.typeId === Type.Decimal ? decimal(value as bigint, type.scale) : String(value));
    case "boolean":
      return (value) => (typeof value === "boolean" ? value : value === 1 || value === 1n || value === "true");
    case "date":
      return (value) => moment(wallOf(type, null)(value)).date;
    case "time":
      return (value) => moment(wallOf(type, null)(value)).time;
    case "datetime": {
      const zone = edit.timezone ?? null;
      if (zone !== null && type.typeId === Type.Timestamp) return (value) => new Date(Number(value)).toISOString();
      return (value) => {
        const { date, time } = moment(wallOf(type, zone)(value));
        return `${date}T${time}`;
      };
    }
    case "duration":
      return (value) => (type.typeId === Type.Duration ? Number(value) / PER_SECOND[type.unit] : Number(value));
    case "list":
    case "choices":
      return (value) => Array.from(value as ArrayLike<unknown>, (item) => plain(item, type));
    case "choice":
      return (value) => plain(value, type);
    case "text":
      return (value) => String(value);
  }
}

function whole(value: unknown): Json {
  if (typeof value !== "bigint") return Number(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function plain(value: unknown, type: DataType): Json {
  if (value === null || value === undefined) return null;
  if (type.typeId === Type.Date) return moment(Number(value)).date;
  if (type.typeId === Type.Timestamp)
    return new Date(Number(value))
      .toISOString()
      .replace(/\.000Z$/, "")
      .replace(/Z$/, "");
  if (typeof value === "bigint") return whole(value);
  if (typeof value === "object") return null;
  return value as Json;
}

/** A decimal number, all of its digits. */
function decimal(value: bigint, scale: number): string {
  if (scale <= 0) return (value * 10n ** BigInt(-scale)).toString();
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
