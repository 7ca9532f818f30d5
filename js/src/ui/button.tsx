/** The button: what `button`, `form_submit_button` and others that look like them draw. */

import { type ComponentPropsWithoutRef, type ReactNode, useEffect, useRef } from "react";
import sheet from "./button.css";
import { modifierName } from "./field";
import { Icon } from "./icon";
import { Markdown } from "./markdown";
import { concerns, readShortcut, shortcutText, strikes } from "./shortcut";
import { addStyle } from "./style";
import { t } from "./text";
import { Tooltip } from "./tooltip";

addStyle(sheet);

interface PushButtonProps extends Omit<ComponentPropsWithoutRef<"button">, "type"> {
  /** What the page's names call it: "secondary", "primaryFormSubmit" … */
  kind: string;
  look: "primary" | "secondary" | "tertiary";
  label: string;
  help: string | null;
  icon?: string | null;
  iconPosition?: "left" | "right";
  shortcut?: string | null;
  /** Let a long label have several lines; null where the layout decides. */
  wrap?: boolean | null;
  /** Be as wide as the place. */
  stretch?: boolean;
  /** What stands after the label: an arrow, say. */
  tail?: ReactNode;
}

/** A button with its label in Markdown, its icon, its tooltip and its keyboard shortcut. */
export function PushButton({
  kind,
  look,
  label,
  help,
  icon = null,
  iconPosition = "left",
  shortcut = null,
  wrap = null,
  stretch = false,
  tail = null,
  ...rest
}: PushButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const keys = shortcut === null ? null : readShortcut(shortcut);
  useShortcut(shortcut, button);
  const apple = modifierName() === "⌘";
  return (
    <Tooltip text={help}>
      <button
        ref={button}
        type="button"
        className="lit-button"
        // Streamlit's own name for the look, by which authors' CSS finds it.
        {...{ kind }}
        data-testid={`stBaseButton-${kind}`}
        data-type={look}
        data-stretch={stretch || undefined}
        title={wrap === false && !help ? label : undefined}
        {...rest}
      >
        <span className="lit-button-content" data-has-shortcut={keys !== null}>
          {icon !== null && (
            <span className="lit-button-icon" data-position={iconPosition}>
              <Icon icon={icon} />
            </span>
          )}
          {label !== "" && (
            <span className="lit-button-label" data-wrap={wrap ?? "auto"}>
              <Markdown body={label} inline />
            </span>
          )}
          {keys !== null && (
            <kbd className="lit-button-key" aria-label={t("shortcut", { keys: shortcutText(keys, apple) })}>
              {shortcutText(keys, apple)}
            </kbd>
          )}
          {tail}
        </span>
      </button>
    </Tooltip>
  );
}

/** Clicks the button when its keys are struck and nobody is typing. */
function useShortcut(shortcut: string | null, button: { readonly current: HTMLButtonElement | null }): void {
  useEffect(() => {
    const keys = shortcut === null ? null : readShortcut(shortcut);
    if (keys === null) return;
    const struck = (event: KeyboardEvent) => {
      const target = button.current;
      if (target === null || !strikes(keys, event) || !concerns(target, event)) return;
      event.preventDefault();
      target.click();
    };
    document.addEventListener("keydown", struck);
    return () => document.removeEventListener("keydown", struck);
  }, [shortcut, button]);
}
