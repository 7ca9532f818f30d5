import { type DrawCellCallback, GridCellKind } from "@glideapps/glide-data-grid";
import { expect, test } from "vitest";
import { declarations, drawMarked, marksOf, themeOf } from "./dataframe_styler";

type Args = Parameters<DrawCellCallback>[0];

/** A canvas that only notes what is drawn, ten pixels for each letter. */
function canvas() {
  const rects: number[][] = [];
  const ctx = {
    globalAlpha: 1,
    font: "",
    save: () => undefined,
    restore: () => undefined,
    measureText: (text: string) => ({ width: text.length * 10, actualBoundingBoxDescent: 0 }),
    fillText: () => undefined,
    fillRect: (...rect: number[]) => rects.push(rect),
  };
  return { ctx, rects };
}

function marked(css: string | null, contentAlign: "left" | "center" | "right") {
  const { ctx, rects } = canvas();
  const marks = css === null ? undefined : marksOf(css);
  const cell = { kind: GridCellKind.Text, displayData: "abcd", data: "abcd", contentAlign, marks };
  const theme = { baseFontStyle: "13px", fontFamily: "sans", cellHorizontalPadding: 10, textDark: "red" };
  const rect = { x: 100, y: 0, width: 100, height: 35 };
  const seen: number[] = [];
  drawMarked({ ctx, cell, theme, rect } as unknown as Args, () => seen.push(ctx.globalAlpha));
  return { seen, places: rects.map(([x, , width]) => [x, width]) };
}

test("a cell without marks is drawn as it is", () => {
  expect(marked(null, "left")).toEqual({ seen: [1], places: [] });
});

test.each([
  ["left", 110],
  ["center", 130],
  ["right", 150],
] as const)("lines lie where a text on the %s does", (align, x) => {
  expect(marked("text-decoration: underline overline", align)).toEqual({
    seen: [1],
    places: [
      [x, 40],
      [x, 40],
    ],
  });
});

test("see-through cells are drawn so", () => {
  expect(marked("opacity: .25", "left")).toEqual({ seen: [0.25], places: [] });
});

test("declarations are taken apart, but not what is within brackets", () => {
  expect(declarations("color: RED !important; background: url(a;b:c)")).toEqual([
    ["color", "RED"],
    ["background", "url(a;b:c)"],
  ]);
  expect(themeOf("color: red", "13px")).toBe(themeOf("color: red", "13px"));
});
