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

/** The numbers of pages, with an arrow at each end; as many as there is room for. */
export function PaginationView({ element, page }: ElementProps<Pagination>) {
  const { num_pages: count, max_visible_pages: most, disabled } = element;
  const { value, commit } = useValue<number>(page.values, element);
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box, count);
  const shown = visiblePages(value, count, Math.min(most ?? count, room));
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
      <div className="lit-pages" role="navigation" aria-label={t("pagination")}>
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

/** How many numbers there is room for: of what the place could have, not of what the pages take now. */
function useRoom(box: React.RefObject<HTMLElement | null>, count: number): number {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const place = box.current?.closest<HTMLElement>(".lit-place");
    const outer = place?.dataset.width === "pixels" ? place : place?.parentElement;
    if (!box.current || !outer) return;
    const own = box.current;
    const measure = () => {
      const button = own.querySelector<HTMLElement>(".lit-page");
      // Where nothing is laid out, in a tab that is not open say, there is nothing to fit in.
      if (!button || button.offsetWidth === 0) return;
      // The numbers of the last pages are the widest.
      const digit = Number.parseFloat(getComputedStyle(own).fontSize) * 0.65;
      const each = Math.max(button.offsetWidth, digit * (String(count).length + 1.5));
      setRoom(Math.max(1, Math.floor((outer.clientWidth - 2 * button.offsetWidth) / each)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    return () => observer.disconnect();
  }, [box, count]);
  return room;
}
