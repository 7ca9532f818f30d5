import { GridCellKind } from "@glideapps/glide-data-grid";
import * as arrow from "@uwdata/flechette";
import { expect, test } from "vitest";
import { writerOf } from "./dataframe_cells";
import { lookOf, type TypeSettings } from "./dataframe_types";

function look(type: arrow.DataType, settings?: TypeSettings) {
  return lookOf(settings, type, writerOf(type));
}

const texts = arrow.utf8();
const numbers = arrow.float64();
const lists = arrow.list(arrow.float64());

test("without a word of the author the values decide", () => {
  const types = [texts, numbers, arrow.bool(), arrow.dateDay(), arrow.timestamp(), arrow.timeSecond(), lists];
  expect(types.map((type) => look(type).type)).toEqual([
    "text",
    "number",
    "checkbox",
    "date",
    "datetime",
    "time",
    "list",
  ]);
  expect(look(arrow.duration()).type).toBe("duration");
  expect(look(arrow.struct({ a: texts })).type).toBe("json");
  expect(look(arrow.dictionary(texts)).type).toBe("selectbox");
  expect(look(texts, { type: "of tomorrow" }).type).toBe("text");
});

test("numbers have formats, spans of time their own", () => {
  expect(look(numbers, { type: "number", format: "dollar" }).text(1234.5)).toBe("$1,234.50");
  expect(look(numbers, { type: "number", step: 0.01 }).text(2)).toBe("2.00");
  expect(look(texts, { type: "number", format: "%.1f" }).text("no number")).toBe("no number");
  expect(look(arrow.duration(arrow.TimeUnit.SECOND), { type: "number", format: "compact" }).text(3601n)).toBe(
    "01:00:01",
  );
});

test("moments are shown in the author's zone and format", () => {
  const noon = Date.UTC(2024, 6, 1, 12);
  const stamps = arrow.timestamp(arrow.TimeUnit.MILLISECOND, "UTC");
  expect(look(stamps, { type: "datetime", timezone: "Europe/Oslo" }).text(noon)).toBe("2024-07-01 14:00:00");
  expect(look(stamps, { type: "date", format: "D MMM" }).text(noon)).toBe("1 Jul");
  expect(look(texts, { type: "time", format: "HH:mm" }).text("13:05:00")).toBe("13:05");
  expect(look(texts, { type: "datetime" }).text("2024-07-01T12:00:00Z")).toBe("2024-07-01 12:00:00");
  expect(look(texts, { type: "datetime" }).text("soon")).toBe("soon");
});

test("truth is a box, also where it is written, and what is none stays a text", () => {
  expect(look(texts, { type: "checkbox" }).cell?.("yes")).toMatchObject({ kind: GridCellKind.Boolean, data: true });
  expect(look(numbers, { type: "checkbox" }).cell?.(0)).toMatchObject({ data: false });
  expect(look(texts, { type: "checkbox" }).cell?.("perhaps")).toMatchObject({ displayData: "perhaps" });
});

test("options have the author's words and colours", () => {
  const options = [{ value: "a", label: "Anna", color: "red" }, { value: "b", color: "auto" }, "c"];
  expect(look(texts, { type: "selectbox", options }).text("a")).toBe("Anna");
  const many = look(arrow.list(texts), { type: "multiselect", options });
  const pills = [
    { text: "Anna", color: "red" },
    { text: "b", color: 1 },
    { text: "other", color: null },
  ];
  const cell = many.cell?.(["a", "b", "other"]);
  expect(cell).toMatchObject({ data: { look: "pills", pills }, opens: { as: "pills", pills } });
  expect(look(texts, { type: "list" }).cell?.("x, y")).toMatchObject({
    data: { pills: [{ text: "x" }, { text: "y" }] },
  });
});

test("a link shows itself, a text, or what a pattern finds in it", () => {
  const shown = (display_text?: string) =>
    look(texts, { type: "link", ...(display_text ? { display_text } : {}) }).text("https://x.org/a%20b");
  expect(shown()).toBe("https://x.org/a%20b");
  expect(shown("Open")).toBe("Open");
  expect(shown("https://x.org/(.*)")).toBe("a b");
  expect(shown("http://(none)")).toBe("https://x.org/a%20b");
  expect(shown("(")).toBe("(");
});

test("pictures and players open, scripts do not", () => {
  const picture = look(texts, { type: "image" });
  expect(picture.cell?.("https://x.org/a.png")).toMatchObject({ opens: { as: "image", text: "https://x.org/a.png" } });
  expect(picture.cell?.("javascript:alert(1)")).toMatchObject({ data: { urls: [] }, allowOverlay: false });
  expect(look(texts, { type: "audio" }).cell?.("https://x.org/a%20song.mp3?v=1")).toMatchObject({
    data: { look: "media", text: "a song.mp3" },
    opens: { as: "audio" },
  });
});

test("charts take lists, and texts that list numbers", () => {
  const line = look(lists, { type: "line_chart", y_min: 0, color: "auto" }).cell?.(new Float64Array([3, 1, 2]));
  expect(line).toMatchObject({ data: { chart: "line", values: [3, 1, 2], low: 0, high: null, color: "red" } });
  const bar = look(texts, { type: "bar_chart", color: "auto-inverse" }).cell?.("[1, -2.5, 3e2]");
  expect(bar).toMatchObject({ data: { values: [1, -2.5, 300], color: "red" } });
});

test("progress is a share of the author's range", () => {
  expect(look(numbers, { type: "progress" }).cell?.(0.25)).toMatchObject({
    data: { share: 0.25, text: "25%", color: "primary" },
  });
  expect(look(arrow.int32(), { type: "progress", color: "auto" }).cell?.(60)).toMatchObject({
    data: { share: 0.6, text: "60%", color: "green" },
  });
  const dollars = look(numbers, { type: "progress", min_value: 10, max_value: 20, format: "$%d" });
  expect(dollars.cell?.(99)).toMatchObject({ data: { share: 1, text: "$99" } });
});

test("a text in Markdown is shown plain and opens rendered; JSON opens as a tree", () => {
  expect(look(texts, { type: "markdown" }).cell?.("**bold** :red[x]")).toMatchObject({
    displayData: "bold x",
    copyData: "**bold** :red[x]",
    opens: { as: "markdown" },
  });
  expect(look(texts, { type: "json" }).cell?.("[1]")).toMatchObject({ displayData: "[1]", opens: { as: "json" } });
});

test("a button has its cell's text, several are a menu, and without an id it does nothing", () => {
  const button = look(texts, { type: "button", button_type: "primary", id: "b" });
  expect(button.cell?.("Go")).toMatchObject({
    data: { labels: ["Go"], type: "primary", enabled: true },
    allowOverlay: false,
  });
  const menu = look(arrow.list(texts), { type: "button", id: "b" });
  expect(menu.cell?.(["Go", "Stop"])).toMatchObject({ opens: { as: "menu", labels: ["Go", "Stop"] } });
  expect(look(texts, { type: "button" }).cell?.("Go")).toMatchObject({ data: { enabled: false } });
});
