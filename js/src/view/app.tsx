/** The app as a whole: its frame, the main area and the sidebar. */

import { effect } from "@preact/signals-core";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import type { Page } from "../page/page";
import { EVENT, MAIN } from "../page/tree";
import type { Failed } from "../protocol";
import { replaceBackdrop } from "../theme/backdrop";
import { currentContrast, watchContrast } from "../theme/contrast";
import type { ChosenTheme, ThemeSource } from "../theme/theme";
import tokens from "../theme/tokens.css";
import { AlertBox } from "../ui/alert_box";
import { dressOf, loadFonts, scaleRoot, sizesOf, styleOf } from "../ui/appearance";
import { classes } from "../ui/element";
import { lazily } from "../ui/lazy";
import { Markdown } from "../ui/markdown";
import { OverlayContext } from "../ui/overlay";
import { useComputed, useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t, told } from "../ui/text";
import { DressContext } from "../ui/theme";
import sheet from "./app.css";
import { Bottom } from "./bottom";
import { ALONE, type Embedding } from "./embedding";
import { Header } from "./header";
import { useLogo } from "./logo";
import { MainMenu } from "./menu";
import type { ToolbarMode } from "./menu_box";
import { ConnectionNotice } from "./notice";
import { MissingPage, TopNav, useNavigation } from "./pages";
import { usePaper } from "./paper";
import { Area } from "./place";
import { Settings } from "./settings";
import { Sidebar } from "./sidebar";

addStyle(tokens);
addStyle(sheet);

export const Toasts = lazily(() => import("./toasts").then((module) => module.Toasts), null);

/** Where the app stands: a page of its own, or within JupyterLab. */
export type Host = "page" | "lab";

interface AppProps {
  page: Page;
  theme: ThemeSource;
  host: Host;
  /** The reader's choice of a theme, where the host leaves it to the reader. */
  choice?: ChosenTheme;
  /** Whom the menu is for. */
  toolbar?: ToolbarMode;
  /** What the page around this one wants of it, if there is one. */
  embedding?: Embedding;
}

const CONNECTIONS = { connecting: "CONNECTING", connected: "CONNECTED", disconnected: "DISCONNECTED_FOREVER" } as const;

/**
 * JupyterLab takes keys for its own commands, wherever the focus is; not in here. It asks what has the focus before it
 * asks what is around that: "x" on a button would cut the cell.
 */
const SUPPRESSED = "data-lm-suppress-shortcuts";
const KEYS = {
  [SUPPRESSED]: "true",
  onFocus: ({ target }: { target: EventTarget }) => (target as Element).setAttribute(SUPPRESSED, "true"),
};

/** How long, in ms, a page is left blank: what it draws first decides where everything stands. */
const BLANK = 400;

/** Below this width, in px, the sidebar lies over the page. */
const NARROW = 768;

