/** The main menu of a page: theme, rerun, print, and what the author has put into it. */

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Choice, ChosenTheme } from "../theme/theme";
import { Glyph } from "../ui/glyph";
import { Markdown } from "../ui/markdown";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./menu.css";

addStyle(sheet);

const CHOICES: readonly [Choice, string][] = [
  ["system", t("themeSystem")],
  ["light", t("themeLight")],
  ["dark", t("themeDark")],
];

export function MainMenu({ page, theme }: { page: Page; theme: ChosenTheme }) {
  const [open, setOpen] = useState(false);
  const [about, setAbout] = useState<string | null>(null);
  const box = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = useSignal(page.config)?.menu_items ?? {};

  useEffect(() => {
    if (!open) return;
    list.current?.querySelector("button")?.focus();
    const outside = (event: PointerEvent) => {
      if (!event.composedPath().includes(box.current as EventTarget)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const chosen = (action: () => void) => () => {
    close();
    action();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(false);
    else if (list.current && moveFocus(list.current, event.key)) event.preventDefault();
  };
  const link = (name: string, label: string, id: string) => {
    const url = items[name];
    return url ? <Item id={id} label={label} act={chosen(() => window.open(url, "_blank", "noopener"))} /> : null;
  };
  return (
    <span ref={box} id="MainMenu" className="lit-menu stMainMenu" data-testid="stMainMenu">
      <button
        ref={button}
        type="button"
        className="lit-icon-button"
        data-testid="stMainMenuButton"
        aria-label={t("menu")}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Glyph name="menu" />
      </button>
      {open && (
        <div className="lit-menu-popover" data-testid="stMainMenuPopover">
          <div
            ref={list}
            className="lit-menu-list"
            data-testid="stMainMenuList"
            role="menu"
            aria-label={t("menu")}
            tabIndex={-1}
            onKeyDown={pressed}
          >
            {/* biome-ignore lint/a11y/useSemanticElements: a group of a menu is no fieldset */}
            <div className="lit-menu-group" role="group" aria-label={t("theme")}>
              {CHOICES.map(([choice, label]) => (
                <button
                  key={choice}
                  type="button"
                  className="lit-menu-theme"
                  data-testid={`stMainMenuItem-theme-${choice[0]?.toUpperCase()}${choice.slice(1)}`}
                  role="menuitemradio"
                  aria-checked={theme.choice === choice}
                  tabIndex={-1}
                  onClick={chosen(() => theme.choose(choice))}
                >
                  {label}
                </button>
              ))}
            </div>
            <Item id="rerun" label={t("rerun")} shortcut="R" act={chosen(() => page.rerun())} />
            <Item id="print" label={t("print")} act={chosen(() => window.print())} />
            {link("Get help", t("getHelp"), "community")}
            {link("Report a bug", t("reportBug"), "reportBug")}
            {items.About && <Item id="about" label={t("about")} act={chosen(() => setAbout(items.About ?? null))} />}
          </div>
        </div>
      )}
      {about !== null && <About text={about} close={() => setAbout(null)} />}
    </span>
  );
}

interface ItemProps {
  id: string;
  label: string;
  shortcut?: string;
  act(): void;
}

function Item({ id, label, shortcut, act }: ItemProps) {
  return (
    <button
      type="button"
      className="lit-menu-item"
      data-testid={`stMainMenuItem-${id}`}
      role="menuitem"
      tabIndex={-1}
      onClick={act}
    >
      <span data-testid="stMainMenuItemLabel">{label}</span>
      {shortcut !== undefined && <kbd className="lit-menu-key">{shortcut}</kbd>}
    </button>
  );
}

/** What the author says about the app. */
function About({ text, close }: { text: string; close(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="lit-about" aria-label={t("about")} onClose={close}>
      <button
        type="button"
        className="lit-icon-button lit-about-close"
        aria-label={t("close")}
        onClick={() => dialog.current?.close()}
      >
        <Glyph name="close" />
      </button>
      <Markdown body={text} />
    </dialog>
  );
}

/** Moves the focus through a menu with the arrow keys; tells whether the key was one of them. */
function moveFocus(list: HTMLElement, key: string): boolean {
  const items = [...list.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  const to: Partial<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: -1,
  };
  const next = to[key];
  if (next === undefined) return false;
  items.at(next % items.length)?.focus();
  return true;
}
