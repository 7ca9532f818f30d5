import { useCallback, useId, useMemo } from "react";
import type { Selectbox } from "../protocol";
import { type Choices, ComboboxPopup, useCombobox } from "../ui/combobox";
import type { ElementProps } from "../ui/element";
import { ErrorIcon, FieldButton, FieldError, FieldIcon, Frame, invalidity } from "../ui/field";
import { WidgetLabel } from "../ui/label";
import type { Row } from "../ui/listbox";
import { FEW, NEW_OPTION, Options, promptFor } from "../ui/options";
import { useProblem } from "../ui/problem";
import { useValue } from "../ui/signals";
import { t } from "../ui/text";

/** One of many options, found by typing. */
export function SelectboxView({ element, page }: ElementProps<Selectbox>) {
  const { label, icon, required, accept_new_options: creates, filter_mode: mode, default: initial } = element;
  const options = useMemo(() => new Options(element.options), [element.options]);
  const { value, commit } = useValue<string | null>(page.values, element);
  const disabled = element.disabled || (element.options.length === 0 && !creates);
  const errorId = `${useId()}-error`;

  const choices = useCallback(
    (query: string | null): Choices => {
      const chosen = value === null ? -1 : options.texts.indexOf(value);
      const rows: Row[] = options.matching(query ?? "", mode).map((index) => {
        return { key: index, text: options.texts[index] ?? "", selected: index === chosen };
      });
      const fresh = creates ? (query?.trim() ?? "") : "";
      if (fresh !== "" && !options.has(fresh))
        rows.unshift({ key: NEW_OPTION, text: t("addOption", { option: fresh }) });
      return { rows, note: rows.length === 0 ? t("noResults") : null };
    },
    [options, mode, value, creates],
  );
  const clearable = initial === null && value !== null && !required && !disabled;
  const empty = () => {
    clear();
    commit(null);
  };
  const combobox = useCombobox({
    label,
    disabled,
    required,
    types: mode !== null,
    few: element.options.length <= FEW && !creates,
    several: false,
    text: value ?? "",
    choices,
    pick(row, query) {
      clear();
      commit(row.key === NEW_OPTION ? query : row.text);
    },
    clear: clearable ? empty : undefined,
  });
  const { problem, clear } = useProblem(
    page,
    element,
    () => (required && value === null ? t("requiredField") : null),
    combobox.focus,
  );
  return (
    <div className="stSelectbox" data-testid="stSelectbox">
      <WidgetLabel element={{ ...element, disabled }} htmlFor={combobox.input.id} required={required} />
      <Frame ref={combobox.frame} role="group" invalid={problem !== null} disabled={disabled}>
        <FieldIcon icon={icon} testId="stSelectboxIcon" />
        <input
          {...combobox.input}
          {...invalidity(problem, errorId)}
          className="lit-input"
          placeholder={promptFor(element, "one")}
        />
        <ErrorIcon problem={problem} testId="stSelectboxErrorIcon" />
        {clearable && (
          <FieldButton
            glyph="close"
            label={t("clearValue")}
            onClick={() => {
              empty();
              combobox.focus();
            }}
          />
        )}
        <FieldButton glyph="chevronDown" {...combobox.opener} />
      </Frame>
      <FieldError problem={problem} id={errorId} />
      <ComboboxPopup combobox={combobox} testId="stSelectboxVirtualDropdown" />
    </div>
  );
}
