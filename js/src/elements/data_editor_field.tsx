/** What a cell is edited in: a field over it, which says what is wrong with what it holds. */

import type { ProvideEditorComponent } from "@glideapps/glide-data-grid";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import type { Json } from "../protocol";
import { lazily } from "../ui/lazy";
import { t } from "../ui/text";
import type { EditorCells } from "./data_editor_cells";
import type { RowId } from "./data_editor_edits";
import { type Choice, clockOf, type Editing, type Read, wallText } from "./data_editor_types";
import type { EditSettings } from "./data_editor_values";
import type { Column } from "./dataframe_columns";
import type { Cell } from "./dataframe_types";

/** What the reader has put into a field. */
export type Entered = { text: string } | { value: Json };

/** A cell that can be edited. */
export type EditableCell = Cell & {
  at: { row: RowId; column: Column; place: number; cells: EditorCells };
  entered?: Entered;
  /** It must have a value and has none. */
  missing?: boolean;
  /** It holds what cannot be taken. */
  wrong?: boolean;
};

type Movement = readonly [-1 | 0 | 1, -1 | 0 | 1];

/** What all fields are given. */
export interface FieldProps {
  id: string;
  label: string;
  editing: Editing;
  edit: EditSettings;
  choices: readonly Choice[];
  value: Json;
  /** What the field holds at first; a key that was pressed on the cell in place of its value. */
  text: string;
  typed: boolean;
  problem: string | null;
  describedBy: string | undefined;
  enter(entered: Entered): void;
  /** Ends the editing with what was entered, and goes to another cell. */
  done(entered: Entered, movement: Movement): void;
}

/** Fetches the fields that columns need, so that who types at once need not wait. */
export function preload(types: readonly EditSettings["type"][]): void {
  if (types.includes("choice")) ChoiceField.preload()?.catch(() => undefined);
  if (types.includes("choices") || types.includes("list")) ListField.preload()?.catch(() => undefined);
}

const ChoiceField = lazily(() => import("./data_editor_choices").then((module) => module.ChoiceField));
const ListField = lazily(() => import("./data_editor_choices").then((module) => module.ListField));

/** What was entered, as the cell takes it. */
export function readEntered(entered: Entered, editing: Editing, choices: readonly Choice[]): Read {
  if ("text" in entered) return editing.read(entered.text, choices);
  const problem = editing.check(entered.value, choices);
  return problem === null ? entered : { problem };
}

