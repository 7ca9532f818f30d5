/** The types of columns: what each makes of a value, as text and as a cell. */

import { type GridCell, GridCellKind } from "@glideapps/glide-data-grid";
import { type DataType, Type } from "@uwdata/flechette";
import { plainText } from "../ui/markdown";
import { numberOf, type Writer } from "./dataframe_cells";
import { type Format, writeMoment, writeNumber, writeSpan } from "./dataframe_formats";
import type { Drawn, Pill } from "./dataframe_paint";
import { wallOf } from "./dataframe_times";

export type Align = "left" | "center" | "right";

/** What an author says of the type of a column: all fields that any type has. */
export interface TypeSettings {
  type?: string;
  format?: Format;
  step?: number | string;
  min_value?: number | string;
  max_value?: number | string;
  timezone?: string;
  display_text?: string;
  options?: readonly (Option | string | number | boolean)[];
  y_min?: number;
  y_max?: number;
  color?: string;
  button_type?: "primary" | "secondary" | "tertiary";
  id?: string;
  max_chars?: number;
  validate?: string;
}

interface Option {
  value: string | number | boolean;
  label?: string;
  color?: string;
}

/** What opens over a cell: all of what it holds. */
export type Opened =
  | { as: "text" | "json" | "markdown" | "image" | "audio" | "video"; text: string }
  | { as: "link"; text: string; url: string }
  | { as: "pills"; pills: readonly Pill[] }
  | { as: "menu"; labels: readonly string[] };

export type Cell = GridCell & { readonly opens?: Opened };

/** How the values of a column are shown; none of these is given what is missing. */
export interface Look {
  type: string;
  align: Align;
  /** What a value is as text: what is shown, or would be if the cell were a text. */
  text(value: unknown): string;
  /** A cell that is more than a text. */
  cell?(value: unknown): Cell;
  /** How wide a cell is, where its text does not say. */
  wide?: number;
}

type Maker = (settings: TypeSettings, type: DataType, writer: Writer) => Omit<Look, "type">;

const left = { align: "left" } as const;

const MAKERS: Readonly<Record<string, Maker>> = {
  text: (_settings, _type, writer) => ({ ...left, text: writer.show }),
  selectbox: (settings, _type, writer) => {
    const labels = optionsOf(settings);
    return { ...left, text: (value) => labels.get(writer.copy(value))?.text ?? writer.show(value) };
  },
  number: (settings, type, writer) => {
    const number = numberOf(type);
    const { format = null } = settings;
    const step = stepOf(settings);
    return {
      align: "right",
      text: (value) => {
        const read = format === null && step === null ? Number.NaN : number(value);
        return Number.isNaN(read) ? writer.show(value) : writeNumber(read, format, step);
      },
    };
  },
  duration: ({ format = null }, type, writer) => {
    const number = numberOf(type);
    return {
      align: "right",
      text: (value) => (format === null ? writer.show(value) : writeSpan(number(value), format)),
    };
  },
  checkbox: (_settings, _type, writer) => ({
    align: "center",
    text: writer.show,
    cell: (value) => {
      const truth = truthOf(value);
      if (truth === null) return text(writer.show(value), writer.copy(value), "left");
      return { kind: GridCellKind.Boolean, data: truth, allowOverlay: false, readonly: true };
    },
    wide: 0,
  }),
  date: moments("date"),
  datetime: moments("datetime"),
  time: moments("time"),
  list: (_settings, type, writer) => pills({}, type, writer),
  multiselect: (settings, type, writer) => pills(settings, type, writer),
  link: ({ display_text }, _type, writer) => {
    const name = display(display_text);
    const show = (value: unknown) => name(writer.copy(value));
    return {
      ...left,
      text: show,
      cell: (value) => {
        const url = writer.copy(value);
        return drawn({ look: "link", text: show(value), url }, url, { as: "link", text: show(value), url });
      },
    };
  },
  image: (_settings, _type, writer) => ({
    align: "center",
    text: () => "",
    wide: 64,
    cell: (value) => {
      const urls = (writer.items?.(value) ?? [writer.copy(value)]).filter(isPicture);
      const opens = urls[0] === undefined ? undefined : ({ as: "image", text: urls[0] } as const);
      return drawn({ look: "image", urls }, writer.copy(value), opens);
    },
  }),
  audio: media("audio"),
  video: media("video"),
  json: (_settings, _type, writer) => ({
    ...left,
    text: writer.copy,
    cell: (value) => ({
      ...text(writer.copy(value), writer.copy(value), "left"),
      opens: { as: "json", text: writer.copy(value) },
    }),
  }),
  markdown: (_settings, _type, writer) => {
    const show = (value: unknown) => plainText(writer.copy(value)).replace(/\s+/g, " ");
    return {
      ...left,
      text: show,
      cell: (value) => {
        const body = writer.copy(value);
        return { ...text(show(value), body, "left"), opens: { as: "markdown", text: body } };
      },
    };
  },
  line_chart: chart("line"),
  area_chart: chart("area"),
  bar_chart: chart("bar"),
  progress: (settings, type, writer) => {
    const number = numberOf(type);
    const whole = isWhole(type);
    const { color = "primary", min_value = 0, max_value = whole ? 100 : 1 } = settings;
    const [low, high] = [Number(min_value), Number(max_value)];
    const format = settings.format ?? (whole ? "%3d%%" : "percent");
    const show = (value: unknown) => {
      const read = number(value);
      return Number.isNaN(read) ? writer.show(value) : writeNumber(read, format, stepOf(settings)).trim();
    };
    return {
      ...left,
      text: show,
      wide: 160,
      cell: (value) => {
        const share = Math.min(1, Math.max(0, (number(value) - low) / (high - low || 1))) || 0;
        return drawn(
          { look: "progress", share, text: show(value), color: judged(color, share >= 0.5) },
          writer.copy(value),
        );
      },
    };
  },
  button: ({ button_type = "secondary", id }, _type, writer) => {
    const labels = (value: unknown) => (writer.items?.(value) ?? [writer.show(value)]).filter((label) => label !== "");
    return {
      align: "center",
      text: (value) => `${labels(value)[0] ?? ""}    `,
      cell: (value) => {
        const all = labels(value);
        const opens = all.length > 1 ? ({ as: "menu", labels: all } as const) : undefined;
        const button = { look: "button", labels: all, type: button_type, enabled: id !== undefined } as const;
        return drawn(button, all.join(", "), id === undefined ? undefined : opens);
      },
    };
  },
};

