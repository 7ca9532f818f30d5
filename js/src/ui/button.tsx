/** The button: what `button`, `form_submit_button` and others that look like them draw. */

import { type ComponentPropsWithoutRef, type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import sheet from "./button.css";
import { modifierName } from "./field";
import { Icon } from "./icon";
import { Markdown, plainText } from "./markdown";
import { concerns, readShortcut, shortcutText, strikes } from "./shortcut";
import { addStyle } from "./style";
import { t } from "./text";
import { Tooltip } from "./tooltip";
import { tellWhole } from "./whole";

addStyle(sheet);

const SCRIPTS = new Set(["javascript:", "vbscript:", "data:"]);

/** How a button looks, whatever it is. */
interface Look {
  /** What the page's names call it: "secondary", "primaryFormSubmit" … */
  kind: string;
  look: "primary" | "secondary" | "tertiary";
  label: string;
  help: string | null;
  icon?: string | null | undefined;
  iconPosition?: "left" | "right" | undefined;
  shortcut?: string | null | undefined;
  /** Let a long label have several lines; null where the layout decides. */
  wrap?: boolean | null | undefined;
  /** Be as wide as the place. */
  stretch?: boolean | undefined;
  /** What stands after the label: an arrow, say. */
  tail?: ReactNode;
}

interface PushButtonProps extends Omit<ComponentPropsWithoutRef<"button">, "type">, Look {}

/** A button with its label in Markdown, its icon, its tooltip and its keyboard shortcut. */
export function PushButton({
  kind,
  look,
  label,
  help,
  icon,
  iconPosition,
  shortcut,
  wrap,
  stretch,
  tail,
  ...rest
}: PushButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useShortcut(shortcut ?? null, button);
  return (
    <Tooltip text={help}>
      <button
        ref={button}
        type="button"
        data-testid={`stBaseButton-${kind}`}
        {...worn({ kind, look, label, help, icon, stretch })}
        {...rest}
      >
        <Content label={label} icon={icon} iconPosition={iconPosition} shortcut={shortcut} wrap={wrap} tail={tail} />
      </button>
    </Tooltip>
  );
}

interface LinkedButtonProps extends Look {
  url: string;
  disabled: boolean;
  onClick(event: MouseEvent): void;
}

/** A link, to another tab, that looks like a button. */
export function LinkedButton({ url, disabled, onClick, ...given }: LinkedButtonProps) {
  const { kind, help, shortcut } = given;
  const link = useRef<HTMLAnchorElement>(null);
  useShortcut(shortcut ?? null, link);
  return (
    <Tooltip text={help}>
      <a
        ref={link}
        href={disabled ? undefined : leadsTo(url)}
        target="_blank"
        rel="noopener noreferrer"
        data-testid={`stBaseLinkButton-${kind}`}
        {...worn(given)}
        {...(disabled && { role: "link", "aria-disabled": true })}
        onClick={onClick}
      >
        <Content {...given} />
      </a>
    </Tooltip>
  );
}

/** Where a link may lead; nothing for what would run as a script. */
function leadsTo(url: string): string | undefined {
  const link = document.createElement("a");
  link.href = url;
  return SCRIPTS.has(link.protocol) ? undefined : url;
}

/** What a button wears to look like one. */
function worn({ kind, look, label, help, icon, stretch }: Omit<Look, "tail" | "shortcut" | "iconPosition" | "wrap">) {
  return {
    className: "lit-button",
    // Streamlit's own name for the look, by which authors' CSS finds it.
    kind,
    "data-type": look,
    "data-stretch": stretch || undefined,
    onPointerEnter: help ? undefined : tellWhole,
    "aria-label": label === "" ? (help ? plainText(help) : iconName(icon)) : undefined,
  };
}

/** The name of a button that has only an icon, and nothing said about it. */
function iconName(icon: string | null | undefined): string | undefined {
  const name = icon?.match(/^:material\/(\w+):$/)?.[1] ?? icon;
  return name?.replaceAll("_", " ");
}

function Content({
  label,
  icon = null,
  iconPosition = "left",
  shortcut = null,
  wrap = null,
  tail = null,
}: Omit<Look, "kind" | "look" | "help">) {
  const keys = shortcut === null ? null : readShortcut(shortcut);
  const apple = modifierName() === "⌘";
  return (
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
  );
}

/** Clicks the button when its keys are struck and nobody is typing. */
function useShortcut(shortcut: string | null, button: { readonly current: HTMLElement | null }): void {
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
