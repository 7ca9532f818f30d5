import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { NumberInput } from "../protocol";
import type { ElementProps } from "../ui/element";
import { applyWith, ErrorIcon, FieldButton, FieldError, FieldIcon, Frame, Hint, invalidity } from "../ui/field";
import { addStep, formatNumber } from "../ui/format";
import { WidgetLabel } from "../ui/label";
import { useProblem } from "../ui/problem";
import { useEdited, useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./number_input.css";

addStyle(sheet);

/** A number, typed or stepped to. */
export function NumberInputView({ element, page }: ElementProps<NumberInput>) {
  const { label, disabled, icon, placeholder, min, max, step, required, default: initial } = element;
  const field = useNumberField(page, element);
  const { errorId, problem } = field;
  return (
    <div className="stNumberInput" data-testid="stNumberInput">
      <WidgetLabel element={element} htmlFor={field.id} required={required} />
      <Frame invalid={problem !== null} disabled={disabled} data-testid="stNumberInputContainer">
        <FieldIcon icon={icon} testId="stNumberInputIcon" />
        <input
          {...field.control}
          {...invalidity(problem, errorId)}
          className="lit-input lit-number"
          data-testid="stNumberInputField"
          type="number"
          inputMode={min !== null && min >= 0 ? (Number.isInteger(step) ? "numeric" : "decimal") : undefined}
          placeholder={placeholder ?? ""}
          aria-label={label}
          aria-required={required || undefined}
          disabled={disabled}
          min={min ?? undefined}
          max={max ?? undefined}
          step={step}
        />
        <ErrorIcon problem={problem} testId="stNumberInputErrorIcon" />
        {initial === null && field.value !== null && !required && !disabled && (
          <FieldButton
            glyph="close"
            label={t("clearValue")}
            data-testid="stNumberInputClearButton"
            onPointerDown={(event) => event.preventDefault()}
            onClick={field.empty}
          />
        )}
        <span className="lit-number-steps">
          <Stepper field={field} by={-step} disabled={disabled} />
          <Stepper field={field} by={step} disabled={disabled} />
        </span>
      </Frame>
      <FieldError problem={problem} id={errorId}>
        {problem !== null && t("errorIn", { problem })}
      </FieldError>
      {field.focused && problem === null && <Hint action={field.action} />}
    </div>
  );
}

function Stepper({ field, by, disabled }: { field: NumberField; by: number; disabled: boolean }) {
  const up = by > 0;
  return (
    <FieldButton
      glyph={up ? "plus" : "minus"}
      label={t(up ? "increment" : "decrement")}
      data-testid={up ? "stNumberInputStepUp" : "stNumberInputStepDown"}
      tabIndex={-1}
      disabled={disabled || !field.canStep(by)}
      onClick={() => field.step(by)}
    />
  );
}

type NumberField = ReturnType<typeof useNumberField>;

/** The behaviour of a number field: text while it is typed, a number as soon as it makes one. */
function useNumberField(page: Page, element: NumberInput) {
  const { min, max, format, data_type: type, required } = element;
  const { value, edit, commit } = useValue<number | null>(page.values, element);
  const edited = useEdited(page.values, element);
  const [focused, setFocused] = useState(false);
  // What was typed, for the value that it made: a value from elsewhere shows itself again.
  const [typed, setTyped] = useState<{ text: string; value: number | null } | null>(null);
  const ref = useRef<HTMLInputElement>(null);
  const id = useId();
  const draft = typed !== null && typed.value === value ? typed.text : null;
  const shown = draft ?? (value === null ? "" : written(value, format));

  const find = () => {
    if (ref.current?.validity?.badInput) return t("numberUnreadable");
    if (draft === null) return required && value === null ? t("requiredField") : null;
    if (draft === "") return required ? t("requiredField") : null;
    return outside(Number(draft), min, max);
  };
  const { problem, check, clear } = useProblem(page, element, find, () => ref.current?.focus());

  const apply = () => {
    if (draft === null) return;
    if (!check()) return;
    setTyped(null);
    commit(draft === "" ? (element.default as number | null) : value);
  };
  const canStep = (by: number) => {
    const next = value === null ? null : addStep(value, by);
    return next !== null && outside(next, min, max) === null;
  };
  const step = (by: number) => {
    // A number that was typed out of range stays until the reader has mended it.
    if (draft !== null && draft !== "" && !check()) return;
    if (value === null || !canStep(by)) return;
    clear();
    setTyped(null);
    commit(addStep(value, by));
  };
  const submits = page.values.submitButton(element) !== null;
  const pending = draft !== null && (edited || draft === "" || outside(Number(draft), min, max) !== null);

  return {
    id,
    errorId: `${id}-validation-error`,
    value,
    problem,
    focused,
    action: focused && pending && (element.form === null || submits) ? applyWith(submits, false) : null,
    canStep,
    step,
    /** Empties the field and applies that. */
    empty() {
      clear();
      setTyped(null);
      commit(null);
      ref.current?.focus();
    },
    control: {
      ref,
      id,
      value: shown,
      onChange(event: { target: HTMLInputElement }) {
        clear();
        const text = event.target.value;
        const number = text === "" ? Number.NaN : type === "int" ? Math.trunc(Number(text)) : Number(text);
        const good = Number.isFinite(number) && outside(number, min, max) === null;
        setTyped({ text, value: good ? number : value });
        if (good) edit(number);
      },
      onFocus: () => setFocused(true),
      onBlur() {
        setFocused(false);
        apply();
      },
      onKeyDown(event: KeyboardEvent) {
        if (event.key === "ArrowUp" || event.key === "ArrowDown") {
          event.preventDefault();
          step(event.key === "ArrowUp" ? element.step : -element.step);
        } else if (event.key === "Enter") {
          apply();
          page.values.enter(element);
        }
      },
      // A wheel over a focused number field would change the number; it is meant to scroll the page.
      onWheel: () => ref.current?.blur(),
    },
  };
}

/** A number as its field shows it; a format that makes no number of it is passed over. */
function written(value: number, format: string | null): string {
  const text = formatNumber(value, format);
  return text !== "" && Number.isFinite(Number(text)) ? text : String(value);
}

function outside(value: number, min: number | null, max: number | null): string | null {
  const below = min !== null && value < min;
  const above = max !== null && value > max;
  if (!below && !above) return null;
  if (min !== null && max !== null) return t("numberOutside", { min, max });
  return below ? t("numberBelow", { min: min ?? "" }) : t("numberAbove", { max: max ?? "" });
}
