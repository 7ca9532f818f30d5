/** The page's upper edge: the sidebar's button, the sign that the script runs, the menu. */

import { computed, effect } from "@preact/signals-core";
import { type ReactNode, useEffect, useState } from "react";
import type { Page } from "../page/page";
import { useComputed } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./header.css";

addStyle(sheet);

/** How long, in ms, a run goes on before the page says so: most are over by then. */
const QUIET = 500;

interface HeaderProps {
  page: Page;
  /** The logo and the sidebar's button. */
  start: ReactNode;
  /** The pages to choose from, where their menu stands here. */
  pages?: ReactNode;
  /** The main menu; without one there is no sign either. */
  menu: ReactNode;
  /** The app is all of the page. */
  whole: boolean;
}

export function Header({ page, start, pages, menu, whole }: HeaderProps) {
  const Top = whole ? "header" : "div";
  return (
    <Top className="lit-header stAppHeader" data-testid="stHeader">
      <div className="lit-toolbar stAppToolbar" data-testid="stToolbar">
        {start && <div className="lit-toolbar-start">{start}</div>}
        {pages}
        {menu && (
          <div className="lit-toolbar-end">
            <RunningSign page={page} />
            <div className="stToolbarActions" data-testid="stToolbarActions" />
            {menu}
          </div>
        )}
      </div>
    </Top>
  );
}

/** Says that the script runs, to those too who do not look there, and lets the reader stop it. */
function RunningSign({ page }: { page: Page }) {
  const long = useLongRun(page);
  const stopping = useComputed(() => page.script.value === "stopRequested", [page]);
  return (
    <div aria-live="polite" className="lit-running-voice">
      {long && (
        <div className="lit-running stStatusWidget" data-testid="stStatusWidget">
          <span
            className="lit-running-icon"
            data-testid="stStatusWidgetRunningIcon"
            role="img"
            aria-label={t("running")}
          />
          <button
            type="button"
            className="lit-running-stop"
            data-testid="stBaseButton-header"
            disabled={stopping}
            onClick={() => page.stop()}
          >
            {t("stop")}
          </button>
        </div>
      )}
    </div>
  );
}

/** Whether a run goes on for long. Those that do not are no reason to draw anything anew. */
function useLongRun(page: Page): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const running = computed(
      () => page.connection.value === "connected" && ["running", "stopRequested"].includes(page.script.value),
    );
    return effect(() => {
      setLong(false);
      if (!running.value) return;
      const timer = setTimeout(() => setLong(true), QUIET);
      return () => clearTimeout(timer);
    });
  }, [page]);
  return long;
}