/** The look of a column: what its author says, or what its values are. */
export function lookOf(settings: TypeSettings | undefined, type: DataType, writer: Writer): Look {
  const name = settings?.type !== undefined && settings.type in MAKERS ? settings.type : naturalType(type, writer);
  const maker = MAKERS[name] ?? MAKERS.text;
  const made = (maker as Maker)(settings ?? {}, type, writer);
  // A number format for spans of time means them, not numbers.
  if (name === "number" && type.typeId === Type.Duration) {
    return { type: "duration", ...(MAKERS.duration as Maker)(settings ?? {}, type, writer) };
  }
  return { type: name, ...made };
}

/** A cell of text; `data` is the whole of it. */
export function text(displayData: string, data: string, contentAlign: Align, faded = false): Cell {
  return {
    kind: GridCellKind.Text,
    displayData,
    data,
    copyData: data,
    contentAlign,
    allowOverlay: data !== "",
    readonly: true,
    style: faded ? "faded" : "normal",
  };
}

function drawn(data: Drawn, copyData: string, opens?: Opened): Cell {
  const allowOverlay = opens !== undefined;
  return { kind: GridCellKind.Custom, data, copyData, allowOverlay, readonly: true, ...(opens ? { opens } : {}) };
}

function naturalType(type: DataType, writer: Writer): string {
  switch (type.typeId) {
    case Type.Date:
      return "date";
    case Type.Timestamp:
      return "datetime";
    case Type.Time:
      return "time";
    case Type.Duration:
      return "duration";
    case Type.Dictionary:
      return writer.kind === "text" ? "selectbox" : naturalType(type.dictionary, writer);
    case Type.Struct:
    case Type.Map:
    case Type.Union:
      return "json";
    default:
      return { number: "number", boolean: "checkbox", list: "list" }[writer.kind as string] ?? "text";
  }
}

function isWhole(type: DataType): boolean {
  return type.typeId === Type.Int || (type.typeId === Type.Dictionary && isWhole(type.dictionary));
}

function stepOf({ step }: TypeSettings): number | null {
  const number = Number(step ?? Number.NaN);
  return Number.isFinite(number) && number > 0 ? number : null;
}

function truthOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  const word = String(value).toLowerCase();
  if (["true", "1", "yes", "t", "on", "y"].includes(word)) return true;
  return ["false", "0", "no", "f", "off", "n"].includes(word) ? false : null;
}

