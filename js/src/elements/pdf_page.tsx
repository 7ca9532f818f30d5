/** A page of a document: drawn when it comes into view, forgotten when it is far away. */

import { memo, type RefObject, useEffect, useRef, useState } from "react";
import { reasonOf, t } from "../ui/text";
import { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from "./pdf_document";

/** Pages within so many heights of the view are drawn ahead. */
const AHEAD = "75% 0px";
/** A canvas with more pixels than that is drawn coarser: browsers refuse larger ones. */
const MOST_PIXELS = 16_000_000;

interface Link {
  id: string;
  style: { insetInlineStart: string; insetBlockStart: string; inlineSize: string; blockSize: string };
  url: string | null;
  /** A place in the document. */
  target: unknown;
}

interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  /** In px. */
  width: number;
  /** Height by width, until the page itself tells. */
  ratio: number;
  /** What scrolls, null where that is around the viewer. */
  scroller: RefObject<HTMLElement | null> | null;
  show(number: number): void;
}

export const PdfPage = memo(function PdfPage({ document, number, width, ratio, scroller, show }: PdfPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const near = useNear(box, scroller);
  const [own, setOwn] = useState<number | null>(null);
  const [links, setLinks] = useState<readonly Link[]>([]);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (!near) return;
    const drawing = new Drawing();
    const places = { box: box.current, picture: picture.current, text: text.current };
    drawing
      .draw(document, number, width, places, (height) => setOwn(height))
      .then((found) => drawing.over || setLinks(found))
      .catch((error: unknown) => {
        if (!drawing.over) setProblem(reasonOf(error));
      });
    return () => drawing.end();
  }, [document, number, width, near]);

  useEffect(() => {
    if (near) return;
    picture.current?.replaceChildren();
    text.current?.replaceChildren();
    setLinks([]);
  }, [near]);

  async function follow(target: unknown): Promise<void> {
    const place = typeof target === "string" ? await document.getDestination(target) : target;
    const [page] = Array.isArray(place) ? place : [];
    if (typeof page === "number") show(page + 1);
    else if (page) show((await document.getPageIndex(page)) + 1);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a set of fields it is not
    <div
      ref={box}
      className="lit-pdf-page"
      data-page={number}
      style={{ inlineSize: width, blockSize: width * (own ?? ratio) }}
      dir="ltr"
      role="group"
      aria-label={t("documentPage", { number })}
    >
      <div ref={picture} className="lit-pdf-picture" aria-hidden />
      <div ref={text} className="lit-pdf-text" />
      {links.map((link) => (
        <PageLink key={link.id} link={link} follow={() => void follow(link.target).catch(() => undefined)} />
      ))}
      {problem !== null && <p className="lit-pdf-problem">{t("documentProblem", { problem })}</p>}
    </div>
  );
});

function PageLink({ link: { style, url }, follow }: { link: Link; follow(): void }) {
  if (url === null) {
    return (
      <button type="button" className="lit-pdf-link" style={style} aria-label={t("linkInDocument")} onClick={follow} />
    );
  }
  return (
    <a className="lit-pdf-link" style={style} href={url} target="_blank" rel="noreferrer">
      <span className="lit-pdf-address">{url}</span>
    </a>
  );
}

interface Places {
  box: HTMLElement | null;
  picture: HTMLElement | null;
  text: HTMLElement | null;
}

/** One drawing of one page, which may be given up at any time. */
class Drawing {
  over = false;
  private readonly ends: (() => void)[] = [];

  end(): void {
    this.over = true;
    for (const end of this.ends) end();
  }

  async draw(
    source: PDFDocumentProxy,
    number: number,
    width: number,
    { box, picture, text }: Places,
    tell: (ratio: number) => void,
  ): Promise<readonly Link[]> {
    const page = await source.getPage(number);
    if (this.over || !box || !picture || !text) return [];
    const base = page.getViewport({ scale: 1 });
    const scale = width / base.width;
    const viewport = page.getViewport({ scale });
    tell(base.height / base.width);
    const sharpness = Math.min(devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height)));
    const canvas = document.createElement("canvas");
    canvas.className = "lit-pdf-canvas";
    canvas.width = Math.floor(viewport.width * sharpness);
    canvas.height = Math.floor(viewport.height * sharpness);
    const task = page.render({ canvas, viewport, transform: [sharpness, 0, 0, sharpness, 0, 0] });
    this.ends.push(() => task.cancel());
    try {
      await task.promise;
    } catch (error) {
      if (this.over) return [];
      throw error;
    }
    if (this.over) return [];
    picture.replaceChildren(canvas); // the old picture stands until the new one is there
    box.style.setProperty("--total-scale-factor", String(scale));
    await this.write(page, text, viewport);
    return this.over ? [] : linksOf(page, base);
  }

  private async write(
    page: PDFPageProxy,
    text: HTMLElement,
    viewport: ReturnType<PDFPageProxy["getViewport"]>,
  ): Promise<void> {
    text.replaceChildren();
    const layer = new TextLayer({
      textContentSource: page.streamTextContent({ includeMarkedContent: true, disableNormalization: true }),
      container: text,
      viewport,
    });
    this.ends.push(() => layer.cancel());
    await layer.render().catch((error: unknown) => {
      if (!this.over) throw error;
    });
  }
}

/** The links of a page: where they lie, in percent of it, and where they lead. */
async function linksOf(page: PDFPageProxy, viewport: ReturnType<PDFPageProxy["getViewport"]>): Promise<Link[]> {
  const annotations = await page.getAnnotations();
  return annotations
    .filter(({ subtype, url, dest }) => subtype === "Link" && (url || dest))
    .map(({ id, rect, url, dest }) => {
      const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(rect[0], rect[1]) as number[];
      const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(rect[2], rect[3]) as number[];
      const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
      return {
        id: String(id),
        style: {
          insetInlineStart: percent(Math.min(x1, x2), viewport.width),
          insetBlockStart: percent(Math.min(y1, y2), viewport.height),
          inlineSize: percent(Math.abs(x2 - x1), viewport.width),
          blockSize: percent(Math.abs(y2 - y1), viewport.height),
        },
        url: typeof url === "string" ? url : null,
        target: dest,
      };
    });
}

/** Whether a page is in view or close to it. */
function useNear(box: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null> | null): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      root: scroller?.current ?? null,
      rootMargin: AHEAD,
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, scroller]);
  return near;
}