/** Over a cell: what is entered goes along with the cell, so that nothing is lost whatever ends the editing. */
export const CellField: ProvideEditorComponent<EditableCell> = ({
  value: cell,
  initialValue,
  onChange,
  onFinishedEditing,
}) => {
  const { at } = cell;
  const { cells, row, column, place } = at;
  const id = useId();
  const editing = cells.editing(column);
  const [given] = useState(() => {
    const draft = cells.state.draft(row, column.name);
    const value = cells.value(row, column, place) ?? null;
    return { draft, value, ahead: cells.state.ahead, choices: cells.choices(row, column) };
  });
  const typedSoFar = () =>
    initialValue === undefined ? undefined : (initialValue + (given.ahead?.keys ?? "")).trimStart();
  const [typed, setTyped] = useState(typedSoFar);
  const [problem, setProblem] = useState(initialValue === undefined ? (given.draft?.problem ?? null) : null);
  const entered = useRef(cell.entered);
  const problemOf = (what: Entered) => {
    const read = editing && readEntered(what, editing, given.choices);
    return read && "problem" in read ? read.problem : null;
  };
  const enter = (what: Entered) => {
    entered.current = what;
    onChange({ ...cell, entered: what });
    if (problem !== null) setProblem(problemOf(what));
  };
  const end = (movement: Movement, incomplete: string | null = null): boolean => {
    const wrong = incomplete ?? (entered.current === undefined ? null : problemOf(entered.current));
    setProblem(wrong);
    if (wrong !== null) return false;
    onFinishedEditing(entered.current === undefined ? undefined : { ...cell, entered: entered.current }, movement);
    return true;
  };
  // Keys that were pressed on the cell are entered already, those too that came while the field was made.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the field comes
  useLayoutEffect(() => {
    cells.state.ahead = null;
    const all = typedSoFar();
    if (all === undefined || entered.current !== undefined) return;
    setTyped(all);
    enter({ text: all });
    if (given.ahead?.end && end(given.ahead.end)) setTimeout(replay, 0, given.ahead.rest);
  }, []);
  if (editing === null || column.edit === undefined) return null;

  const pressed = (event: KeyboardEvent) => {
    const movement = movementOf(event);
    if (event.nativeEvent.isComposing) return event.stopPropagation();
    if (movement === null || event.isDefaultPrevented()) return;
    event.preventDefault();
    event.stopPropagation();
    end(movement, (event.target as HTMLInputElement).validity?.badInput ? t("momentIncomplete") : null);
  };
  const text = typed ?? given.draft?.text ?? editing.text(given.value);
  const props: FieldProps = {
    id,
    label: cells.where(column, place),
    editing,
    edit: column.edit,
    choices: given.choices,
    value: given.value,
    text: entered.current !== undefined && "text" in entered.current ? entered.current.text : text,
    typed: typed !== undefined,
    problem,
    describedBy: problem === null ? undefined : `${id}-problem`,
    enter,
    done(what, movement) {
      const wrong = problemOf(what);
      if (wrong === null) onFinishedEditing({ ...cell, entered: what }, movement);
      else setProblem(wrong);
    },
  };
  return (
    <div className="lit-cell" role="dialog" aria-label={t("editCell")} onKeyDown={pressed}>
      <Field key={typed} {...props} />
      {problem !== null && (
        <p id={`${id}-problem`} className="lit-cell-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
};

/** Presses keys once more, where the focus is by now. */
function replay(keys: readonly KeyboardEventInit[]): void {
  for (const key of keys) {
    document.activeElement?.dispatchEvent(
      new window.KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }),
    );
  }
}

/** Where a key leads that ends the editing of a cell; null for others. */
export function movementOf({ key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">): Movement | null {
  if (key === "Tab") return [shiftKey ? -1 : 1, 0];
  return key === "Enter" && !shiftKey ? [0, 1] : null;
}

function Field(props: FieldProps) {
  const { type, choices } = props.editing;
  if (type === "choice") return <ChoiceField {...props} />;
  if (type === "choices" || type === "list") return <ListField {...props} />;
  const isMoment = type === "date" || type === "time" || type === "datetime";
  if (isMoment && !props.typed && !isUnreadable(props)) return <MomentField {...props} type={type} />;
  return type === "text" && choices.length === 0 ? <TextField {...props} /> : <LineField {...props} />;
}

/** Whether a field of its own kind could not show what the cell holds. */
function isUnreadable({ editing, text, choices }: FieldProps): boolean {
  return "problem" in editing.read(text, choices) && text !== "";
}

/** Several lines; Shift+Enter begins another one. */
function TextField({ label, text, typed, problem, describedBy, enter }: FieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [now, setNow] = useState(text);
  useFocus(field, typed);
  return (
    <div className="gdg-growing-entry lit-cell-text">
      <div className="lit-cell-shadow" aria-hidden="true">
        {`${now}\n`}
      </div>
      <textarea
        ref={field}
        className="gdg-input lit-cell-input"
        dir="auto"
        rows={1}
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={describedBy}
        value={now}
        onChange={(event) => {
          setNow(event.target.value);
          enter({ text: event.target.value });
        }}
      />
    </div>
  );
}

const NUMBERS: readonly string[] = ["integer", "number", "decimal", "duration"];

/** One line: numbers, and dates that are written. */
function LineField({ label, editing, text, typed, problem, describedBy, enter }: FieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [now, setNow] = useState(text);
  const number = NUMBERS.includes(editing.type);
  useFocus(field, typed);
  const put = (next: string) => {
    setNow(next);
    enter({ text: next });
  };
  const step = Number(editing.settings.step ?? Number.NaN);
  const pressed = (event: KeyboardEvent) => {
    const way = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    const read = editing.read(now);
    if (way === 0 || !number || Number.isNaN(step) || !("value" in read)) return;
    event.preventDefault();
    const next = editing.read(String(Number(((Number(read.value) || 0) + way * step).toPrecision(15))));
    if ("value" in next) put(String(next.value));
  };
  return (
    <input
      ref={field}
      className="gdg-input lit-cell-input"
      data-number={number || undefined}
      type="text"
      inputMode={number ? "decimal" : "text"}
      autoComplete="off"
      aria-label={label}
      aria-invalid={problem !== null}
      aria-describedby={describedBy}
      value={now}
      onChange={(event) => put(event.target.value)}
      onKeyDown={pressed}
    />
  );
}

const INPUTS = { date: "date", time: "time", datetime: "datetime-local" } as const;

/** The browser's own field for dates and times. */
function MomentField(props: FieldProps & { type: keyof typeof INPUTS }) {
  const { label, type, edit, editing, text, value, problem, describedBy, enter } = props;
  const { settings } = editing;
  const clock = type === "datetime" ? clockOf(settings, edit) : null;
  const shown = (moment: string) => (clock === null ? moment : wallText(clock.wall(moment)));
  const field = useRef<HTMLInputElement>(null);
  const [now, setNow] = useState(() => {
    const read = editing.read(text);
    return "value" in read && read.value !== null
      ? shown(String(read.value))
      : value === null
        ? ""
        : shown(String(value));
  });
  useFocus(field, false);
  const bound = (given: string | number | undefined) => (given === undefined ? undefined : shown(String(given)));
  return (
    <input
      ref={field}
      className="lit-cell-input"
      data-testid="date-picker-cell"
      type={INPUTS[type]}
      step={settings.step ?? 1}
      min={bound(settings.min_value)}
      max={bound(settings.max_value)}
      required={editing.required}
      aria-label={label}
      aria-invalid={problem !== null}
      aria-describedby={describedBy}
      value={now}
      onChange={({ target }) => {
        setNow(target.value);
        if (!target.validity.badInput) enter({ text: target.value });
      }}
      onKeyDown={(event) => {
        // What the last key has changed may not have been said yet.
        const { value: latest, validity } = event.currentTarget;
        if (movementOf(event) !== null && latest !== now && !validity.badInput) enter({ text: latest });
      }}
    />
  );
}

/** The focus comes into a field, with its text selected, or behind what was typed. */
function useFocus(field: React.RefObject<HTMLInputElement | HTMLTextAreaElement | null>, typed: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the field comes
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus();
    if (["text", "textarea"].includes(element.type)) {
      const end = element.value.length;
      element.setSelectionRange(typed ? end : 0, end);
    }
  }, []);
}
