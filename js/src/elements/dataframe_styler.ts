/** A Styler's work: what cells say and how they look, row by row. */

import type { Theme } from "@glideapps/glide-data-grid";
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
