import type { MouseEvent } from "react";
import type { LinkButton } from "../protocol";
import { LinkedButton } from "../ui/button";
import type { ElementProps } from "../ui/element";
import { addStyle } from "../ui/style";
import sheet from "./button.css";

addStyle(sheet);

/** A link that looks like a button; Python is told of clicks where the script wants to know. */
export function LinkButtonView({ element, page }: ElementProps<LinkButton>) {
  const { type, url, label, help, icon, icon_position: iconPosition, shortcut, wrap, disabled, width } = element;
  const stretch = width !== "content";
  const followed = (event: MouseEvent) => {
    if (disabled) event.preventDefault();
    else if (element.id !== "") page.values.trigger(element);
  };
  return (
    <div className="lit-button-place stLinkButton" data-testid="stLinkButton" data-stretch={stretch || undefined}>
      <LinkedButton
        kind={type}
        look={type}
        label={label}
        help={help}
        icon={icon}
        iconPosition={iconPosition}
        shortcut={shortcut}
        wrap={wrap}
        stretch={stretch}
        url={url}
        disabled={disabled}
        onClick={followed}
      />
    </div>
  );
}
