/** Fields of cells that hold one of several options, or a list. */

import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { same } from "../page/values";
import type { Json } from "../protocol";
import { Glyph } from "../ui/glyph";
import { Listbox, type Row, rowId } from "../ui/listbox";
import { t } from "../ui/text";
import { type FieldProps, movementOf } from "./data_editor_field";
import { type Choice, chosen } from "./data_editor_types";

const ROW = 40;
const MOST = 6;

/** The options that a text is part of, those first that begin with it. */
function found(choices: readonly Choice[], query: string): Choice[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [...choices];
  const place = ({ label }: Choice) => label.toLowerCase().indexOf(wanted);
  return choices.filter((choice) => place(choice) >= 0).sort((a, b) => Number(place(a) > 0) - Number(place(b) > 0));
}

interface Search {
  query: string;
  active: number;
}

/** Moves through the options of a list; tells whether a key was for that. */
function moved(event: KeyboardEvent, { active }: Search, count: number): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: MOST, PageUp: -MOST };
  const step = steps[event.key];
  if (step === undefined || count === 0) return null;
  if (Math.abs(step) === 1) return (active + step + count) % count;
  return Math.min(count - 1, Math.max(0, active + step));
}

/** One of several options: what is typed finds some. */
export function ChoiceField(props: FieldProps) {
  const { label, editing, choices, value, text, typed, problem, describedBy, enter, done } = props;
  const listId = `${useId()}-list`;
  const field = useRef<HTMLInputElement>(null);
  const all = useMemo<Choice[]>(
    () => (editing.required ? [...choices] : [{ value: null, label: t("emptyChoice") }, ...choices]),
    [choices, editing.required],
  );
  const before = choices.find((choice) => same(choice.value, value));
  const initial = typed ? text : (before?.label ?? text);
  const [{ query, active }, setSearch] = useState<Search>({
    query: initial,
    active: typed ? 0 : all.findIndex((choice) => same(choice.value, value)),
  });
  const [searching, setSearching] = useState(typed);
  const options = useMemo(() => (searching ? found(choices, query) : all), [searching, choices, query, all]);
  const rows = options.map<Row>((choice, key) => ({
    key: choice.value === null ? "none" : key,
    text: choice.label,
    selected: same(choice.value, value),
  }));
  useCaret(field, typed);
  const pick = (choice: Choice, movement: readonly [-1 | 0 | 1, -1 | 0 | 1]) => done({ value: choice.value }, movement);
  const pressed = (event: KeyboardEvent) => {
    const next = moved(event, { query, active }, options.length);
    const movement = movementOf(event);
    if (next !== null) {
      event.preventDefault();
      setSearch({ query, active: next });
      const choice = options[next];
      if (choice) enter({ value: choice.value });
    } else if (movement !== null && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      const choice = options[active];
      if (choice) pick(choice, movement);
      else done({ text: query }, movement);
    }
  };
  return (
    <>
      <input
        ref={field}
        className="gdg-input lit-cell-input"
        role="combobox"
        type="text"
        autoComplete="off"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={rows[active] ? rowId(listId, rows[active]) : undefined}
        aria-invalid={problem !== null}
        aria-describedby={describedBy}
        value={query}
        onChange={({ target }) => {
          setSearching(true);
          setSearch({ query: target.value, active: target.value.trim() === "" ? -1 : 0 });
          enter({ text: target.value });
        }}
        onKeyDown={pressed}
      />
      <Options
        id={listId}
        label={label}
        rows={rows}
        active={active}
        several={false}
        onHover={(to) => setSearch({ query, active: to })}
        onPick={(at) => options[at] && pick(options[at], [0, 0])}
      />
    </>
  );
}