function moments(kind: "date" | "datetime" | "time"): Maker {
  return ({ format = null, timezone = null }, type, writer) => {
    const wall = wallOf(type, timezone);
    const own = naturalType(type, writer) === kind && timezone === null && format === null;
    const plain = { date: "YYYY-MM-DD", datetime: "YYYY-MM-DD HH:mm:ss", time: "HH:mm:ss" }[kind];
    return {
      ...left,
      text: (value) =>
        own ? writer.show(value) : writeMoment(wall(value), kind, format ?? plain) || writer.show(value),
    };
  };
}

function media(what: "audio" | "video"): Maker {
  return (_settings, _type, writer) => {
    const name = (value: unknown) => nameOf(writer.copy(value));
    return {
      ...left,
      text: (value) => `    ${name(value)}`,
      cell: (value) => {
        const url = writer.copy(value);
        return drawn({ look: "media", text: name(value) }, url, { as: what, text: url });
      },
    };
  };
}

/** The last part of an address, for people to read. */
function nameOf(url: string): string {
  if (url.startsWith("data:")) return url.slice(5).split(/[;,]/, 1)[0] ?? "";
  const last =
    url
      .split(/[?#]/, 1)[0]
      ?.split("/")
      .findLast((part) => part !== "") ?? url;
  return decoded(last);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isPicture(url: string): boolean {
  return url !== "" && !/^(?:javascript|vbscript|data:(?!image\/))/i.test(url.trim());
}

/** What stands for an address: itself, a text for all, or what a pattern finds in it. */
function display(given: string | undefined): (url: string) => string {
  if (given === undefined) return (url) => url;
  if (!/[()]/.test(given)) return () => given;
  try {
    const pattern = new RegExp(given, "u");
    return (url) => {
      const found = pattern.exec(url)?.[1];
      return found === undefined ? url : decoded(found);
    };
  } catch {
    return () => given;
  }
}

function chart(kind: "line" | "area" | "bar"): Maker {
  return ({ y_min = null, y_max = null, color = "primary" }, type, writer) => ({
    ...left,
    text: writer.copy,
    wide: 140,
    cell: (value) => {
      const values = numbersIn(value, type, writer);
      const [first = 0] = values;
      const grows = (values.at(-1) ?? 0) >= first;
      const fill = judged(color, grows);
      return drawn({ look: "chart", chart: kind, values, low: y_min, high: y_max, color: fill }, writer.copy(value));
    },
  });
}

/** The numbers of a list, or of a text that lists them. */
function numbersIn(value: unknown, type: DataType, writer: Writer): number[] {
  if (writer.items && "children" in type) {
    const item = numberOf((type.children as { type: DataType }[])[0]?.type ?? type);
    return Array.from(value as ArrayLike<unknown>, (one) => (one === null ? Number.NaN : item(one))).filter(
      Number.isFinite,
    );
  }
  if (typeof value === "number" || typeof value === "bigint") return [numberOf(type)(value)];
  return (String(value).match(/-?\d*\.?\d+(?:e[-+]?\d+)?/gi) ?? []).map(Number);
}

/** The colour for what is good or bad, where the author wants that. */
function judged(color: string, good: boolean): string {
  if (color === "auto") return good ? "green" : "red";
  return color === "auto-inverse" ? (good ? "red" : "green") : color;
}

/** The author's words and colours for options, by their text. */
function optionsOf({ options = [] }: TypeSettings): Map<string, Pill> {
  const all = options.map((option) => (typeof option === "object" ? option : { value: option }));
  return new Map(
    all.map(({ value, label, color }: Option, place) => [
      String(value),
      { text: label ?? String(value), color: color === "auto" ? place : (color ?? null) },
    ]),
  );
}

function pills(settings: TypeSettings, _type: DataType, writer: Writer): Omit<Look, "type"> {
  const options = optionsOf(settings);
  const made = (value: unknown): Pill[] => {
    const items =
      writer.items?.(value) ??
      String(value)
        .split(",")
        .map((part) => part.trim());
    return items.filter((item) => item !== "").map((item) => options.get(item) ?? { text: item, color: null });
  };
  return {
    ...left,
    // A pill is as wide as its text and the space around it.
    text: (value) =>
      made(value)
        .map((pill) => `${pill.text}    `)
        .join(""),
    cell: (value) => {
      const all = made(value);
      return drawn(
        { look: "pills", pills: all },
        writer.copy(value),
        all.length > 0 ? { as: "pills", pills: all } : undefined,
      );
    },
  };
}
