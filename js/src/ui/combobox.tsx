/**
 * A field with a list of options: what it does with keys, clicks and typing. Looks are its users' business.
 *
 * The focus stays in the input; `aria-activedescendant` says where in the list the reader is.
 */

import { type ChangeEvent, type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
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
}

export type Combobox = ReturnType<typeof useCombobox>;

export function useCombobox({
  label,
  disabled,
  required = false,
  types,
  few,
  several,
  text,
  choices,
  pick,
}: ComboboxOptions) {
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const id = useId();
  const listId = `${id}-list`;
  const { rows, note } = useMemo(() => (open ? choices(query) : { rows: [], note: null }), [open, query, choices]);
  const current = rows[active];

  const show = () => {
    if (disabled || open) return;
    setActive(choices(null).rows.findIndex((row) => row.selected));
    setOpen(true);
    if (types && !several) input.current?.select();
  };
  const hide = () => {
    setOpen(false);
    setQuery(null);
    setActive(-1);
  };
  const choose = (row: Row | undefined) => {
    if (row) pick(row, query?.trim() ?? "");
    if (!several) {
      hide();
    } else if (row) {
      // The next option has moved up to where this one was.
      setActive(query ? -1 : Math.min(active, rows.length - 2));
      setQuery(null);
    }
  };
  /** Goes to the next option that begins with a letter, as in a list that cannot be typed into. */
  const seek = (letter: string) => {
    const all = choices(null).rows;
    const after = [...all.keys()].map((step) => (active + 1 + step) % all.length);
    const found = after.find((index) => all[index]?.text.toLowerCase().startsWith(letter.toLowerCase()));
    if (found === undefined) return;
    setOpen(true);
    setActive(found);
  };
  const move = (to: number) => setActive(Math.max(0, Math.min(rows.length - 1, to)));

  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const act = open ? opened(event) : closed(event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const closed = ({ key }: KeyboardEvent): (() => void) | undefined => {
    if (["ArrowDown", "ArrowUp", "Enter"].includes(key) || (!types && key === " ")) return show;
    return letter(key);
  };
  const opened = (event: KeyboardEvent): (() => void) | undefined => {
    switch (event.key) {
      case "ArrowDown":
        return () => move(active + 1 === rows.length ? 0 : active + 1);
      case "ArrowUp":
        if (event.altKey) return hide;
        return () => move(active <= 0 ? rows.length - 1 : active - 1);
      case "PageDown":
        return () => move(active + PAGE);
      case "PageUp":
        return () => move(active - PAGE);
      case "Home":
        return types && query !== null ? undefined : () => move(0);
      case "End":
        return types && query !== null ? undefined : () => move(rows.length - 1);
      case "Enter":
        return () => choose(current ?? (query ? rows[0] : undefined));
      case " ":
        return types ? undefined : () => choose(current);
      case "Escape":
        event.stopPropagation();
        return hide;
      default:
        return letter(event.key);
    }
  };
  const letter = (key: string) => (types || key.length > 1 || key === " " ? undefined : () => seek(key));

  const typed = (event: ChangeEvent<HTMLInputElement>) => {
    if (!types) return;
    const next = event.target.value;
    setQuery(next);
    setOpen(true);
    setActive(next.trim() === "" ? -1 : 0);
  };

  return {
    frame,
    open,
    query,
    hide,
    focus: () => input.current?.focus(),
    /** Spread on the input. */
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
      onChange: typed,
      onKeyDown: pressed,
      onClick: show,
      onBlur: hide,
    },
    /** Spread on the button that opens and closes. */
    opener: {
      label: t("open"),
      tabIndex: -1,
      disabled,
      "aria-haspopup": "listbox" as const,
      "aria-expanded": open,
      onPointerDown: (event: { preventDefault(): void }) => event.preventDefault(),
      onMouseDown: (event: { preventDefault(): void }) => event.preventDefault(),
      onClick() {
        input.current?.focus();
        if (open) hide();
        else show();
      },
    },
    list: {
      id: listId,
      label,
      rows,
      note,
      active,
      several,
      onHover: setActive,
      onPick: (index: number) => choose(rows[index]),
    },
  };
}

/** The open list of a combobox, and what a screen reader is told of it. */
export function ComboboxPopup({ combobox, testId }: { combobox: Combobox; testId: string }) {
  const { open, list, frame } = combobox;
  const count = list.rows.length;
  const told = list.note ?? (count === 1 ? t("result") : t("results", { count }));
  return (
    <>
      <span className="lit-unseen" role="status">
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
