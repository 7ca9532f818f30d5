/** The sidebar: beside the page where there is room, over it where there is little; the reader can put it away. */

import { type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Page } from "../page/page";
import { SIDEBAR } from "../page/tree";
import { Glyph } from "../ui/glyph";
import { useComputed, useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { Area } from "./place";
import sheet from "./sidebar.css";

addStyle(sheet);

const WIDTH = 300;
const NARROWEST = 200;
const WIDEST = 600;

interface SidebarProps {
  page: Page;
  /** A name for the document, where only one app stands in it. */
  id: string | undefined;
  /** There is little room: the sidebar starts put away and lies over the page. */
  narrow: boolean;
  /** Draws the rest of the page, and in it the button that brings the sidebar back. */
  children(expand: ReactNode): ReactNode;
}

export function Sidebar({ page, id: named, narrow, children }: SidebarProps) {
  const present = useComputed(() => page.tree.roots[SIDEBAR].children.value.length > 0, [page]);
  const initial = useSignal(page.config)?.sidebar ?? "auto";
  const [chosen, choose] = useState<boolean | null>(null);
  const [width, setWidth] = useState<number | null>(null);
  const unnamed = useId();
  const id = named ?? unnamed;
  const aside = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const locked = initial === "locked";
  const collapsed = !locked && (chosen ?? (initial === "collapsed" || (initial !== "expanded" && narrow)));

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen for one width or setting says nothing of another
  useEffect(() => choose(null), [narrow, initial]);

  const toggle = (next: boolean) => {
    choose(next);
    requestAnimationFrame(() => (next ? button.current : aside.current?.querySelector("button"))?.focus());
  };
  const expand = present && collapsed && (
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
          data-over={(narrow && !locked) || undefined}
          aria-label={t("sidebar")}
          style={
            { "--lit-sidebar": `${width ?? (typeof initial === "number" ? initial : WIDTH)}px` } as React.CSSProperties
          }
        >
          <div className="lit-sidebar-content" data-testid="stSidebarContent" {...(collapsed ? { inert: "" } : {})}>
            <div className="lit-sidebar-header" data-testid="stSidebarHeader">
              <div data-testid="stLogoSpacer" />
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
            <div className="lit-sidebar-user" data-testid="stSidebarUserContent">
              <Area page={page} root={SIDEBAR} />
            </div>
          </div>
          {!collapsed && !narrow && <Handle resize={setWidth} />}
        </section>
      )}
      {present && narrow && !collapsed && <div className="lit-sidebar-backdrop" onPointerDown={() => toggle(true)} />}
      {children(expand)}
    </>
  );
}

/** The sidebar's edge, to drag. */
function Handle({ resize }: { resize(width: number): void }) {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const box = handle.parentElement?.getBoundingClientRect();
    if (!box) return;
    const rtl = getComputedStyle(handle).direction === "rtl";
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = ({ clientX }) => {
      const width = rtl ? box.right - clientX : clientX - box.left;
      resize(Math.round(Math.max(NARROWEST, Math.min(width, WIDEST))));
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  };
  return <div className="lit-sidebar-handle" data-testid="stSidebarResizeHandle" onPointerDown={drag} />;
}
