/** Stands for the grid, which draws on a canvas: a table whose cells can be gone to, opened and emptied. */

import type { DataEditorProps, DataEditorRef, GridCell, GridSelection } from "@glideapps/glide-data-grid";
import { type ComponentType, forwardRef, type KeyboardEvent, useImperativeHandle, useState } from "react";

/** The grid's place taken by buttons; `grid` is the library, as far as it is not replaced. */
export function gridOfButtons(grid: typeof import("@glideapps/glide-data-grid")) {
  type Opened = { content: GridCell; typed: string | undefined; value: GridCell | undefined; x: number; y: number };
  const none = grid.CompactSelection.empty();
  // biome-ignore lint/correctness/noComponentHookFactories: called once, in place of the library
  const DataEditor = forwardRef<Partial<DataEditorRef>, DataEditorProps>(function DataEditor(props, ref) {
    const { columns, rows, getCellContent, gridSelection } = props;
    const [opened, open] = useState<Opened | null>(null);
    useImperativeHandle(ref, () => ({
      scrollTo: () => undefined,
      focus: () => undefined,
      appendRow: async () => void props.onRowAppended?.(),
    }));
    const select = (current: GridSelection["current"]) =>
      props.onGridSelectionChange?.({ rows: none, columns: none, ...(current ? { current } : {}) });
    const go = (x: number, y: number, more: boolean) => {
      const [left, top] = more ? (gridSelection?.current?.cell ?? [x, y]) : [x, y];
      const range = { x: left, y: top, width: x - left + 1, height: y - top + 1 };
      select({ cell: [left, top], range, rangeStack: [] });
    };
    const start = (x: number, y: number, typed?: string) => {
      const content = getCellContent([x, y]);
      if (content.kind === grid.GridCellKind.Boolean && !content.readonly) {
        props.onCellsEdited?.([{ location: [x, y], value: { ...content, data: content.data !== true } }]);
      } else if (content.allowOverlay) {
        open({ content, typed, value: typed === undefined ? undefined : content, x, y });
      }
    };
    const finish = (value: GridCell | undefined, movement: readonly [number, number] = [0, 0]) => {
      if (opened === null) return;
      if (value !== undefined) props.onCellsEdited?.([{ location: [opened.x, opened.y], value: value as never }]);
      open(null);
      go(opened.x + movement[0], opened.y + movement[1], false);
    };
    const pressed = (event: KeyboardEvent) => {
      const at = gridSelection?.current?.cell;
      if (event.key === "Delete" && gridSelection) props.onDelete?.(gridSelection);
      else if (at && event.key.length === 1 && !event.ctrlKey) {
        event.preventDefault();
        const content = getCellContent(at);
        if ("readonly" in content && !content.readonly) start(at[0], at[1], event.key);
      }
    };
    const ended = (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === "Escape") finish(undefined);
      else if (event.key === "Enter" && !event.shiftKey) finish(opened?.value, [0, 1]);
      else if (event.key === "Tab") finish(opened?.value, [1, 0]);
    };
    const provided = opened && props.provideEditor?.(opened.content as never);
    const Field = (provided as { editor?: ComponentType<Record<string, unknown>> } | undefined)?.editor;
    const marked = typeof props.rowMarkers === "object" && props.rowMarkers.kind !== "none";
    return (
      <>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as the canvas */}
        <div
          className={props.className}
          tabIndex={-1}
          data-testid="cells"
          data-height={props.height}
          onKeyDown={pressed}
        >
          {Array.from({ length: rows }, (_, y) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
            <div key={y} data-row={y}>
              {columns.map(({ id }, x) => {
                const cell = getCellContent([x, y]) as GridCell & { missing?: boolean; wrong?: boolean };
                const shown = "displayData" in cell ? cell.displayData : "data" in cell ? String(cell.data) : cell.kind;
                return (
                  <button
                    type="button"
                    key={id}
                    data-cell={`${x} ${y}`}
                    data-readonly={"readonly" in cell && cell.readonly}
                    data-missing={cell.missing}
                    data-wrong={cell.wrong}
                    onClick={({ shiftKey }) => go(x, y, shiftKey)}
                    onDoubleClick={() => start(x, y)}
                  >
                    {shown}
                  </button>
                );
              })}
              {marked && (
                <button
                  type="button"
                  onClick={() => props.onGridSelectionChange?.({ rows: none.add(y), columns: none })}
                >
                  choose {y}
                </button>
              )}
            </div>
          ))}
          {props.onRowAppended && (
            <button type="button" onClick={() => props.onRowAppended?.()}>
              new
            </button>
          )}
        </div>
        {opened && Field && (
          // biome-ignore lint/a11y/noStaticElementInteractions: as over the canvas
          <div id="portal" data-testid="overlay" onKeyDown={ended}>
            <Field
              value={opened.value ?? opened.content}
              initialValue={opened.typed}
              onChange={(value: GridCell) => open((before) => before && { ...before, value })}
              onFinishedEditing={finish}
            />
            <button type="button" onClick={() => finish(opened.value)}>
              elsewhere
            </button>
          </div>
        )}
      </>
    );
  });
  return DataEditor;
}