/** Several items, each of which can be taken out again. */
export function ListField(props: FieldProps) {
  const { label, editing, choices, value, text, typed, problem, describedBy, enter } = props;
  const listId = `${useId()}-list`;
  const field = useRef<HTMLInputElement>(null);
  const [items, setItems] = useState<readonly Json[]>(Array.isArray(value) ? value : []);
  const [{ query, active }, setSearch] = useState<Search>({ query: typed ? text : "", active: typed ? 0 : -1 });
  const left = useMemo(
    () => choices.filter((choice) => !items.some((item) => same(item, choice.value))),
    [choices, items],
  );
  const options = useMemo(() => found(left, query), [left, query]);
  const isNew = editing.open && query.trim() !== "" && chosen(query, choices) === undefined;
  const rows: Row[] = options.map((choice, key) => ({ key, text: choice.label }));
  if (isNew && choices.length > 0) rows.push({ key: "new", text: t("newItem", { item: query.trim() }) });
  useCaret(field, typed);
  const put = (next: readonly Json[], rest = "") => {
    setItems(next);
    setSearch({ query: rest, active: -1 });
    enter({ value: next.length === 0 ? null : [...next] });
  };
  const labelOf = (item: Json) => choices.find((choice) => same(choice.value, item))?.label ?? String(item ?? "None");
  const made = (word: string): Json => {
    const numbers = items.length > 0 && items.every((item) => typeof item === "number");
    return numbers && Number.isFinite(Number(word)) ? Number(word) : word;
  };
  /** Puts what is meant to the items; tells whether there was something. */
  const add = (at: number): boolean => {
    const choice = options[at] ?? (query.trim() === "" ? undefined : chosen(query, left));
    if (choice !== undefined) put([...items, choice.value]);
    else if (isNew) put([...items, made(query.trim())]);
    else return false;
    return true;
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = moved(event, { query, active }, rows.length);
    if (next !== null) {
      event.preventDefault();
      setSearch({ query, active: next });
    } else if (event.key === "Backspace" && query === "" && items.length > 0) {
      event.preventDefault();
      put(items.slice(0, -1));
    } else if ((event.key === "Enter" || (event.key === "," && editing.open)) && (query.trim() !== "" || active >= 0)) {
      if (add(active)) event.preventDefault();
      else if (event.key === "Enter") enter({ value: [...items, query.trim()] });
      if (event.isDefaultPrevented()) event.stopPropagation();
    } else if (event.key === "Tab" && query.trim() !== "") {
      add(active);
    }
  };
  return (
    <div data-testid={choices.length > 0 || editing.type === "choices" ? "multi-select-cell" : undefined}>
      <div className="lit-cell-items">
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold the same item twice
          <span key={`${at}-${labelOf(item)}`} className="lit-cell-item">
            {labelOf(item)}
            <button
              type="button"
              className="lit-cell-remove"
              aria-label={t("removeItem", { item: labelOf(item) })}
              onClick={() => {
                put(items.filter((_item, place) => place !== at));
                field.current?.focus();
              }}
            >
              <Glyph name="close" />
            </button>
          </span>
        ))}
        <input
          ref={field}
          className="gdg-input lit-cell-input lit-cell-more"
          type="text"
          autoComplete="off"
          {...(choices.length > 0
            ? { role: "combobox", "aria-expanded": true, "aria-controls": listId, "aria-autocomplete": "list" as const }
            : {})}
          aria-label={label}
          aria-activedescendant={rows[active] ? rowId(listId, rows[active]) : undefined}
          aria-invalid={problem !== null}
          aria-describedby={describedBy}
          value={query}
          onChange={({ target }) => {
            setSearch({ query: target.value, active: target.value.trim() === "" || choices.length === 0 ? -1 : 0 });
            const rest = target.value.trim();
            if (rest !== "") enter({ value: [...items, chosen(rest, choices)?.value ?? made(rest)] });
            else enter({ value: items.length === 0 ? null : [...items] });
          }}
          onKeyDown={pressed}
        />
      </div>
      {choices.length > 0 && (
        <Options
          id={listId}
          label={label}
          rows={rows}
          active={active}
          several
          onHover={(to) => setSearch({ query, active: to })}
          onPick={(at) => {
            add(at);
            field.current?.focus();
          }}
        />
      )}
    </div>
  );
}

type OptionsProps = Omit<Parameters<typeof Listbox>[0], "note">;

/** The options below a field; a press on them leaves the focus where it is. */
function Options(props: OptionsProps) {
  const { rows } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here, only the focus stays where it is
    <div
      className="lit-cell-options"
      role="presentation"
      style={{ blockSize: Math.min(MOST + 0.5, Math.max(1, rows.length)) * ROW + 8 }}
      onMouseDown={(event) => event.preventDefault()}
    >
      <Listbox {...props} note={rows.length === 0 ? t("noResults") : null} />
    </div>
  );
}

/** The focus comes into a field, with its text selected, or behind what was typed. */
function useCaret(field: React.RefObject<HTMLInputElement | null>, typed: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the field comes
  useLayoutEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(typed ? element.value.length : 0, element.value.length);
  }, []);
}