export function App({ page, theme: source, host, choice, toolbar = "developer", embedding = ALONE }: AppProps) {
  const wished = useSyncExternalStore(
    (changed) => source.watch(changed),
    () => source.current(),
  );
  const appearance = useSignal(page.appearance);
  const options = useSignal(page.options);
  const contrast = useSyncExternalStore(watchContrast, currentContrast);
  const whole = host === "page";
  const shade = usePaper(whole) ? "light" : wished;
  const dress = useMemo(() => dressOf(appearance, shade, contrast), [appearance, shade, contrast]);
  const [overlay, setOverlay] = useState<HTMLElement | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(root);
  useScriptState(root, page);
  const connection = useSignal(page.connection);
  const failure = useSignal(page.failure);
  const refused = useSignal(page.refused);
  const first = useSignal(page.first) !== null;
  // A notebook's page has a main part of its own.
  const Main = whole ? "main" : "div";
  const initial = useComputed(() => page.script.value === "initial", [page]);
  const empty = whole && failure === null && !first && initial;
  useEffect(() => loadFonts(appearance, page.root), [appearance, page]);
  useLayoutEffect(() => (whole ? scaleRoot(appearance) : undefined), [appearance, whole]);
  useLayoutEffect(() => (whole ? replaceBackdrop(dress.shade) : undefined), [dress.shade, whole]);
  const worn = useMemo(
    () => styleOf({ ...dress.area.page, ...(whole ? {} : sizesOf(appearance)) }),
    [dress, appearance, whole],
  );
  const [settings] = useState(() => new Settings(whole ? (page.root ?? location.pathname) : host));
  const wanted = useSignal(page.config)?.layout === "wide";
  const wide = useSignal(settings.wide) ?? wanted;
  const arrived = useArrival(page, whole);
  const logo = useLogo(page);
  const navigation = useNavigation(page, narrow);
  const lost = typeof useSignal(page.navigation)?.missing === "string";
  const toasted = useRef(false);
  const toasts = useSignal(page.toasts.shown).length;
  toasted.current ||= toasts > 0;
  const menu = embedding.toolbar && (
    <MainMenu
      page={page}
      theme={appearance?.only ? null : (choice ?? null)}
      settings={settings}
      mode={options?.toolbar ?? toolbar}
      whole={whole}
    />
  );
  return (
    <DressContext.Provider value={dress}>
      <OverlayContext.Provider value={overlay}>
        <div
          ref={root}
          className={classes("lit lit-app stApp", wide && "streamlit-wide", embedding.embedded && "streamlit-embedded")}
          data-testid="stApp"
          data-theme={dress.shade}
          data-dress={dress.key}
          data-host={host}
          style={worn}
          data-padding={embedding.padding}
          data-scrolling={embedding.scrolling}
          {...KEYS}
          data-first-page={first || undefined}
          data-test-connection-state={CONNECTIONS[connection]}
        >
          <div
            className="lit-view stAppViewContainer appview-container"
            data-testid="stAppViewContainer"
            data-layout={wide ? "wide" : "narrow"}
          >
            {whole && (
              <a className="lit-skip" href="#stMain" data-testid="stSkipToContent">
                {t("skip")}
              </a>
            )}
            <Sidebar
              page={page}
              id={whole ? "stSidebar" : undefined}
              narrow={narrow}
              settings={settings}
              logo={logo}
              menu={navigation?.place === "sidebar" ? navigation.menu : null}
            >
              {(start) => (
                <div className="lit-body" data-awaited={!arrived || undefined}>
                  <Header
                    page={page}
                    whole={whole}
                    start={start}
                    pages={navigation?.place === "top" && <TopNav page={page} menu={navigation.menu} />}
                    menu={menu}
                  />
                  <Main
                    id={whole ? "stMain" : undefined}
                    className="lit-main stMain"
                    data-testid="stMain"
                    tabIndex={whole ? 0 : undefined}
                  >
                    <div
                      className="lit-content stMainBlockContainer block-container"
                      data-testid="stMainBlockContainer"
                    >
                      {failure && <Failure failure={failure} />}
                      {empty && refused && <Wait title={t("notYet")}>{told(refused)}</Wait>}
                      <Area page={page} root={MAIN} />
                    </div>
                    <Bottom page={page} />
                  </Main>
                </div>
              )}
            </Sidebar>
            <div className="lit-events stEvent" data-testid="stEvent">
              <Area page={page} root={EVENT} />
            </div>
            {lost && <MissingPage page={page} />}
            <ConnectionNotice page={page} begins={empty} />
          </div>
        </div>
        {createPortal(
          <div
            ref={setOverlay}
            className="lit lit-overlays"
            data-theme={dress.shade}
            data-host={host}
            style={worn}
            {...KEYS}
          >
            {toasted.current && <Toasts page={page} />}
          </div>,
          document.body, // the host may clip or move what is within its own parts
        )}
      </OverlayContext.Provider>
    </DressContext.Provider>
  );
}

/** Says on an empty page that it goes on by itself. */
function Wait({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="lit-wait" role="status" data-testid="stWaiting">
      <span className="lit-running-icon lit-wait-icon" aria-hidden="true" />
      <h1 className="lit-wait-title">{title}</h1>
      {children}
    </section>
  );
}

/** Says why the session cannot go on, or that it has to wait. */
function Failure({ failure }: { failure: Failed }) {
  const { waiting, gaps } = failure;
  const [title, message] = [told(failure.title, gaps), told(failure.message, gaps)];
  if (waiting)
    return (
      <Wait title={title}>
        <Markdown body={message} />
      </Wait>
    );
  return (
    <div className="lit-failure">
      <AlertBox level="error" icon={null}>
        <strong>{title}</strong>
        <Markdown body={message} />
      </AlertBox>
    </div>
  );
}

/** Whether something is there to be drawn, or has kept a page of its own waiting. */
function useArrival(page: Page, whole: boolean): boolean {
  const [late, setLate] = useState(!whole);
  const drawn = useComputed(
    () =>
      page.script.value === "notRunning" ||
      page.navigation.value !== null ||
      page.tree.roots.some((root) => root.children.value.length > 0),
    [page],
  );
  useEffect(() => {
    if (late || drawn) return;
    const timer = setTimeout(() => setLate(true), BLANK);
    return () => clearTimeout(timer);
  }, [late, drawn]);
  return late || drawn;
}

/** Says on the app's frame how the script stands; that is no reason to draw the app anew, with each click twice. */
function useScriptState(frame: React.RefObject<HTMLElement | null>, page: Page): void {
  useLayoutEffect(
    () =>
      effect(() => {
        const failed = page.failure.value !== null && !page.failure.value.waiting;
        frame.current?.setAttribute("data-test-script-state", failed ? "compilationError" : page.script.value);
      }),
    [frame, page],
  );
}

/** Whether there is little room for the app, wherever it stands. */
function useNarrow(root: React.RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(() => innerWidth < NARROW);
  useLayoutEffect(() => {
    if (!root.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setNarrow(entry.contentRect.width < NARROW);
    });
    if (root.current.clientWidth > 0) setNarrow(root.current.clientWidth < NARROW);
    observer.observe(root.current);
    return () => observer.disconnect();
  }, [root]);
  return narrow;
}
