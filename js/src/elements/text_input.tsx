import { useState } from "react";
import type { TextInput } from "../protocol";
import type { ElementProps } from "../ui/element";
import { ErrorIcon, FieldButton, FieldError, FieldIcon, Frame, Hint, invalidity } from "../ui/field";
import { WidgetLabel } from "../ui/label";
import { t } from "../ui/text";
import { useTextField } from "../ui/text_field";

const HTML_TYPES: Record<string, string> = { default: "text", phone: "tel" };

/** One line of text. */
export function TextInputView({ element, page }: ElementProps<TextInput>) {
  const { type, disabled, icon, placeholder, autocomplete, live, live_delay_ms: delay } = element;
  const [visible, setVisible] = useState(false);
  const field = useTextField<HTMLInputElement>(page, element, {
    several: false,
    validate: (text) => mismatch(text, element),
    pause: live ? delay : null,
  });
  const secret = type === "password" && !visible;
  return (
    <div className="stTextInput" data-testid="stTextInput">
      <WidgetLabel element={element} htmlFor={field.id} required={element.required} />
      <Frame invalid={field.problem !== null} disabled={disabled} data-testid="stTextInputRootElement">
        <FieldIcon icon={icon} testId="stTextInputIcon" />
        <input
          {...field.control}
          {...invalidity(field.problem, field.errorId)}
          className="lit-input"
          data-testid="stTextInputField"
          type={type === "password" ? (secret ? "password" : "text") : (HTML_TYPES[type] ?? type)}
          placeholder={placeholder ?? ""}
          autoComplete={autocomplete}
          enterKeyHint={type === "search" ? "search" : undefined}
        />
        <ErrorIcon problem={field.problem} testId="stTextInputErrorIcon" />
        {type === "search" && field.text !== "" && !disabled && (
          <FieldButton
            glyph="close"
            label={t("clearEntry")}
            data-testid="stTextInputClearButton"
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={field.empty}
          />
        )}
        {type === "password" && (
          <FieldButton
            glyph={secret ? "eye" : "eyeOff"}
            label={t(secret ? "showPassword" : "hidePassword")}
            aria-pressed={visible}
            disabled={disabled}
            onClick={() => setVisible(secret)}
          />
        )}
      </Frame>
      <FieldError problem={field.problem} id={field.errorId} />
      {field.focused && field.problem === null && (
        <Hint action={field.action} length={field.text.length} limit={element.max_chars} />
      )}
    </div>
  );
}

/** What is wrong with a text that does not match the author's pattern; a pattern that is none lets everything pass. */
function mismatch(text: string, { validate, validate_message: message }: TextInput): string | null {
  if (validate === null || validate === "") return null;
  let pattern: RegExp;
  try {
    pattern = new RegExp(validate, "su");
  } catch {
    return null;
  }
  return pattern.test(text) ? null : message || t("invalidPattern", { pattern: String(pattern) });
}
