/** How the cells of a column are edited: what they take, from texts too, and what is wrong with what they do not. */

import { type DataType, Type } from "@uwdata/flechette";
import { same } from "../page/values";
import type { Json } from "../protocol";
import { t } from "../ui/text";
import { dateIn, datetimeIn, secondsIn, timeIn } from "./data_editor_dates";
import { digitsOf } from "./data_editor_numbers";
import { atWall, type EditSettings } from "./data_editor_values";
import { moment, wallOf } from "./dataframe_times";
import type { TypeSettings } from "./dataframe_types";

export type Read = { value: Json } | { problem: string };

/** One of the values that a cell can have, as the reader finds it. */
export interface Choice {
  value: Json;
  label: string;
  color?: string;
}

/** What a cell can be edited with, whatever its row. */
export interface Editing {
  type: EditSettings["type"];
  required: boolean;
  settings: TypeSettings;
  /** What there is to choose from, where that does not depend on the row. */
  choices: readonly Choice[];
  /** Values that are no choices are taken too. */
  open: boolean;
  /** What a field holds at first. */
  text(value: Json): string;
  /** What a text means; an empty one is an empty cell. */
  read(text: string, choices?: readonly Choice[]): Read;
  /** Says what is wrong with a value; null where it can be taken. */
  check(value: Json, choices?: readonly Choice[]): string | null;
}

interface Kind {
  text(value: Exclude<Json, null>): string;
  read(text: string, choices: readonly Choice[]): Read;
  check?(value: Exclude<Json, null>, choices: readonly Choice[]): string | null;
}

type Maker = (settings: TypeSettings, edit: EditSettings) => Kind;

/** How a column is edited, as Python and the author say. */
export function editingOf(edit: EditSettings, settings: TypeSettings = {}, required = false): Editing {
  const kind = KINDS[edit.type](settings, edit);
  const choices = choicesOf(settings.options);
  const check = (value: Json, given: readonly Choice[] = choices): string | null => {
    if (value === null) return required ? t("requiredField") : null;
    return kind.check?.(value, given) ?? null;
  };
  return {
    type: edit.type,
    required,
    settings,
    choices,
    open: edit.type === "list" || edit.new === true,
    check,
    text: (value) => (value === null ? "" : kind.text(value)),
    read(text, given = choices) {
      const read: Read = text.trim() === "" ? { value: null } : kind.read(text, given);
      if ("problem" in read) return read;
      const problem = check(read.value, given);
      return problem === null ? read : { problem };
    },
  };
}

export function choicesOf(options: TypeSettings["options"]): Choice[] {
  return (options ?? []).map((option) => {
    const made = typeof option === "object" ? option : { value: option };
    return { value: made.value, label: made.label ?? String(made.value), ...(made.color ? { color: made.color } : {}) };
  });
}

const KINDS: Readonly<Record<EditSettings["type"], Maker>> = {
  text: ({ max_chars: most, validate }) => {
    const pattern = patternOf(validate);
    return {
      text: (value) => (typeof value === "string" ? value : JSON.stringify(value)),
      read: (text) => ({ value: text }),
      check: (value) => {
        const text = String(value);
        if (most !== undefined && [...text].length > most) return t("tooLong", { count: most });
        return pattern === null || pattern.test(text) ? null : t("invalidPattern", { pattern: validate ?? "" });
      },
    };
  },
  integer: (settings, { min, max }) => ({
    text: String,
    read(text) {
      const digits = digitsOf(text);
      if (digits === null) return { problem: t("numberUnreadable") };
      if (digits.includes(".")) return { problem: t("numberWhole") };
      const number = Number(digits);
      return { value: Number.isSafeInteger(number) ? number : digits };
    },
    check(value) {
      const number = BigInt(value as string | number);
      if (min !== undefined && number < BigInt(min)) return t("numberBelow", { min });
      if (max !== undefined && number > BigInt(max)) return t("numberAbove", { max });
      return outside(Number(value), settings);
    },
  }),
  number: (settings) => ({
    text: String,
    read(text) {
      const digits = digitsOf(text);
      if (digits === null) return { problem: t("numberUnreadable") };
      const decimals = decimalsOf(settings.step);
      const number = Number(digits);
      if (!Number.isFinite(number)) return { problem: t("numberUnreadable") };
      return { value: decimals === null ? number : Number(number.toFixed(decimals)) };
    },
    check: (value) => outside(Number(value), settings),
  }),
  decimal: (settings, { scale }) => ({
    text: String,
    read(text) {
      const digits = digitsOf(text);
      if (digits === null) return { problem: t("numberUnreadable") };
      const fraction = digits.split(".")[1] ?? "";
      if (scale !== undefined && fraction.length > scale) return { problem: t("tooManyDecimals", { count: scale }) };
      return { value: digits };
    },
    check: (value) => outside(Number(value), settings),
  }),
  boolean: () => ({
    text: String,
    read(text) {
      const word = text.trim().toLowerCase();
      if (["true", "yes", "y", "1", "on", "x", "✓", "✔"].includes(word)) return { value: true };
      if (["false", "no", "n", "0", "off"].includes(word)) return { value: false };
      return { problem: t("notBoolean", { text }) };
    },
  }),
  date: (settings) => ({
    text: String,
    read: (text) => named(dateIn(text) ?? datetimeIn(text)?.slice(0, 10) ?? null, "notDate", text),
    check: (value) => beyond(String(value), settings, Date.parse),
  }),
  time: (settings) => ({
    text: String,
    read: (text) => named(timeIn(text) ?? datetimeIn(text)?.slice(11) ?? null, "notTime", text),
    check: (value) => beyond(String(value), settings, wallOf({ typeId: Type.Utf8 } as DataType, null)),
  }),
  datetime: (settings, edit) => {
    const clock = clockOf(settings, edit);
    return {
      text: (value) => wallText(clock.wall(String(value))).replace("T", " "),
      read(text) {
        const found = datetimeIn(text);
        return found === null ? { problem: t("notDatetime", { text }) } : { value: clock.value(found) };
      },
      check: (value) => beyond(String(value), settings, clock.instant),
    };
  },
  duration: (settings) => ({
    text: String,
    read(text) {
      const seconds = secondsIn(text) ?? Number(digitsOf(text) ?? Number.NaN);
      return Number.isFinite(seconds) ? { value: seconds } : { problem: t("notDuration", { text }) };
    },
    check: (value) => outside(Number(value), settings),
  }),
  list: () => ({
    text: (value) => JSON.stringify(value),
    read: (text) => ({ value: listed(text) }),
  }),
  choice: () => ({
    text: String,
    read(text, choices) {
      const found = chosen(text, choices);
      return found === undefined ? { problem: t("notOption", { text }) } : { value: found.value };
    },
    check: (value, choices) =>
      choices.some((choice) => same(choice.value, value)) ? null : t("notOption", { text: String(value) }),
  }),
  choices: (_settings, edit) => ({
    text: (value) => JSON.stringify(value),
    read: (text, choices) => ({
      value: listed(text).map((item) => chosen(String(item), choices)?.value ?? item),
    }),
    check(value, choices) {
      if (edit.new) return null;
      const other = (value as Json[]).find((item) => !choices.some((choice) => same(choice.value, item)));
      return other === undefined ? null : t("notOption", { text: String(other) });
    },
  }),
};

