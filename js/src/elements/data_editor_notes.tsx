/** What is said below an editor: what could not be taken, what waits, what was not done. */

import { useEffect, useState } from "react";
import { useSignal } from "../ui/signals";
import { t } from "../ui/text";
import { counted } from "./data_editor_actions";
import { isComplete } from "./data_editor_edits";
import type { EditedRows } from "./data_editor_rows";
import type { EditorState } from "./data_editor_state";
import type { Column } from "./dataframe_columns";

interface NotesProps {
  state: EditorState;
  /** What Python has not taken. */
  refused: string | null;
  /** What was not done of the last thing. */
  told: string | null;
  /** What has just been done, for those who do not see it. */
  said: string;
  /** The cell that the reader is at. */
  focus: readonly [number, number] | undefined;
  rows: EditedRows;
  columns: readonly Column[];
}

export function EditorNotes({ state, refused, told, said, focus, rows, columns }: NotesProps) {
  const { drafts, added } = useSignal(state.edits);
  const failed = useSignal(state.problem);
  const [read, setRead] = useState<string | null>(null);
  useEffect(() => {
    if (refused === null) setRead(null);
  }, [refused]);
  const all = [...drafts.values()].flatMap((row) => Object.values(row));
  const here = focus && state.draft(rows.row(focus[1]) ?? Number.NaN, columns[focus[0]]?.name ?? "");
  const one = here ?? (all.length === 1 ? all[0] : undefined);
  // Of a row that the reader is just filling there is nothing to say.
  const present = focus && rows.row(focus[1]);
  const waiting = added.filter(({ id, cells }) => id !== present && !isComplete(cells, state.required)).length;
  return (
    <div className="lit-editor-notes">
      <span className="lit-editor-said" role="status">
        {said}
      </span>
      {failed !== null && (
        <p className="lit-editor-note" data-wrong="" role="alert">
          {failed}
        </p>
      )}
      {refused !== null && refused !== read && (
        <p className="lit-editor-note" data-wrong="" role="alert">
          {refused}
          <button type="button" className="lit-table-clear" onClick={() => setRead(refused)}>
            {t("dismiss")}
          </button>
        </p>
      )}
      {all.length > 0 && (
        <p className="lit-editor-note" data-wrong="" role="alert">
          {one === undefined ? counted(all.length, "cellsWrong") : t("cellInvalid", { ...one })}
          <button type="button" className="lit-table-clear" onClick={() => state.do([{ do: "discard" }])}>
            {t("discard")}
          </button>
        </p>
      )}
      {waiting > 0 && <p className="lit-editor-note">{counted(waiting, "rowsWaiting")}</p>}
      {told !== null && (
        <p className="lit-editor-note" role="status">
          {told}
        </p>
      )}
    </div>
  );
}
