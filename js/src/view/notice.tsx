/** What the reader should know of the connection. */

import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import { useComputed, useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t, told } from "../ui/text";
import sheet from "./notice.css";

addStyle(sheet);

/** How long, in ms, a connection may take before the page says so. */
const QUIET = 700;
/** How long, in ms, an app may take to begin, before the page says so. */
const PATIENT = 1200;
/** Above and below a notice, in px. */
const MARGIN = 24;

/**
 * Says that there is no connection, once that lasts, what the server had to say about it, and when Python is too busy to
 * hear the reader; and of an app that `begins`, where nothing else is to be seen yet, that it is being started.
 */
export function ConnectionNotice({ page, begins = false }: { page: Page; begins?: boolean }) {
  const connection = useSignal(page.connection);
  const reason = useSignal(page.notice);
  const refused = useSignal(page.refused);
  const unheard = useSignal(page.unheard);
  const begun = useComputed(() => page.script.value !== "initial", [page]);
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (connection === "connected") return;
    const timer = setTimeout(() => setLate(true), QUIET);
    return () => clearTimeout(timer);
  }, [connection]);
  const [slow, setSlow] = useState(false);
  const empty = begins && connection === "connected";
  useEffect(() => {
    setSlow(false);
    if (!empty) return;
    const timer = setTimeout(() => setSlow(true), PATIENT);
    return () => clearTimeout(timer);
  }, [empty]);
  if (refused) return begins ? null : <Notice turns>{told(refused)}</Notice>; // an empty page has room to say so itself
  const waiting = begun ? t("reconnecting") : t("connecting");
  const text = told(reason) || (connection === "disconnected" ? t("disconnected") : waiting);
  if (connection === "connected" && unheard && reason === "")
    return (
      <Notice kind="busy" turns>
        {begun ? t("kernelBusy") : t("kernelBusyFirst")}
      </Notice>
    );
  if (empty && slow && reason === "") return <Notice turns>{t("starting")}</Notice>;
  const dismiss = () => {
    page.notice.value = "";
  };
  if (connection === "connected" ? reason === "" : connection === "connecting" && !late) return null;
  return (
    <Notice turns={connection === "connecting"}>
      {text}
      {connection === "connected" && (
        <button type="button" className="lit-notice-close" onClick={dismiss}>
          {t("dismiss")}
        </button>
      )}
    </Notice>
  );
}

/** Lies over the part of the app that is in sight: in a notebook the app is as high as what it shows. */
function Notice({ kind, turns, children }: { kind?: string; turns: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const top = useSeen(box);
  return (
    <div
      ref={box}
      className="lit-notice"
      role="status"
      data-testid="stConnectionStatus"
      data-kind={kind}
      style={{ "--lit-seen": `${top}px` } as CSSProperties}
    >
      {turns && <span className="lit-running-icon" aria-hidden="true" />}
      {children}
    </div>
  );
}

/** How far below the upper edge of what holds it the part in sight begins, in px, as long as there is room for `box`. */
function useSeen(box: React.RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const holder = box.current?.parentElement;
    if (!holder || !("IntersectionObserver" in globalThis)) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      const room = entry.boundingClientRect.height - (box.current?.offsetHeight ?? 0) - MARGIN;
      const hidden = entry.intersectionRect.top - entry.boundingClientRect.top;
      setTop(Math.max(0, Math.min(hidden, room)));
    });
    const look = (): void => {
      observer.unobserve(holder);
      observer.observe(holder);
    };
    look();
    addEventListener("scroll", look, { capture: true, passive: true });
    return () => {
      removeEventListener("scroll", look, { capture: true });
      observer.disconnect();
    };
  }, [box]);
  return top;
}
