/** What the main menu holds: theme and width, rerun, caches, print, and what the author has put into it. */

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { Page } from "../page/page";
import type { Choice, ChosenTheme } from "../theme/theme";
import { PushButton } from "../ui/button";
import { Glyph, type GlyphName } from "../ui/glyph";
import { Markdown } from "../ui/markdown";
import { Modal } from "../ui/modal";
import { Popup } from "../ui/popup";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./menu_box.css";
import { printPage } from "./paper";
import type { Settings } from "./settings";

addStyle(sheet);

/** Whom the menu is for: those who make the app, those who read it, or only what the author has put into it. */
export type ToolbarMode = "developer" | "viewer" | "minimal";

/** What the menu shows above the page once its entry has been chosen. */
export type Asked = "about" | "clear" | null;

const CHOICES: readonly [Choice, GlyphName, string][] = [
  ["system", "contrast", t("themeSystem")],
  ["light", "sun", t("themeLight")],
  ["dark", "moon", t("themeDark")],
];
const WIDTH = 224;
const HEIGHT = 480;
const BOX_WIDTH = 500;

interface MenuBoxProps {
  page: Page;
  theme: ChosenTheme | null;
  settings: Settings;
  mode: ToolbarMode;
  whole: boolean;
  /** What the author has put into the menu. */
  items: Readonly<Record<string, string | null>>;
  /** What the menu belongs to: a press in it closes nothing. */
  box: RefObject<HTMLElement>;
  button: RefObject<HTMLElement>;
  /** Closes the menu and lets the focus go on. */
  leave(): void;
  ask(asked: Asked): void;
}

export function MenuBox({ page, theme, settings, mode, whole, items, box, button, leave, ask }: MenuBoxProps) {
  const close = () => {
    leave();
    button.current?.focus();
  };
  const chosen = (action: () => void) => () => {
    close();
    action();
  };
  const link = (name: string, label: string, id: string) => {
    const url = items[name];
    return url ? <Item id={id} label={label} act={chosen(() => window.open(url, "_blank", "noopener"))} /> : null;
  };
  const about = <Item id="about" label={t("about")} act={chosen(() => ask("about"))} />;
  const links = [link("Report a bug", t("reportBug"), "report"), link("Get help", t("getHelp"), "community")];
  return (
    <Place within={whole} anchor={button}>
      <MenuList close={close} leave={leave} box={box}>
        {mode !== "minimal" && (
          <>
            {theme && <ThemeChoice theme={theme} chosen={chosen} />}
            {whole && <WideMode page={page} settings={settings} chosen={chosen} />}
            {whole && <Divider />}
            <Item id="rerun" label={t("rerun")} shortcut="R" act={chosen(() => page.rerun())} />
            {mode === "developer" && (
              <Item id="clearCache" label={t("clearCaches")} shortcut="C" act={chosen(() => ask("clear"))} />
            )}
            <Divider />
            {whole && <Item id="print" label={t("print")} act={chosen(() => void printPage())} />}
            {about}
            {links.some(Boolean) && <Divider />}
          </>
        )}
        {links[0]}
        {links[1]}
        {mode === "minimal" && items.About && about}
      </MenuList>
    </Place>
  );
}

interface MenuAnswerProps {
  page: Page;
  asked: Asked;
  /** What the author says of the app. */
  about: string | null;
  close(): void;
}

/** What stands above the page after an entry of the menu has been chosen. */
export function MenuAnswer({ page, asked, about, close }: MenuAnswerProps) {
  if (asked === "clear") return <ClearCaches page={page} close={close} />;
  return (
    <Modal title={t("about")} position="center" width={BOX_WIDTH} close={close}>
      <Markdown body={about || t("aboutText")} />
    </Modal>
  );
}

interface PlaceProps {
  /** The header has room for it: there it belongs to a landmark of the page. */
  within: boolean;
  anchor: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** Where the menu opens: a notebook's cell may be lower than the menu and would cut it off. */
function Place({ within, anchor, children }: PlaceProps) {
  const testId = "stMainMenuPopover";
  if (within) {
    return (
      <div className="lit-menu-popover" data-testid={testId}>
        {children}
      </div>
    );
  }
  return (
    <Popup anchor={anchor} maxHeight={HEIGHT} minWidth={WIDTH} testId={testId}>
      {children}
    </Popup>
  );
}

interface MenuListProps {
  /** Closes the menu and goes back to its button. */
  close(): void;
  /** Closes the menu and lets the focus go on. */
  leave(): void;
  /** What the menu belongs to: a press in it closes nothing. */
  box: RefObject<HTMLElement>;
  children: ReactNode;
}

function MenuList({ close, leave, box, children }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const leaving = useRef(leave);
  leaving.current = leave;
  useEffect(() => {
    list.current?.querySelector("button")?.focus();
    const outside = (event: PointerEvent) => {
      const path = event.composedPath();
      if (![box.current, list.current].some((part) => part && path.includes(part))) leaving.current();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [box]);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Tab") close();
    else if (!list.current || !moveFocus(list.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={list}
      className="lit-menu-list"
      data-testid="stMainMenuList"
      role="menu"
      aria-label={t("menu")}
      tabIndex={-1}
      onKeyDown={pressed}
    >
      {children}
    </div>
  );
}

type Chosen = (action: () => void) => () => void;

function ThemeChoice({ theme, chosen }: { theme: ChosenTheme; chosen: Chosen }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a menu is no fieldset
    <div className="lit-menu-group" role="group" aria-label={t("theme")} data-testid="stThemeSwitcher">
      {CHOICES.map(([choice, glyph, label]) => (
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
          <Glyph name={glyph} className="lit-menu-glyph" />
          {label}
        </button>
      ))}
    </div>
  );
}

/** As wide as the window, whatever the author wants; what the author wants anyway is not kept. */
function WideMode({ page, settings, chosen }: { page: Page; settings: Settings; chosen: Chosen }) {
  const wanted = useSignal(page.config)?.layout === "wide";
  const wide = useSignal(settings.wide) ?? wanted;
  return (
    <button
      type="button"
      className="lit-menu-item"
      data-testid="stMainMenuItem-wideMode"
      role="menuitemcheckbox"
      aria-checked={wide}
      tabIndex={-1}
      onClick={chosen(() => settings.setWide(!wide === wanted ? null : !wide))}
    >
      <span data-testid="stMainMenuItemLabel">{t("wideMode")}</span>
      <span className="lit-menu-switch" aria-hidden="true" />
    </button>
  );
}

function Divider() {
  return <div className="lit-menu-divider" data-testid="stMainMenuDivider" aria-hidden="true" />;
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
      aria-keyshortcuts={shortcut}
      onClick={act}
    >
      <span data-testid="stMainMenuItemLabel">{label}</span>
      {shortcut !== undefined && <kbd className="lit-menu-key">{shortcut}</kbd>}
    </button>
  );
}

/** Asks first: what was cached may have taken long to make. */
function ClearCaches({ page, close }: { page: Page; close(): void }) {
  const clear = () => {
    page.clearCaches();
    close();
  };
  return (
    <Modal title={t("clearCaches")} position="center" width={BOX_WIDTH} close={close}>
      <Markdown body={t("clearCachesText")} />
      <div className="lit-menu-answers">
        <PushButton kind="ghost" look="tertiary" label={t("cancel")} help={null} onClick={close} />
        <PushButton kind="secondary" look="primary" label={t("clearCaches")} help={null} onClick={clear} />
      </div>
    </Modal>
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
