/** What the reader can do with a table that can be edited: keys, clipboard, buttons, and what is said of it. */

import {
  CompactSelection,
  type EditableGridCell,
  type EditListItem,
  GridCellKind,
  type GridSelection,
  newRowCellRenderer,
  type ProvideEditorCallback,
} from "@glideapps/glide-data-grid";
import {
  createContext,
  type KeyboardEvent,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { DataEditor } from "../protocol";
import { useSignal } from "../ui/signals";
import { t } from "../ui/text";
import { Tool } from "../ui/tools";
import { useCellAccess } from "./data_editor_access";
import { Actions, counted } from "./data_editor_actions";
import { EditorCells } from "./data_editor_cells";
import { editable, painter } from "./data_editor_drawing";
import { CellField, type EditableCell, movementOf, preload, readEntered } from "./data_editor_field";
import { EditorNotes } from "./data_editor_notes";
import { type Area, fromClipboard } from "./data_editor_paste";
import type { EditedRows } from "./data_editor_rows";
import type { CellRules } from "./data_editor_rules";
import type { EditorState } from "./data_editor_state";
import type { TableContext, TableParts } from "./dataframe";
import { type GridParts, RENDERERS } from "./dataframe_editor";

/** An editor, as its parts know it. */
export interface Editor {
  element: DataEditor;
  state: EditorState;
  rows: EditedRows;
  rules: CellRules;
}

export const EditorContext = createContext<Editor | null>(null);

const EMPTY: GridSelection = { rows: CompactSelection.empty(), columns: CompactSelection.empty() };
const KEYS = { activateCell: " |Enter|shift+Enter|F2", goRightCell: true, goLeftCell: true } as const;
const CELL_RENDERERS = [...RENDERERS, newRowCellRenderer] as GridParts["renderers"];

/** Cells that can be edited open into their field. */
const provide: ProvideEditorCallback<EditableGridCell> = (cell) =>
  "at" in cell ? ({ editor: CellField, disablePadding: true } as never) : undefined;

/** The parts of a table that can be edited. */
export function useEditing({ columns, look, grid, holder }: TableContext): TableParts {
  const { element, state, rows, rules } = useContext(EditorContext) as Editor;
  const edits = useSignal(state.edits);
  const history = useSignal(state.history);
  const version = useSignal(rules.version);
  const count = useSignal(rows.count);
  const [selected, setSelected] = useState(EMPTY);
  const [told, tell] = useState<string | null>(null);
  const [said, say] = useState("");

  const adding = !element.disabled && (element.num_rows === "dynamic" || element.num_rows === "add");
  const deleting = !element.disabled && (element.num_rows === "dynamic" || element.num_rows === "delete");
  const labels = columns[0]?.isIndex ? columns[0] : undefined;
  const cells = useMemo(() => new EditorCells(state, rows, rules, labels), [state, rows, rules, labels]);
  const actions = useMemo(
    () => new Actions(cells, columns, { adding, deleting }, tell),
    [cells, columns, adding, deleting],
  );
  useEffect(() => preload(columns.flatMap(({ edit }) => edit?.type ?? [])), [columns]);
  useFlushing(state);
  useCellAccess(holder, columns, rows, state);
  useGuard(state, () => grid.current?.focus());

  // A new function for new edits is what makes the grid draw them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: edits and rules have changed
  const cell = useCallback<GridParts["cell"]>(
    (shown, column, place) => (column === undefined ? shown : editable(shown, column, place, cells, look)),
    [cells, look, edits, version],
  );
  const paint = useMemo(() => painter(look), [look]);
  // Rows that come into view: what holds for their cells is asked for.
  const seen = useRef<readonly [number, number]>([0, 0]);
  const askRules = useCallback(() => {
    const [start, stop] = seen.current;
    const there = Array.from({ length: stop - start }, (_, at) => rows.row(start + at));
    rules.need(there.filter((row) => row !== undefined));
  }, [rows, rules]);
  const shownVersion = useSignal(rows.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows have come, or others stand there
  useEffect(askRules, [askRules, shownVersion, element.revision]);

  const edited = (items: readonly EditListItem[]) => {
    const changes = items.flatMap(({ value }) => {
      const { at, entered, ...given } = value as unknown as EditableCell;
      if (at === undefined) return [];
      const { row, column, place } = at;
      if (given.kind === GridCellKind.Boolean) return cells.set(row, column, given.data ?? null, place) ?? [];
      const editing = cells.editing(column);
      if (entered === undefined || editing === null) return [];
      const text = "text" in entered ? entered.text : editing.text(entered.value);
      return cells.change(row, column, readEntered(entered, editing, cells.choices(row, column)), text, place) ?? [];
    });
    tell(null);
    state.do(changes);
    if (rules.any) rules.stale(changes.flatMap((change) => ("row" in change ? [change.row] : [])));
    return true;
  };
  const remove = (chosen: CompactSelection) => {
    void actions.remove(chosen).then((gone) => {
      if (gone > 0) say(counted(gone, "rowsDeleted"));
      setSelected(EMPTY);
    });
  };
  const turn = (way: "undo" | "redo") => {
    if (state[way]()) say(t(way === "undo" ? "undone" : "redone"));
  };
  /** Keeps keys for a field that is about to come over the cell. */
  const aheadOf = (event: KeyboardEvent): boolean => {
    const { ahead } = state;
    const movement = movementOf(event);
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (ahead !== null && event.timeStamp - ahead.since < LATE && event.key !== "Escape") {
      const { key, shiftKey, ctrlKey } = event;
      if (ahead.end !== null) ahead.rest.push({ key, shiftKey, ctrlKey });
      else if (letter) ahead.keys += key;
      else ahead.end = movement;
      return ahead.end !== null || letter;
    }
    const [x, y] = selected.current?.cell ?? [-1, -1];
    const [column, row] = [columns[x], rows.row(y)];
    const opens = column?.edit !== undefined && column.edit.type !== "boolean" && event.key !== " ";
    const comes = letter && opens && row !== undefined && cells.canEdit(row, column);
    state.ahead = comes ? { keys: "", end: null, rest: [], since: event.timeStamp } : null;
    return false;
  };
  const pressed = (event: KeyboardEvent): boolean => {
    if (aheadOf(event)) return true;
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      turn(key === "y" || event.shiftKey ? "redo" : "undo");
      return true;
    }
    const range = selected.current?.range;
    if ((key === "d" || key === "r") && !event.shiftKey && range !== undefined) {
      const [source, target] = fillOf(range, key === "d");
      if (source) void actions.fill(source, target);
      return true;
    }
    return false;
  };
  const pasted = (event: React.ClipboardEvent) => {
    event.preventDefault();
    const texts = fromClipboard(event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html"));
    const [first] = selected.rows;
    const area: Area | undefined =
      selected.current?.range ?? (first === undefined ? undefined : { x: 0, y: first, width: 1, height: 1 });
    if (area === undefined) return;
    void actions.paste(texts, area).then((range) => {
      if (range === null) return;
      setSelected({ ...EMPTY, current: { cell: [range.x, range.y], range, rangeStack: [] } });
    });
  };
  const add = () => {
    const first = columns.findIndex((column) => column.edit !== undefined);
    void grid.current?.appendRow(Math.max(0, first), false).then(() => grid.current?.focus());
  };

  const chosen = selected.rows.length > 0 && deleting;
  return {
    selection: {
      selected,
      rowSelect: deleting ? "multi" : "none",
      columnSelect: "none",
      rangeSelect: "rect",
      change: setSelected,
      selectAll: () => undefined,
    },
    height: rows.all + (adding ? 1 : 0),
    pressed,
    pasted,
    cut: () => void actions.clear(selected),
    toolsOpen: chosen,
    tools: element.disabled ? null : (
      <>
        {history.past.length > 0 && <Tool name="undo" label={t("undo")} onClick={() => turn("undo")} />}
        {history.future.length > 0 && <Tool name="redo" label={t("redo")} onClick={() => turn("redo")} />}
        {chosen && <Tool name="trash" label={t("deleteRows")} onClick={() => remove(selected.rows)} />}
        {adding && !chosen && <Tool name="plus" label={t("addRow")} onClick={add} />}
      </>
    ),
    notes: (
      <EditorNotes
        state={state}
        refused={element.refused}
        told={told}
        said={said}
        focus={selected.current?.cell}
        rows={rows}
        columns={columns}
      />
    ),
    grid: {
      cell,
      paint,
      provide: provide as GridParts["provide"],
      renderers: CELL_RENDERERS,
      keys: KEYS,
      props: {
        fillHandle: !element.disabled && columns.some((column) => column.edit !== undefined),
        onFillPattern: ({ patternSource, fillDestination, preventDefault }) => {
          preventDefault();
          void actions.fill(patternSource, fillDestination);
        },
        onCellsEdited: edited,
        onDelete: (gone) => {
          if (gone.rows.length > 0 && deleting) remove(gone.rows);
          else void actions.clear(gone);
          return false;
        },
        onVisibleRegionChanged: ({ y, height }) => {
          seen.current = [y, Math.min(y + height, count)];
          rows.need(y - ABOVE, y + height + BELOW);
          askRules();
        },
        ...(adding
          ? {
              trailingRowOptions: { tint: true, sticky: false },
              onRowAppended: () => {
                actions.add();
                say(t("rowAdded"));
              },
            }
          : {}),
      },
    },
  };
}

/** How long a field may take to come, in ms. */
const LATE = 5000;
/** How many rows above and below the view are fetched with it. */
const ABOVE = 20;
const BELOW = 60;

/** What is repeated by a key, and where: the first row or column of a range, or the one before a range of one. */
function fillOf(range: Area, down: boolean): [Area | null, Area] {
  const { x, y, width, height } = range;
  if (down) {
    if (height > 1) return [{ ...range, height: 1 }, range];
    return [y === 0 ? null : { ...range, y: y - 1 }, { x, y: y - 1, width, height: 2 }];
  }
  if (width > 1) return [{ ...range, width: 1 }, range];
  return [x === 0 ? null : { ...range, x: x - 1 }, { x: x - 1, y, width: 2, height }];
}

/** Python is told at once where the reader turns to something else: a button may be pressed there. */
function useFlushing(state: EditorState): void {
  useEffect(() => {
    const elsewhere = (event: Event) => {
      const table = (event.target as Element | null)?.closest?.(".stDataFrameGlideDataEditor, #portal");
      if (!table) state.flush();
    };
    document.addEventListener("pointerdown", elsewhere, true);
    document.addEventListener("focusin", elsewhere, true);
    return () => {
      document.removeEventListener("pointerdown", elsewhere, true);
      document.removeEventListener("focusin", elsewhere, true);
      state.flush();
    };
  }, [state]);
}

/** A form is not submitted while cells hold what cannot be taken. */
function useGuard(state: EditorState, focus: () => void): void {
  const go = useRef(focus);
  go.current = focus;
  useEffect(() => state.guard(() => go.current()), [state]);
}
