/** How cells look that can be edited. */

import { type DrawCellCallback, GridCellKind } from "@glideapps/glide-data-grid";
import type { EditorCells } from "./data_editor_cells";
import type { EditableCell } from "./data_editor_field";
import type { Column } from "./dataframe_columns";
import { drawMarked } from "./dataframe_styler";
import type { GridLook } from "./dataframe_theme";
import type { Cell } from "./dataframe_types";

/** A cell as it can be edited, with what is wrong with it. */
export function editable(shown: Cell, column: Column, place: number, cells: EditorCells, look: GridLook): Cell {
  const row = cells.rows.row(place);
  if (row === undefined || shown.kind === GridCellKind.Loading) return shown;
  if (column.edit === undefined) return shown;
  const draft = cells.state.draft(row, column.name);
  const at = { row, column, place, cells };
  const free = cells.canEdit(row, column);
  if (!free)
    return {
      ...shown,
      readonly: true,
      themeOverride: { bgCell: look.theme.bgCellMedium, textDark: look.theme.textMedium },
    } as Cell;
  if (draft !== undefined) {
    const ink = look.palette.pill("red");
    const theme = { textDark: ink.ink, textMedium: ink.ink, bgCell: ink.ground };
    const { text: data } = draft;
    return {
      kind: GridCellKind.Text,
      data,
      displayData: data,
      contentAlign: column.alignment ?? column.look.align,
      copyData: data,
      allowOverlay: true,
      readonly: false,
      themeOverride: theme,
      at,
      wrong: true,
    } as EditableCell;
  }
  const value = cells.value(row, column, place);
  if (column.edit.type === "boolean" && (value === null || shown.kind === GridCellKind.Boolean)) {
    const data = typeof value === "boolean" ? value : null;
    return {
      kind: GridCellKind.Boolean,
      data,
      allowOverlay: false,
      readonly: false,
      contentAlign: "center",
      at,
      missing: column.required === true && value === null,
    } as EditableCell;
  }
  const missing = column.required === true && value === null;
  const rule = column.rules ? cells.choices(row, column).find((choice) => choice.value === value) : undefined;
  const label = rule !== undefined && shown.kind === GridCellKind.Text ? { displayData: rule.label } : {};
  return { ...shown, ...label, allowOverlay: true, readonly: false, at, missing } as EditableCell;
}

const CORNER = 8;

/** Draws cells, and a mark in the corner of those that must be filled or hold what cannot be taken. */
export function painter(look: GridLook): DrawCellCallback {
  const color = look.palette.line("red");
  return (args, drawContent) => {
    drawMarked(args, drawContent);
    const { missing, wrong } = args.cell as Partial<EditableCell>;
    if (!missing && !wrong) return;
    const { ctx, rect } = args;
    const right = rect.x + rect.width;
    ctx.save();
    ctx.beginPath();
    ctx.moveTo(right - CORNER, rect.y + 1);
    ctx.lineTo(right, rect.y + 1);
    ctx.lineTo(right, rect.y + 1 + CORNER);
    ctx.closePath();
    ctx.fillStyle = color;
    ctx.fill();
    ctx.restore();
  };
}
