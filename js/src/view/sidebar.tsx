/** The sidebar: beside the page where there is room, over it where there is little; the reader can put it away. */

import { effect } from "@preact/signals-core";
import { type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import { LogoMark } from "../elements/logo";
import type { Page } from "../page/page";
import { SIDEBAR } from "../page/tree";
import type { Logo, Navigation } from "../protocol";
import { styleOf } from "../ui/appearance";
import { Glyph } from "../ui/glyph";
import { useComputed, useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { DressContext } from "../ui/theme";
import { SidebarNav } from "./pages";
import { Area } from "./place";
import type { Settings } from "./settings";
import sheet from "./sidebar.css";
import { SidebarHandle } from "./sidebar_handle";

addStyle(sheet);

const WIDTH = 300;

interface SidebarProps {
  page: Page;
  /** A name for the document, where only one app stands in it. */
  id: string | undefined;
  /** There is little room: the sidebar starts put away and lies over the page. */
  narrow: boolean;
  settings: Settings;
  logo: Logo | null;
  /** The pages to choose from, where their menu stands here. */
  menu: Navigation | null;
  /** Draws the rest of the page, and in it the logo and the button that brings the sidebar back. */
  children(start: ReactNode): ReactNode;
}

export function Sidebar({ page, id: named, narrow, settings, logo, menu, children }: SidebarProps) {
  const filled = useComputed(() => page.tree.roots[SIDEBAR].children.value.length > 0, [page]);
  const present = usePresence(page, settings, filled || menu !== null, named !== undefined);
  const initial = useSignal(page.config)?.sidebar ?? "auto";
  const own = useSignal(settings.sidebar);
  const [chosen, choose] = useState<boolean | null>(null);
  const [dragged, drag] = useState<number | null>(null);
  const unnamed = useId();
  const id = named ?? unnamed;
  const { sidebar: variables, sidebar_shade: shade } = useContext(DressContext).area;
  const aside = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const locked = initial === "locked";
  const collapsed = !locked && (chosen ?? (initial === "collapsed" || (initial !== "expanded" && narrow)));
  const over = narrow && !locked;
  const width = dragged ?? own ?? (typeof initial === "number" ? initial : WIDTH);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen for one width or setting says nothing of another
  useEffect(() => choose(null), [narrow, initial]);

  // Who has put the sidebar away, or brought it back, is then at the button that does the other.
  const toggled = useRef(false);
  useEffect(() => {
    if (toggled.current) (collapsed ? button.current : collapse(aside.current))?.focus();
    toggled.current = false;
  }, [collapsed]);

  const toggle = (next: boolean) => {
    toggled.current = true;
    choose(next);
  };
  const start = (
    <>
      {logo && (!present || collapsed) && <LogoMark logo={logo} testId="stHeaderLogo" small={present} />}
      {present && collapsed && (
        <button
          ref={button}
          type="button"
          className="lit-icon-button"
          data-testid="stExpandSidebarButton"
          aria-label={t("expandSidebar")}
          aria-expanded={false}
          aria-controls={id}
          onClick={() => toggle(false)}
        >
          <Glyph name="expand" />
        </button>
      )}
    </>
  );
  return (
    <>
      {present && (
        <section
          ref={aside}
          id={id}
          className="lit-sidebar stSidebar"
          data-testid="stSidebar"
          data-collapsed={collapsed}
          data-shade={shade ?? undefined}
          data-over={over || undefined}
          data-above={(narrow && locked) || undefined}
          aria-label={t("sidebar")}
          style={{ ...styleOf(variables), "--lit-sidebar": `${width}px` } as React.CSSProperties}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !over || event.defaultPrevented) return;
            event.preventDefault();
            toggle(true);
          }}
        >
          <div className="lit-sidebar-content" data-testid="stSidebarContent" {...(collapsed ? { inert: "" } : {})}>
            <div className="lit-sidebar-header" data-testid="stSidebarHeader">
              {logo ? <LogoMark logo={logo} testId="stSidebarLogo" /> : <div data-testid="stLogoSpacer" />}
              {!collapsed && !locked && (
                <div className="lit-sidebar-collapse" data-testid="stSidebarCollapseButton">
                  <button
                    type="button"
                    className="lit-icon-button"
                    data-testid="stBaseButton-headerNoPadding"
                    aria-label={t("collapseSidebar")}
                    aria-expanded={true}
                    aria-controls={id}
                    onClick={() => toggle(true)}
                  >
                    <Glyph name="collapse" />
                  </button>
                </div>
              )}
            </div>
            {menu && <SidebarNav page={page} menu={menu} shared={filled} />}
            <div className="lit-sidebar-user" data-testid="stSidebarUserContent">
              <Area page={page} root={SIDEBAR} />
            </div>
          </div>
          {!collapsed && !narrow && (
            <SidebarHandle
              width={width}
              controls={id}
              show={drag}
              settle={(next) => {
                drag(null);
                settings.setSidebar(next);
              }}
            />
          )}
        </section>
      )}
      {present && over && !collapsed && <div className="lit-sidebar-backdrop" onPointerDown={() => toggle(true)} />}
      {children((logo && (!present || collapsed)) || (present && collapsed) ? start : null)}
    </>
  );
}

/** Whether there is a sidebar: before the first run has ended, one that was there when the page was here last has its room. */
function usePresence(page: Page, settings: Settings, is: boolean, alone: boolean): boolean {
  const [expected, expect] = useState(() => alone && settings.hadSidebar);
  useEffect(() => {
    if (!alone) return;
    return effect(() => {
      if (page.script.value !== "notRunning") return;
      expect(false);
      settings.noteSidebar(is);
    });
  }, [alone, is, page, settings]);
  return is || expected;
}

/** The button that puts the sidebar away. */
function collapse(aside: HTMLElement | null): HTMLElement | null | undefined {
  return aside?.querySelector<HTMLElement>("[data-testid=stSidebarCollapseButton] button");
}
