import { useLayoutEffect, useRef, useState } from "react";
import type { Pagination } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./pagination.css";
import { visiblePages } from "./pagination_pages";

addStyle(sheet);

/** More numbers fit into no window. */
const MOST = 200;
/** The width of a digit, in letter heights; and what is beside the digits of a button, in pixels. */
const DIGIT = 0.64;
const PADDING = 14;

/** The numbers of pages, with an arrow at each end; as many as there is room for. */
export function PaginationView({ element, page }: ElementProps<Pagination>) {
  const { num_pages: count, max_visible_pages: most, disabled } = element;
  const { value, commit } = useValue<number>(page.values, element);
  const box = useRef<HTMLDivElement>(null);
  const fits = useRoom(box);
  const shown = widest(value, count, most ?? count, fits);
  const arrow = (name: "previousPage" | "nextPage", to: number, off: boolean) => (
    <button
      type="button"
      className="lit-page"
      data-testid={name === "previousPage" ? "stPaginationPrev" : "stPaginationNext"}
      aria-label={t(name)}
      disabled={disabled || off}
      onClick={() => commit(to)}
    >
      <Glyph name={name === "previousPage" ? "chevronLeft" : "chevronRight"} className="lit-page-arrow" />
    </button>
  );
  return (
    <div ref={box} className="lit-pagination stPagination" data-testid="stPagination">
      {/* biome-ignore lint/a11y/useSemanticElements: Streamlit's own markup, which tests and styles know */}
      <div className="lit-pages" role="group" aria-label={t("pagination")}>
        {arrow("previousPage", value - 1, value <= 1)}
        {shown.map((number, index) =>
          number === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: of two gaps one stands before the other
            <span key={`gap${index}`} className="lit-page-gap" data-testid="stPaginationEllipsis" aria-hidden="true">
              …
            </span>
          ) : (
            <button
              key={number}
              type="button"
              className="lit-page"
              data-testid={number === value ? "stPaginationPageActive" : "stPaginationPage"}
              aria-label={t("pageNumber", { number })}
              aria-current={number === value ? "page" : undefined}
              disabled={disabled}
              onClick={() => commit(number)}
            >
              {number}
            </button>
          ),
        )}
        {arrow("nextPage", value + 1, value >= count)}
      </div>
    </div>
  );
}

type Shown = ReturnType<typeof visiblePages>;

/** The pages that fit, as many as there can be. */
function widest(value: number, count: number, most: number, fits: (pages: Shown) => boolean): Shown {
  for (let places = Math.min(most, MOST); places > 1; places--) {
    const shown = visiblePages(value, count, places);
    if (fits(shown)) return shown;
  }
  return visiblePages(value, count, Math.min(most, 1));
}

/** Tells what there is room for: in what the place could have, not in what the pages take now. */
function useRoom(box: React.RefObject<HTMLElement | null>): (pages: Shown) => boolean {
  const [room, setRoom] = useState({ width: Number.POSITIVE_INFINITY, button: 0, digit: 0 });
  useLayoutEffect(() => {
    const place = box.current?.closest<HTMLElement>(".lit-place");
    const outer = place?.dataset.width === "pixels" ? place : place?.parentElement;
    if (!box.current || !outer) return;
    const own = box.current;
    const measure = () => {
      const arrow = own.querySelector<HTMLElement>(".lit-page");
      // Where nothing is laid out, in a tab that is not open say, there is nothing to fit in.
      if (!arrow || arrow.offsetWidth === 0) return;
      const digit = Number.parseFloat(getComputedStyle(arrow).fontSize) * DIGIT;
      setRoom({ width: outer.clientWidth - 2 * arrow.offsetWidth, button: arrow.offsetWidth, digit });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    return () => observer.disconnect();
  }, [box]);
  return (pages) => {
    const widths = pages.map((page) => Math.max(room.button, room.digit * String(page ?? "").length + PADDING));
    return widths.reduce((sum, width) => sum + width, 0) <= room.width;
  };
}
