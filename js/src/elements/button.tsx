import type { Button } from "../protocol";
import { PushButton } from "../ui/button";
import type { ElementProps } from "../ui/element";
import { addStyle } from "../ui/style";
import sheet from "./button.css";

addStyle(sheet);

/** A button; the one of a form sends what the form holds. */
export function ButtonView({ element, page }: ElementProps<Button>) {
  const { type, submit, label, help, icon, icon_position: iconPosition, shortcut, wrap, disabled, width } = element;
  const name = submit ? "stFormSubmitButton" : "stButton";
  const stretch = width !== "content";
  return (
    <div className={`lit-button-place ${name}`} data-testid={name} data-stretch={stretch || undefined}>
      <PushButton
        kind={submit ? `${type}FormSubmit` : type}
        look={type}
        label={label}
        help={help}
        icon={icon}
        iconPosition={iconPosition}
        shortcut={shortcut}
        wrap={wrap}
        stretch={stretch}
        disabled={disabled}
        onClick={() => page.values.trigger(element)}
      />
    </div>
  );
}
