import { type FormEvent, type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { MediaFile, Pdf } from "../protocol";
import { AlertBox } from "../ui/alert_box";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { addStyle } from "../ui/style";
import { reasonOf, t } from "../ui/text";
import { Tool } from "../ui/tools";
import sheet from "./pdf.css";
import { openPdf, type PDFDocumentProxy } from "./pdf_document";
import { PdfPage } from "./pdf_page";

addStyle(sheet);

const ZOOM_STEP = 1.25;
const ZOOM_LIMITS = [0.25, 5] as const;
/** Room above a page that is gone to, in px. */
const MARGIN = 12;

type State =
  | { kind: "opening" }
  | { kind: "locked"; wrong: boolean; answer(password: string): void }
  | { kind: "failed"; problem: string }
  | { kind: "open"; document: PDFDocumentProxy };

/** A viewer for documents. */
export function PdfView({ element, page }: ElementProps<Pdf>) {
  const { file, url, alt, height } = element;
  const state = useDocument(page, file, url);
  return (
    <FullScreenFrame subject={alt}>
      {({ tool, fullscreen }) => (
        <section
          className="lit-pdf stPdf"
          data-testid="stPdf"
          data-height={height === "stretch" && !fullscreen ? "stretch" : "pixels"}
          aria-label={alt ?? t("document")}
          aria-busy={state.kind === "opening" || undefined}
        >
          {state.kind === "open" && (
            <Viewer document={state.document} scrolls={height !== "stretch" || fullscreen} tool={tool} />
          )}
          {state.kind === "locked" && <Locked wrong={state.wrong} answer={state.answer} />}
          {state.kind === "failed" && (
            <AlertBox level="error" icon={null}>
              {t("documentProblem", { problem: state.problem })}
            </AlertBox>
          )}
        </section>
      )}
    </FullScreenFrame>
  );
}

function useDocument(page: Page, file: MediaFile | null, url: string | null): State {
  const [state, setState] = useState<State>({ kind: "opening" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is known by its id
  const source = useMemo(() => file ?? url ?? "", [file?.id, url]);
  useEffect(() => {
    let here = true;
    const tell = (next: State): void => {
      if (here) setState(next);
    };
    tell({ kind: "opening" });
    const opening = openPdf(page, source, (answer, wrong) => tell({ kind: "locked", wrong, answer }));
    opening.document.then(
      (document) => tell({ kind: "open", document }),
      (error: unknown) => tell({ kind: "failed", problem: reasonOf(error) }),
    );
    return () => {
      here = false;
      opening.close();
    };
  }, [page, source]);
  return state;
}

/** Asks for the password of a document. */
function Locked({ wrong, answer }: { wrong: boolean; answer(password: string): void }) {
  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    answer(String(new FormData(event.currentTarget).get("password") ?? ""));
  }
  return (
    <form className="lit-pdf-locked" onSubmit={send}>
      <p>{t(wrong ? "wrongPassword" : "documentLocked")}</p>
      <input
        className="lit-pdf-password"
        type="password"
        name="password"
        autoComplete="off"
        aria-label={t("password")}
      />
      <button type="submit" className="lit-pdf-open">
        {t("open")}
      </button>
    </form>
  );
}

interface ViewerProps {
  document: PDFDocumentProxy;
  /** Whether the pages scroll here, rather than with what is around them. */
  scrolls: boolean;
  tool: React.ReactNode;
}

function Viewer({ document, scrolls, tool }: ViewerProps) {
  const [zoom, setZoom] = useState(1);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const ratio = useFirstRatio(document);
  const { shown, show } = useShownPage(scroller, scrolls, document.numPages);
  const change = (factor: number): void =>
    setZoom((now) => Math.min(Math.max(now * factor, ZOOM_LIMITS[0]), ZOOM_LIMITS[1]));

  function struck(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { "+": () => change(ZOOM_STEP), "-": () => change(1 / ZOOM_STEP), "0": () => setZoom(1) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <>
      <div className="lit-pdf-bar">
        <PageNumber shown={shown} count={document.numPages} show={show} />
        <span className="lit-pdf-tools">
          <Tool name="minus" label={t("zoomOut")} onClick={() => change(1 / ZOOM_STEP)} />
          <button type="button" className="lit-pdf-zoom" onClick={() => setZoom(1)} title={t("fitWidth")}>
            {Math.round(zoom * 100)} %
          </button>
          <Tool name="plus" label={t("zoomIn")} onClick={() => change(ZOOM_STEP)} />
          {tool}
        </span>
      </div>
      <section
        ref={scroller}
        className="lit-pdf-pages"
        data-scrolls={scrolls}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={t("documentPages")}
        onKeyDown={struck}
      >
        {width > 0 &&
          ratio !== null &&
          Array.from({ length: document.numPages }, (_, index) => (
            <PdfPage
              // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its number
              key={index}
              document={document}
              number={index + 1}
              width={Math.max(80, width * zoom)}
              ratio={ratio}
              scroller={scrolls ? scroller : null}
              show={show}
            />
          ))}
      </section>
    </>
  );
}

function PageNumber({ shown, count, show }: { shown: number; count: number; show(number: number): void }) {
  const [text, setText] = useState<string | null>(null);
  function go(): void {
    const number = Number.parseInt(text ?? "", 10);
    if (number >= 1) show(Math.min(number, count));
    setText(null);
  }
  return (
    <span className="lit-pdf-number">
      <input
        className="lit-pdf-input"
        inputMode="numeric"
        aria-label={t("pageField")}
        value={text ?? String(shown)}
        onChange={({ target }) => setText(target.value)}
        onBlur={go}
        onKeyDown={({ key }) => key === "Enter" && go()}
      />
      {t("pageOf", { count })}
    </span>
  );
}

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

/** Height by width of the first page: what the others are taken for until they are seen. */
function useFirstRatio(document: PDFDocumentProxy): number | null {
  const [ratio, setRatio] = useState<number | null>(null);
  useEffect(() => {
    let here = true;
    document.getPage(1).then(
      (first) => {
        const { width, height } = first.getViewport({ scale: 1 });
        if (here) setRatio(height / width);
      },
      () => here && setRatio(Math.SQRT2),
    );
    return () => {
      here = false;
    };
  }, [document]);
  return ratio;
}

/** Which page the reader sees, and how to go to another. */
function useShownPage(scroller: RefObject<HTMLElement | null>, scrolls: boolean, count: number) {
  const [shown, setShown] = useState(1);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = (): void => {
      const top = scrolls ? box.getBoundingClientRect().top : 0;
      const middle = top + (scrolls ? box.clientHeight : innerHeight) / 2;
      const above = [...box.children].filter((page) => page.getBoundingClientRect().top <= middle).length;
      setShown(Math.min(Math.max(above, 1), count));
    };
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", look, { capture: true });
  }, [scroller, scrolls, count]);

  function show(number: number): void {
    const box = scroller.current;
    const page = box?.children[number - 1];
    if (!box || !page) return;
    if (scrolls) box.scrollTop += page.getBoundingClientRect().top - box.getBoundingClientRect().top - MARGIN;
    else page.scrollIntoView();
  }
  return { shown, show };
}
