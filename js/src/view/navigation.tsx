/** The way to the app's other pages: in the sidebar, or in the header. */

import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Navigation, NavigationPage, NavigationSection } from "../protocol";
import { Glyph } from "../ui/glyph";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { Modal } from "../ui/modal";
import { Popup } from "../ui/popup";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { Tooltip } from "../ui/tooltip";
import sheet from "./navigation.css";

addStyle(sheet);

/** How many pages a menu shows at first, and how many more than that it must have to be cut. */
const FEW = 10;
const SPARE = 3;

interface LinkProps {
  page: Page;
  target: NavigationPage;
  current: boolean;
  testId: string;
  /** Called when the reader goes there. */
  left?(): void;
}

/** A link to a page: it leads there without loading anything anew, and can be opened beside as any link. */
function PageAnchor({ page, target, current, testId, left }: LinkProps) {
  const { path, title, icon, help, url } = target;
  const followed = (event: MouseEvent) => {
    left?.();
    if (url !== null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    page.goTo(path);
  };
  return (
    <div data-testid={`${testId}Container`}>
      <Tooltip text={help}>
        <a
          className="lit-nav-link"
          data-testid={testId}
          href={url ?? page.href(path)}
          aria-current={current ? "page" : undefined}
          {...(url === null ? {} : { target: "_blank", rel: "noopener noreferrer" })}
          onClick={followed}
        >
          {icon !== "" && <Icon icon={icon} />}
          <span className="lit-nav-label">
            <Markdown body={title} inline />
          </span>
          {url !== null && <span className="lit-unseen">{t("newTab")}</span>}
        </a>
      </Tooltip>
    </div>
  );
}

interface SidebarNavProps {
  page: Page;
  menu: Navigation;
  /** Something stands below the menu. */
  shared: boolean;
}

/** The menu in the sidebar: one list, or a list for each section. */
export function SidebarNav({ page, menu, shared }: SidebarNavProps) {
  const [whole, setWhole] = useState(false);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const total = menu.sections.reduce((sum, section) => sum + section.pages.length, 0);
  const few = typeof menu.expanded === "number" ? menu.expanded : FEW;
  const long = shared && menu.expanded !== true && total >= few + SPARE;
  let left = long && !whole ? few : total;
  const toggle = (title: string) => {
    const next = new Set(closed);
    if (!next.delete(title)) next.add(title);
    setClosed(next);
  };
  return (
    <nav className="lit-nav" data-testid="stSidebarNav" aria-label={t("pages")}>
      <ul className="lit-nav-items" data-testid="stSidebarNavItems">
        {menu.sections.map((section) => {
          const pages = section.pages.slice(0, Math.max(0, left));
          left -= section.pages.length;
          if (pages.length === 0) return null;
          const shut = closed.has(section.title);
          const links = pages.map((target) => (
            <li key={target.url ?? target.path}>
              <PageAnchor
                page={page}
                target={target}
                current={target.url === null && target.path === menu.current}
                testId="stSidebarNavLink"
              />
            </li>
          ));
          if (section.title === "") return links;
          return (
            <li key={`section ${section.title}`}>
              <button
                type="button"
                className="lit-nav-section"
                data-testid="stNavSectionHeader"
                aria-expanded={!shut}
                onClick={() => toggle(section.title)}
              >
                <span className="lit-nav-label">
                  <Markdown body={section.title} inline />
                </span>
                <Glyph name="chevronDown" className="lit-nav-arrow" data-closed={shut || undefined} />
              </button>
              {!shut && <ul className="lit-nav-items">{links}</ul>}
            </li>
          );
        })}
      </ul>
      {long && (
        <button
          type="button"
          className="lit-nav-more"
          data-testid="stSidebarNavViewButton"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? t("viewLess") : t("viewMore", { count: total - few })}
        </button>
      )}
      {shared && <div className="lit-nav-line" data-testid="stSidebarNavSeparator" />}
    </nav>
  );
}

/** The menu in the header: links, and a list to open for each section. */
export function TopNav({ page, menu }: { page: Page; menu: Navigation }) {
  return (
    <nav className="lit-nav-top" data-testid="stTopNav" aria-label={t("pages")}>
      {menu.sections.map((section) =>
        section.title === "" ? (
          section.pages.map((target) => (
            <PageAnchor
              key={target.url ?? target.path}
              page={page}
              target={target}
              current={target.url === null && target.path === menu.current}
              testId="stTopNavLink"
            />
          ))
        ) : (
          <TopSection key={`section ${section.title}`} page={page} section={section} current={menu.current} />
        ),
      )}
    </nav>
  );
}

function TopSection({ page, section, current }: { page: Page; section: NavigationSection; current: string }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    close();
  };
  useEffect(() => {
    if (!open) return;
    list.current?.querySelector("a")?.focus();
    const away = (event: Event) => {
      const path = event.composedPath();
      if (!path.includes(button.current as EventTarget) && !path.includes(list.current as EventTarget)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
    };
  }, [open]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="lit-nav-section"
        data-testid="stTopNavSection"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={pressed}
      >
        <span className="lit-nav-label">
          <Markdown body={section.title} inline />
        </span>
        <Glyph name="chevronDown" className="lit-nav-arrow" />
      </button>
      {open && (
        <Popup anchor={button} maxHeight={480} minWidth={200} testId="stTopNavPopover">
          <ul ref={list} className="lit-nav-menu" onKeyDown={pressed}>
            {section.pages.map((target) => (
              <li key={target.url ?? target.path}>
                <PageAnchor
                  page={page}
                  target={target}
                  current={target.url === null && target.path === current}
                  testId="stTopNavDropdownLink"
                  left={close}
                />
              </li>
            ))}
          </ul>
        </Popup>
      )}
    </>
  );
}

/** Says that the address has led nowhere. */
export function MissingPage({ page }: { page: Page }) {
  const menu = useSignal(page.navigation);
  const [seen, setSeen] = useState<Navigation | null>(null);
  if (menu === null || menu.missing === null || menu === seen) return null;
  return (
    <Modal title={t("pageMissing")} position="center" width={500} close={() => setSeen(menu)}>
      <p>{t("pageMissingText", { page: menu.missing })}</p>
    </Modal>
  );
}