function patternOf(validate: string | undefined): RegExp | null {
  if (validate === undefined) return null;
  try {
    return new RegExp(validate, "us");
  } catch {
    return null; // of another dialect: Python checks it
  }
}

function outside(number: number, { min_value: min, max_value: max }: TypeSettings): string | null {
  if (min !== undefined && max !== undefined && (number < Number(min) || number > Number(max))) {
    return t("numberOutside", { min, max });
  }
  if (min !== undefined && number < Number(min)) return t("numberBelow", { min });
  return max !== undefined && number > Number(max) ? t("numberAbove", { max }) : null;
}

/** What lies before the first or after the last that may be. */
function beyond(
  value: string,
  { min_value: min, max_value: max }: TypeSettings,
  read: (text: string) => number,
): string | null {
  const at = read(value);
  if (min !== undefined && at < read(String(min))) return t("tooEarly", { min });
  return max !== undefined && at > read(String(max)) ? t("tooLate", { max }) : null;
}

function named(value: string | null, problem: "notDate" | "notTime", text: string): Read {
  return value === null ? { problem: t(problem, { text }) } : { value };
}

/** How many decimals a number has that goes in steps. */
function decimalsOf(step: TypeSettings["step"]): number | null {
  if (step === undefined) return null;
  const [digits = "", exponent = "0"] = String(step).split("e");
  return Math.min(20, Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent)));
}

/** The choice that a text names: by its label, its value, or its number. */
export function chosen(text: string, choices: readonly Choice[]): Choice | undefined {
  const body = text.trim();
  return (
    choices.find(({ label }) => label === text) ??
    choices.find(({ value, label }) => String(value) === body || label.trim() === body) ??
    choices.find(({ value }) => typeof value === "number" && body !== "" && Number(body) === value) ??
    choices.find(({ value }) => typeof value === "boolean" && body.toLowerCase() === String(value))
  );
}

/** The items that a text lists: as JSON, or between commas. */
function listed(text: string): Json[] {
  const body = text.trim();
  if (body.startsWith("[")) {
    try {
      return (JSON.parse(body) as Json[]).map((item) =>
        item !== null && typeof item === "object" ? JSON.stringify(item) : item,
      );
    } catch {
      // a text that begins with a bracket
    }
  }
  return body
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** What the clock of a column shows. */
export interface Clock {
  /** What it shows at a value, in milliseconds as if it stood in UTC. */
  wall(value: string): number;
  /** The value at which it shows a text; one that names its zone is a point in time. */
  value(text: string): string;
  /** When a value is. */
  instant(value: string): number;
}

const ZONED = /(?:z|[+-]\d\d:?\d\d)$/i;

/** The clock of a column of dates with times: it stands where the author wants it, else in the column's own zone. */
export function clockOf({ timezone }: TypeSettings, { timezone: own = null }: EditSettings): Clock {
  const zone = timezone ?? own;
  const bare = (text: string) => Date.parse(`${text.replace(" ", "T").replace(ZONED, "")}Z`);
  const isZoned = (text: string) => ZONED.test(text.slice(10));
  const instant = (text: string): number => {
    if (own === null) return bare(text);
    return isZoned(text) ? Date.parse(text.replace(" ", "T")) : atWall(bare(text), own);
  };
  const shown = zone === null ? null : wallOf({ typeId: Type.Timestamp, unit: 1, timezone: zone } as DataType, null);
  return {
    instant,
    wall: (value) => (shown === null ? instant(value) : shown(instant(value))),
    value(text) {
      const named = isZoned(text);
      const at = named ? Date.parse(text) : zone === null ? bare(text) : atWall(bare(text), zone);
      if (own !== null) return new Date(at).toISOString();
      return wallText(named && zone === null ? bare(text) : at);
    },
  };
}

/** What a clock shows, in ISO 8601. */
export function wallText(wall: number): string {
  const { date, time } = moment(wall);
  return `${date}T${time}`;
}
