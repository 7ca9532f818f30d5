/** The label above or beside a widget. */

import type { WidgetElement } from "../protocol";
import sheet from "./label.css";
import { Markdown } from "./markdown";
import { addStyle } from "./style";
import { t } from "./text";
import { Help } from "./tooltip";

addStyle(sheet);

type Labelled = Pick<WidgetElement, "label" | "help" | "disabled" | "label_visibility">;

interface WidgetLabelProps {
  element: Labelled;
  htmlFor?: string;
  id?: string;
  /** Say that the widget must not be left empty. */
  required?: boolean;
}

/**
 * A widget's label with its help.
 *
 * What the reader sees is drawn from Markdown and hidden from screen readers: the control carries the label itself as
 * its `aria-label`, whatever `label_visibility` says.
 */
export function WidgetLabel({ element, htmlFor, id, required = false }: WidgetLabelProps) {
  const { label, help, disabled, label_visibility: visibility } = element;
  return (
    <label
      className="lit-label"
      data-testid="stWidgetLabel"
      data-visibility={visibility}
      data-disabled={disabled || undefined}
      htmlFor={htmlFor}
      id={id}
    >
      <span className="lit-label-text" aria-hidden="true">
        <Markdown body={label} inline />
        {required && (
          <span className="lit-label-required" data-testid="stWidgetLabelRequired">
            {t("required")}
          </span>
        )}
      </span>
      <Help text={help} label={label} />
    </label>
  );
}
