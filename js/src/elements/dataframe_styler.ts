/** A Styler's work: what cells say and how they look, row by row. */

import { type DrawCellCallback, GridCellKind, getMiddleCenterBias, type Theme } from "@glideapps/glide-data-grid";
import { STYLE } from "./dataframe_cells";
import { plain } from "./dataframe_theme";

/** What a Styler has made of one cell. */
export interface StyledCell {
  text?: string;
  css?: string;
}

export type StyledRow = Readonly<Record<string, StyledCell>>;

interface Source {
  named(column: string, row: number): unknown;
}

const NOTHING: StyledRow = {};
const read = new Map<string, StyledRow>();
const KEPT = 5_000;

/** What a Styler has made of a row. */
export function styledRow(rows: Source, row: number): StyledRow {
  const json = rows.named(STYLE, row);
  return typeof json === "string" ? parsed(json) : NOTHING;
}

/** The styles of a row as they travel; what was read is kept, as the grid draws a cell many times. */
export function parsed(json: string): StyledRow {
  let found = read.get(json);
  if (found === undefined) {
    if (read.size >= KEPT) read.clear();
    found = JSON.parse(json) as StyledRow;
    read.set(json, found);
  }
  return found;
}

/** Declarations as pairs; what is within brackets or quotes is not taken apart. */
export function declarations(css: string): [name: string, value: string][] {
  const parts = css.match(/(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\))+/g) ?? [];
  return parts.flatMap((part): [string, string][] => {
    const colon = part.indexOf(":");
    if (colon < 1) return [];
    return [
      [
        part.slice(0, colon).trim().toLowerCase(),
        part
          .slice(colon + 1)
          .replace(/!important/i, "")
          .trim(),
      ],
    ];
  });
}

const themes = new Map<string, Partial<Theme>>();

/** What the grid can follow of declarations: colours, weight, slant and size. */
export function themeOf(css: string, size: string): Partial<Theme> {
  const key = `${size} ${css}`;
  let theme = themes.get(key);
  if (theme === undefined) {
    if (themes.size >= KEPT) themes.clear();
    theme = made(css, size);
    themes.set(key, theme);
  }
  return theme;
}

function made(css: string, size: string): Partial<Theme> {
  const given = new Map(declarations(css));
  const theme: { -readonly [Name in keyof Theme]?: Theme[Name] } = {};
  const [ground, ink] = [given.get("background-color") ?? given.get("background"), given.get("color")];
  if (ground !== undefined && !/gradient|url/.test(ground))
    Object.assign(theme, { bgCell: plain(ground), bgCellMedium: plain(ground) });
  if (ink !== undefined)
    Object.assign(theme, {
      textDark: plain(ink),
      textMedium: plain(ink),
      textLight: plain(ink),
      linkColor: plain(ink),
    });
  const [slant, weight] = [given.get("font-style"), given.get("font-weight")];
  if (slant !== undefined || weight !== undefined) {
    theme.baseFontStyle = [slant === "oblique" ? "italic" : slant, weight, size].filter(Boolean).join(" ");
  }
  return theme;
}

/** What of declarations is not a matter of the grid's theme. */
export interface Marks {
  opacity: number;
  /** Where lines are drawn, as parts of the letters' height from their middle. */
  lines: readonly number[];
}

const LINES: Readonly<Record<string, number>> = { underline: 0.5, "line-through": 0.05, overline: -0.6 };
const marks = new Map<string, Marks | null>();

/** How see-through a text is and which lines it has; null where declarations say neither. */
export function marksOf(css: string): Marks | null {
  let found = marks.get(css);
  if (found === undefined) {
    if (marks.size >= KEPT) marks.clear();
    found = marked(css);
    marks.set(css, found);
  }
  return found;
}

function marked(css: string): Marks | null {
  const given = new Map(declarations(css));
  const said = given.get("opacity") ?? "1";
  const share = Number.parseFloat(said) / (said.endsWith("%") ? 100 : 1);
  const opacity = Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share));
  const words = `${given.get("text-decoration") ?? ""} ${given.get("text-decoration-line") ?? ""}`.split(/\s+/);
  const lines = [...new Set(words)].flatMap((word) => LINES[word] ?? []);
  return opacity === 1 && lines.length === 0 ? null : { opacity, lines };
}

/** Draws cells with their marks. */
export const drawMarked: DrawCellCallback = (args, drawContent) => {
  const { marks } = args.cell as { marks?: Marks };
  if (marks === undefined) return drawContent();
  const { ctx, rect, theme, cell } = args;
  ctx.save();
  ctx.globalAlpha *= marks.opacity;
  drawContent();
  if (cell.kind === GridCellKind.Text) {
    ctx.font = `${theme.baseFontStyle} ${theme.fontFamily}`;
    const width = Math.min(ctx.measureText(cell.displayData).width, rect.width - 2 * theme.cellHorizontalPadding);
    const room = rect.width - 2 * theme.cellHorizontalPadding - width;
    const share = { left: 0, center: 0.5, right: 1 }[cell.contentAlign ?? "left"];
    const x = rect.x + theme.cellHorizontalPadding + room * share;
    const middle = rect.y + rect.height / 2 + getMiddleCenterBias(ctx, ctx.font);
    ctx.fillStyle = theme.textDark;
    for (const line of marks.lines) ctx.fillRect(x, Math.round(middle + line * LETTERS), width, 1);
  }
  ctx.restore();
};

/** How high letters are, in pixels. */
const LETTERS = 12;
