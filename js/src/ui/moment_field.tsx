/** What the fields for dates and times share: the parts being typed, the problem with them, the frame around them. */

import { type FocusEvent, type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { DateInput, DatetimeInput, TimeInput } from "../protocol";
import { applyWith, FieldButton, FieldError, Frame, Hint } from "./field";
import { Glyph } from "./glyph";
import { WidgetLabel } from "./label";
import { filled, namesIn, type PartName, type Parts, type Piece, writeParts } from "./moment_text";
import { useProblem } from "./problem";
import { useEdited, useValue } from "./signals";
import { t } from "./text";

type MomentElement = DateInput | TimeInput | DatetimeInput;
/** A value as it travels: the texts of a date field are in a list. */
type Wire = string | null | string[];

/** What has been made of the parts of a field. */
export type Reading<W extends Wire> = { value: W } | { problem: string };

interface MomentFieldOptions<W extends Wire> {
  /** The parts that a value is written in; of a range two times. */
  partsOf(value: W): Parts[];
  /** What the parts say. */
  read(parts: readonly Parts[]): Reading<W>;
  names: readonly PartName[];
}

export type MomentField<W extends Wire = Wire> = ReturnType<typeof useMomentField<W>>;

/**
 * The behaviour of a field whose value is typed in parts.
 *
 * Parts that make a value are shown as it at once; Python is told when the reader leaves the field or presses Enter.
 */
export function useMomentField<W extends Wire>(
  page: Page,
  element: MomentElement,
  { partsOf, read, names }: MomentFieldOptions<W>,
) {
  const { value, edit, commit } = useValue<W>(page.values, element);
  const edited = useEdited(page.values, element);
  // What was typed, for the value that it made: a value from elsewhere shows itself again.
  const [typed, setTyped] = useState<{ parts: Parts[]; value: W } | null>(null);
  const [focused, setFocused] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const from = useRef<HTMLElement | null>(null);
  const id = useId();
  const draft = typed !== null && same(typed.value, value) ? typed.parts : null;
  const parts = draft ?? partsOf(value);

  const find = (): string | null => {
    const empty = draft !== null ? blank(draft, names) : isEmpty(value);
    if (draft !== null && !empty) {
      const found = read(draft);
      if ("problem" in found) return found.problem;
    }
    return element.required && (empty || unfinished(element, value)) ? t("requiredField") : null;
  };
  const focus = () => frame.current?.querySelector<HTMLElement>('[role="spinbutton"]')?.focus();
  const { problem, check, clear } = useProblem(page, element, find, focus);

  const latest = useRef({ apply: () => true as boolean, check });
  const change = (index: number, next: Parts, done: boolean) => {
    const all = parts.map((each, place) => (place === index ? next : each));
    const found = blank(all, names) ? null : read(all);
    const good = found !== null && "value" in found;
    setTyped({ parts: all, value: good ? found.value : value });
    if (good) edit(found.value);
    clear();
    // A problem is told at once, once it is drawn; while a part is being typed it may be wrong for a moment.
    const whole = all.every((each) => filled(each, names) !== "some");
    if (done && whole && found !== null && "problem" in found) queueMicrotask(() => latest.current.check());
  };

  /** Tells Python, if what is typed says something; tells the reader what is wrong with it otherwise. */
  const apply = (): boolean => {
    if (draft !== null && blank(draft, names) && !element.required) {
      // Emptied: a field that cannot be empty shows its value again.
      setTyped(null);
      clear();
      if (isEmpty(element.default as W)) commit(nothing(value));
      return true;
    }
    if (draft === null && !page.values.edited(element)) return true;
    if (!check()) return false;
    setTyped(null);
    commit(value);
    return true;
  };

  latest.current = { apply, check };

  const submits = page.values.submitButton(element) !== null;
  return {
    id,
    errorId: `${id}-error`,
    element,
    frame,
    value,
    parts,
    problem,
    focused,
    /** Notes where the focus is when the dialog opens. */
    remember() {
      const active = frame.current?.ownerDocument.activeElement ?? null;
      from.current = frame.current?.contains(active) ? (active as HTMLElement) : null;
    },
    /** Brings it back there, or to the button that opens the dialog. */
    focusBack() {
      const button = frame.current?.querySelector<HTMLElement>('[aria-haspopup="dialog"]');
      (from.current ?? button)?.focus();
    },
    change,
    clear,
    /** Applies what is drawn by then: after a change of this moment. */
    applySoon: () => queueMicrotask(() => latest.current.apply()),
    apply,
    edit(next: W) {
      clear();
      setTyped(null);
      edit(next);
    },
    commit(next: W) {
      clear();
      setTyped(null);
      commit(next);
    },
    empty() {
      clear();
      setTyped(null);
      commit(nothing(value));
      focus();
    },
    action: focused && edited && (element.form === null || submits) ? applyWith(submits, false) : null,
    handlers: {
      onFocus: () => setFocused(true),
      onBlur(event: FocusEvent) {
        if (frame.current?.contains(event.relatedTarget as Node | null)) return;
        setFocused(false);
        apply();
      },
      onKeyDown(event: KeyboardEvent) {
        if (event.key !== "Enter" || (event.target as Element).tagName === "BUTTON") return;
        if (apply()) page.values.enter(element);
      },
    },
  };
}

/** Parts that are all there as ISO text, or what is wrong with them. */
export function readWhole(parts: Parts, pieces: readonly Piece[]): Reading<string> {
  const names = namesIn(pieces);
  if (filled(parts, names) !== "all")
    return { problem: t(names.includes("day") ? "dateUnfinished" : "timeUnfinished") };
  const value = writeParts(parts, names);
  return value === null ? { problem: t("dateUnknown") } : { value };
}

function blank(parts: readonly Parts[], names: readonly PartName[]): boolean {
  return parts.every((each) => filled(each, names) === "none");
}

function isEmpty(value: Wire): boolean {
  return value === null || value.length === 0;
}

/** Whether a range lacks its end. */
function unfinished(element: MomentElement, value: Wire): boolean {
  return "range" in element && element.range && Array.isArray(value) && value.length < 2;
}

/** No value, of the type of this one. */
function nothing<W extends Wire>(value: W): W {
  return (Array.isArray(value) ? [] : null) as W;
}

function same(one: Wire, other: Wire): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

interface MomentFrameProps {
  field: MomentField<never>;
  /** Streamlit's name of the widget, such as "stDateInput". */
  name: string;
  /** What the buttons in the field are called. */
  clearLabel: string;
  opener?: { label: string; open: boolean; dialogId: string; toggle(): void };
  /** The parts. */
  children: ReactNode;
  /** What hangs on the field. */
  dialog?: ReactNode;
}

/** The label, the frame with the parts and its buttons, and what is said below. */
export function MomentFrame({ field, name, clearLabel, opener, children, dialog }: MomentFrameProps) {
  const { element, problem, errorId } = field;
  const { disabled, required } = element;
  const clears = isEmpty(element.default as Wire) && !isEmpty(field.value) && !required && !disabled;
  const toggle = () => {
    field.remember();
    opener?.toggle();
  };
  const pressed = (event: KeyboardEvent) => {
    if (opener && event.altKey && event.key === "ArrowDown" && !disabled) {
      event.preventDefault();
      toggle();
    } else field.handlers.onKeyDown(event);
  };
  const seek = (event: PointerEvent) => {
    const target = event.target as Element;
    if (disabled || target.closest('[role="spinbutton"], button')) return;
    event.preventDefault();
    nearest(event)?.focus();
  };
  return (
    <div className={name} data-testid={name}>
      <WidgetLabel element={element} required={required} />
      <Frame
        ref={field.frame}
        invalid={problem !== null}
        disabled={disabled}
        data-testid={name === "stTimeInput" ? "stTimeInputTimeDisplay" : `${name}Field`}
        aria-keyshortcuts={opener ? "Alt+ArrowDown" : undefined}
        onFocus={field.handlers.onFocus}
        onBlur={field.handlers.onBlur}
        onKeyDown={pressed}
        onPointerDown={seek}
      >
        <div className="lit-segments-room" data-testid={opener ? `${name}FieldsScroller` : undefined}>
          {children}
        </div>
        {problem !== null && (
          <span className="lit-field-error-icon" data-testid={`${name}Error`}>
            <span className="stTooltipErrorHoverTarget" data-testid="stTooltipErrorHoverTarget" title={problem}>
              <Glyph name="error" />
            </span>
          </span>
        )}
        {clears && (
          <FieldButton
            glyph="close"
            label={clearLabel}
            data-testid={`${name}ClearButton`}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={field.empty}
          />
        )}
        {opener && (
          <FieldButton
            glyph="calendar"
            label={opener.label}
            disabled={disabled}
            aria-haspopup="dialog"
            aria-expanded={opener.open}
            aria-controls={opener.open ? opener.dialogId : undefined}
            data-testid={`${name}CalendarButton`}
            onClick={toggle}
          />
        )}
      </Frame>
      <FieldError problem={problem} id={errorId}>
        {problem !== null && t("errorIn", { problem })}
      </FieldError>
      {field.focused && problem === null && <Hint action={field.action} />}
      {dialog}
    </div>
  );
}

/** The part of a field that is nearest to a press. */
function nearest(event: PointerEvent): HTMLElement | undefined {
  const parts = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="spinbutton"]')];
  const distance = (part: HTMLElement) => {
    const { left, right } = part.getBoundingClientRect();
    return Math.max(left - event.clientX, event.clientX - right, 0);
  };
  return parts.sort((one, other) => distance(one) - distance(other))[0];
}
