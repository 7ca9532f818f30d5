/**
 * A field with a list of options: what it does with keys, clicks and typing. Looks are its users' business.
 *
 * The focus stays in the input; `aria-activedescendant` says where in the list the reader is.
 */

import { type ChangeEvent, type KeyboardEvent, type SyntheticEvent, useId, useMemo, useRef, useState } from "react";
import { LIST_HEIGHT, Listbox, type Row, rowId } from "./listbox";
import { Popup } from "./popup";
import { t } from "./text";

const PAGE = 7;

/** What there is to choose from. */
export interface Choices {
  rows: readonly Row[];
  /** Why there is nothing to choose. */
  note: string | null;
}

interface ComboboxOptions {
  label: string;
  disabled: boolean;
  required?: boolean;
  /** The reader may type: the list is filtered, or a new option is made. */
  types: boolean;
  /** Few options need no keyboard on a phone. */
  few: boolean;
  /** Several options can be chosen, so the list stays open. */
  several: boolean;
  /** What the input shows while nobody types in it. */
  text: string;
  /** What there is to choose from, given what was typed; the same function as long as the answer is the same. */
  choices(query: string | null): Choices;
  pick(row: Row, query: string): void;
  /** Empties the field, where it may be empty and is not: Escape does. */
  clear?: (() => void) | undefined;
}

export type Combobox = ReturnType<typeof useCombobox>;

/** A combobox: spread `input` and `opener` on its two controls, put `frame` on what the list hangs on. */
export function useCombobox(options: ComboboxOptions) {
  const { label, disabled, required = false, types, few, several, text } = options;
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const listId = `${id}-list`;
  const list = useList(options, () => input.current?.select());
  const { open, query, rows, active } = list;
  const current = rows[active];

  return {
    frame,
    focus: () => input.current?.focus(),
    input: {
      ref: input,
      id,
      type: "text" as const,
      role: "combobox" as const,
      value: query ?? text,
      disabled,
      autoComplete: "off",
      autoCorrect: "off",
      spellCheck: false,
      inputMode: few || !types ? ("none" as const) : undefined,
      "aria-label": label,
      "aria-required": required || undefined,
      "aria-autocomplete": "list" as const,
      "aria-expanded": open,
      "aria-controls": open ? listId : undefined,
      "aria-activedescendant": open && current ? rowId(listId, current) : undefined,
      onChange: (event: ChangeEvent<HTMLInputElement>) => types && list.search(event.target.value),
      onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
        const act = event.nativeEvent.isComposing ? undefined : reaction(event, list, options);
        if (act === undefined) return;
        event.preventDefault();
        act();
      },
      onClick: list.show,
      onBlur: list.hide,
    },
    opener: {
      label: t("open"),
      tabIndex: -1,
      disabled,
      "aria-haspopup": "listbox" as const,
      "aria-expanded": open,
      onMouseDown: (event: SyntheticEvent) => event.preventDefault(),
      onClick() {
        input.current?.focus();
        if (open) list.hide();
        else list.show();
      },
    },
    popup: {
      open,
      list: {
        id: listId,
        label,
        rows,
        note: list.note,
        active,
        several,
        onHover: list.activate,
        onPick: (index: number) => list.choose(rows[index]),
      },
    },
  };
}

type List = ReturnType<typeof useList>;

/** The list: whether it is open, what was typed to search it, and which row the reader is at. */
function useList({ disabled, types, several, choices, pick }: ComboboxOptions, selectText: () => void) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const { rows, note } = useMemo(() => (open ? choices(query) : { rows: [], note: null }), [open, query, choices]);
  const last = rows.length - 1;

  const hide = () => {
    setOpen(false);
    setQuery(null);
    setActive(-1);
  };
  return {
    open,
    query,
    rows,
    note,
    active,
    activate: setActive,
    hide,
    show() {
      if (disabled || open) return;
      setActive(choices(null).rows.findIndex((row) => row.selected));
      setOpen(true);
      if (types && !several) selectText();
    },
    search(text: string) {
      setQuery(text);
      setOpen(true);
      setActive(text.trim() === "" ? -1 : 0);
    },
    /** Goes to a row, from the last on to the first and back. */
    turn: (to: number) => setActive(to > last ? 0 : to < 0 ? last : to),
    /** Goes to a row, or as far as there are rows. */
    jump: (to: number) => setActive(Math.max(0, Math.min(last, to))),
    /** Goes to the next row that begins with a letter. */
    seek(letter: string) {
      const all = choices(null).rows;
      const after = [...all.keys()].map((step) => (active + 1 + step) % all.length);
      const found = after.find((index) => all[index]?.text.toLowerCase().startsWith(letter.toLowerCase()));
      if (found === undefined) return;
      setOpen(true);
      setActive(found);
    },
    choose(row: Row | undefined) {
      if (row) pick(row, query?.trim() ?? "");
      if (!several) {
        hide();
      } else if (row) {
        // The next option has moved up to where this one was.
        setActive(query ? -1 : Math.min(active, last - 1));
        setQuery(null);
      }
    },
  };
}

/** What a key does; undefined for keys that are the input's own. */
function reaction(event: KeyboardEvent, list: List, { types, clear }: ComboboxOptions): (() => void) | undefined {
  const { key } = event;
  const { open, query, rows, active, hide, show } = list;
  const letter = !types && key.length === 1 && key !== " ";
  if (letter) return () => list.seek(key);
  if (key === "Escape" && (open || clear)) {
    event.stopPropagation(); // a dialog around it stays
    return () => {
      hide();
      if (!query) clear?.();
    };
  }
  if (!open) return ["ArrowDown", "ArrowUp", "Enter"].includes(key) || (key === " " && !types) ? show : undefined;
  switch (key) {
    case "ArrowDown":
      return () => list.turn(active + 1);
    case "ArrowUp":
      return event.altKey ? hide : () => list.turn(active - 1);
    case "PageDown":
      return () => list.jump(active + PAGE);
    case "PageUp":
      return () => list.jump(active - PAGE);
    case "Home":
      return query === null ? () => list.jump(0) : undefined;
    case "End":
      return query === null ? () => list.jump(rows.length) : undefined;
    case "Enter":
      return () => list.choose(rows[active] ?? (query ? rows[0] : undefined));
    case " ":
      return types ? undefined : () => list.choose(rows[active]);
    default:
      return undefined;
  }
}

/** The open list of a combobox, and what a screen reader is told of it. */
export function ComboboxPopup({ combobox, testId }: { combobox: Combobox; testId: string }) {
  const { frame, popup } = combobox;
  const { open, list } = popup;
  const count = list.rows.length;
  const told = list.note ?? t("results", { count });
  return (
    <>
      <span className="lit-unseen" aria-live="polite">
        {open ? told : ""}
      </span>
      {open && (
        <Popup anchor={frame} maxHeight={LIST_HEIGHT} testId={testId}>
          <Listbox {...list} />
        </Popup>
      )}
    </>
  );
}
