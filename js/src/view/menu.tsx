/** The main menu: its button and its keys. What it holds is fetched when it is first opened. */

import { type RefObject, useEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { ChosenTheme } from "../theme/theme";
import { Glyph } from "../ui/glyph";
import { lazily } from "../ui/lazy";
import { concernsPage, type Shortcut, strikes } from "../ui/shortcut";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./menu.css";
import type { Asked, ToolbarMode } from "./menu_box";
import type { Settings } from "./settings";

addStyle(sheet);

export const MenuBox = lazily(() => import("./menu_box").then((module) => module.MenuBox), null);
export const MenuAnswer = lazily(() => import("./menu_box").then((module) => module.MenuAnswer), null);

const RERUN: Shortcut = { key: "r", main: false, alt: false, shift: false };
const CLEAR: Shortcut = { ...RERUN, key: "c" };

interface MainMenuProps {
  page: Page;
  /** The reader's choice of a theme; null where the host decides. */
  theme: ChosenTheme | null;
  settings: Settings;
  mode: ToolbarMode;
  /** Whether the app fills a page of its own. */
  whole: boolean;
}

export function MainMenu({ page, theme, settings, mode, whole }: MainMenuProps) {
  const [open, setOpen] = useState(false);
  const [asked, ask] = useState<Asked>(null);
  const box = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = useSignal(page.config)?.menu_items ?? {};
  useKeys(box, whole, page, mode === "developer" ? () => ask("clear") : null);
  const own = Boolean(items["Report a bug"] || items["Get help"]);
  if (mode === "minimal" && !own && !items.About) return <span ref={box} hidden />;
  const fetch = () => void MenuBox.preload();
  return (
    <span
      ref={box}
      id={whole ? "MainMenu" : undefined}
      className="lit-menu stMainMenu"
      data-testid="stMainMenu"
      data-open={open}
    >
      <button
        ref={button}
        type="button"
        className="lit-icon-button"
        data-testid="stMainMenuButton"
        aria-label={t("menu")}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={fetch}
        onFocus={fetch}
        onClick={() => setOpen(!open)}
      >
        <Glyph name="menu" />
      </button>
      {open && (
        <MenuBox
          page={page}
          theme={theme}
          settings={settings}
          mode={mode}
          whole={whole}
          items={items}
          box={box}
          button={button}
          leave={() => setOpen(false)}
          ask={ask}
        />
      )}
      {asked !== null && <MenuAnswer page={page} asked={asked} about={items.About ?? null} close={() => ask(null)} />}
    </span>
  );
}

/** Lets a letter do what its entry of the menu does; within a notebook only while the reader is in the app. */
function useKeys(box: RefObject<HTMLElement>, whole: boolean, page: Page, clear: (() => void) | null): void {
  useEffect(() => {
    const struck = (event: globalThis.KeyboardEvent) => {
      if (!box.current || !concernsPage(box.current, event)) return;
      if (!whole && event.target === document.body) return;
      const action = strikes(RERUN, event) ? () => page.rerun() : strikes(CLEAR, event) ? clear : null;
      if (action === null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", struck); // after the document: an author's own shortcut comes first
    return () => window.removeEventListener("keydown", struck);
  }, [box, whole, page, clear]);
}
