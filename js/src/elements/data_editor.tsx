/** A table whose cells the reader can change. */

import { effect } from "@preact/signals-core";
import { useEffect, useLayoutEffect, useMemo } from "react";
import type { Page } from "../page/page";
import type { DataEditor, Dataframe } from "../protocol";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { addStyle } from "../ui/style";
import sheet from "./data_editor.css";
import { EditorContext, useEditing } from "./data_editor_parts";
import { EditedRows } from "./data_editor_rows";
import { CellRules } from "./data_editor_rules";
import { type EditorState, stateOf } from "./data_editor_state";
import { TableView, useRows } from "./dataframe";
import type { ColumnSettings } from "./dataframe_columns";

addStyle(sheet);

export function DataEditorView({ element, page }: ElementProps<DataEditor>) {
  // To those who draw it, it is a table in which nothing is selected.
  const table = useMemo<Dataframe>(() => {
    const columns = element.disabled ? readOnly(element.columns) : element.columns;
    return { ...element, columns, kind: "dataframe", selection_mode: [], id: "" };
  }, [element]);
  const [base, shown] = useRows(page, table);
  const state = stateOf(page, element);
  useFollowed(state, page, element);
  const rows = useMemo(() => new EditedRows(base, state), [base, state]);
  useEffect(() => rows.follow(), [rows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: later messages are followed
  const rules = useMemo(() => new CellRules(page, element, state), [page, state]);
  useLayoutEffect(() => rules.follow(element), [rules, element]);
  const editor = useMemo(() => ({ element, state, rows, rules }), [element, state, rows, rules]);
  return (
    <EditorContext.Provider value={editor}>
      <FullScreenFrame>
        {({ fullscreen, tool }) => (
          <TableView
            element={shown}
            page={page}
            rows={rows}
            fullscreen={fullscreen}
            tool={tool}
            useParts={useEditing}
          />
        )}
      </FullScreenFrame>
    </EditorContext.Provider>
  );
}

/** What Python says becomes what is shown. */
function useFollowed(state: EditorState, page: Page, element: DataEditor): void {
  useLayoutEffect(() => {
    state.follow(element);
    const value = page.values.of(element);
    return effect(() => state.receive(value.value));
  }, [state, page, element]);
}

/** Columns none of which can be edited. */
function readOnly(json: string): string {
  const columns = JSON.parse(json) as Record<string, ColumnSettings>;
  return JSON.stringify(
    Object.fromEntries(Object.entries(columns).map(([name, { edit: _edit, ...settings }]) => [name, settings])),
  );
}
