/** A field for text, of one line or several: typed in the browser, applied by Enter or on leaving. */

import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { TextArea, TextInput } from "../protocol";
import { applyWith } from "./field";
import { useProblem } from "./problem";
import { useEdited, useValue } from "./signals";
import { t } from "./text";

type TextElement = TextInput | TextArea;
type Control = HTMLInputElement | HTMLTextAreaElement;

interface TextFieldOptions {
  /** Enter makes a line; with Ctrl or Cmd it applies. */
  several: boolean;
  /** Names what is wrong with a text, beyond its being required. */
  validate?: (text: string) => string | null;
  /** Apply after a pause of so many milliseconds; null: never by itself. */
  pause?: number | null;
}

/** The behaviour of a text field: spread `control` on the `input` or `textarea`. */
export function useTextField<C extends Control>(
  page: Page,
  element: TextElement,
  { several, validate = () => null, pause = null }: TextFieldOptions,
) {
  const { value, edit, commit } = useValue<string | null>(page.values, element);
  const edited = useEdited(page.values, element);
  const [focused, setFocused] = useState(false);
  const ref = useRef<C>(null);
  const id = useId();
  const text = value ?? "";
  const limit = element.max_chars;

  const find = () => {
    if (text.trim() === "") return element.required ? t("requiredField") : null;
    return validate(text);
  };
  const { problem, check, clear } = useProblem(page, element, find, () => ref.current?.focus());

  // In a form there is nothing to apply: the button looks for problems and takes what the field shows. A draft goes
  // to its fragment before.
  const apply = () => {
    if ((element.form === null || element.draft) && page.values.edited(element) && check()) commit(value);
  };
  const applyLater = useRef(apply);
  applyLater.current = apply;
  const waits = pause !== null && edited;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the text starts the pause anew
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => applyLater.current(), pause ?? 0);
    return () => clearTimeout(timer);
  }, [waits, pause, text]);

  return {
    id,
    errorId: `${id}-error`,
    text,
    problem,
    focused,
    /** What the hint says of applying the edit; null while there is nothing to apply. */
    action: focused && edited && (pause === null || element.form !== null) ? hint(page, element, several) : null,
    /** Empties the field and applies that. */
    empty() {
      clear();
      commit("");
      ref.current?.focus();
    },
    control: {
      ref,
      id,
      value: text,
      disabled: element.disabled,
      maxLength: limit ?? undefined,
      "aria-label": element.label,
      "aria-required": element.required || undefined,
      onChange(event: ChangeEvent<C>) {
        clear();
        edit(limit === null ? event.target.value : [...event.target.value].slice(0, limit).join(""));
      },
      onFocus: () => setFocused(true),
      onBlur() {
        setFocused(false);
        apply();
      },
      onKeyDown(event: KeyboardEvent<C>) {
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        if (several && !event.ctrlKey && !event.metaKey) return;
        if (several) event.preventDefault();
        apply();
        page.values.enter(element);
      },
    },
  };
}

/** How an edit is applied; in a form that no Enter submits there is nothing to say. */
function hint(page: Page, element: TextElement, several: boolean): string | null {
  if (element.form === null) return applyWith(false, several);
  if (page.values.of(element).peek() === element.default) return null;
  return page.values.submitButton(element) === null ? null : applyWith(true, several);
}
