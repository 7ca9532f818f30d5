/** A static table: all its rows, with cells in Markdown. */

import { memo, type ReactNode, type RefObject, useEffect, useId, useMemo, useRef } from "react";
import type { StaticTable } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import sheet from "./table.css";
import { contentOf, type TableCell } from "./table_cells";

addStyle(sheet);

export function TableView({ element }: ElementProps<StaticTable>) {
  const id = useId();
  const content = useMemo(() => contentOf(element), [element]);
  const frame = useRef<HTMLDivElement>(null);
  useRules(id, element.rules);
  useReach(frame);
  const scrolls = element.height !== "content";
  return (
    <div
      className="lit-static-table stTable"
      data-testid="stTable"
      data-border={element.border}
      data-fits={element.width === "content"}
      data-scrolls={scrolls}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not scroll */}
      <div ref={frame} className="lit-static-table-frame" role="group" aria-label={element.alt ?? undefined}>
        <table className="lit-static-table-grid" data-testid="stTableStyledTable" data-rules={id}>
          {element.caption !== null && <caption>{element.caption}</caption>}
          {content.heads.length > 0 && (
            <thead>
              {content.heads.map((cells, level) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row of headings is its level
                <tr key={level}>{cells.map((cell, at) => head(cell, level, at, content.labels))}</tr>
              ))}
            </thead>
          )}
          <tbody>
            {content.rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
              <Row key={row} cells={cells} row={row} labels={content.labels} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function head(cell: TableCell, level: number, at: number, labels: number): ReactNode {
  if (cell.columns === 0) return null;
  const name = at < labels ? "blank" : `col_heading level${level} col${at - labels}`;
  if (cell.body === "" || cell.body === null) return <td key={at} className={name} {...shown(cell)} />;
  return (
    <th key={at} className={name} scope={cell.columns > 1 ? "colgroup" : "col"} {...shown(cell)}>
      <Markdown body={cell.body} />
    </th>
  );
}

const Row = memo(function Row({ cells, row, labels }: { cells: readonly TableCell[]; row: number; labels: number }) {
  return (
    <tr>
      {cells.map((cell, at) => {
        if (cell.rows === 0) return null;
        return at < labels ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its place
          <th key={at} className={`row_heading level${at} row${row}`} scope="row" {...shown(cell)}>
            <Body text={cell.body} />
          </th>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its place
          <td key={at} className={`data row${row} col${at - labels}`} {...shown(cell)}>
            <Body text={cell.body} />
          </td>
        );
      })}
    </tr>
  );
});

function Body({ text }: { text: string | null }) {
  return text === null ? <span className="lit-static-table-none">None</span> : <Markdown body={text} />;
}

/** Lets the keyboard reach a frame as long as there is something to scroll in it. */
function useReach(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      if (scrolls) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
}

/** What a cell is besides its text: its span, its side, and its author's declarations as they are. */
function shown({ columns, rows, number, moment, css }: TableCell) {
  return {
    ...(columns > 1 ? { colSpan: columns } : {}),
    ...(rows > 1 ? { rowSpan: rows } : {}),
    ...(number ? { "data-number": true } : {}),
    ...(moment ? { "data-moment": true } : {}),
    ...(css === null
      ? {}
      : {
          ref: (cell: HTMLElement | null) => {
            if (cell) cell.style.cssText = css;
          },
        }),
  };
}

/** A Styler's rules for its table: none of them reaches beyond it. */
function useRules(id: string, rules: StaticTable["rules"]): void {
  useEffect(() => {
    const kept = rules.filter((rule) => !rule.some((part) => /[{}@<]/.test(part)));
    if (kept.length === 0) return;
    const style = document.createElement("style");
    const table = `[data-rules="${id}"]`;
    style.textContent = kept
      .map(([selector, css]) => {
        const parts = selector.split(",").map((part) => (part.trim() === "" ? table : `${table} ${part.trim()}`));
        return `${parts.join(", ")} { ${css} }`;
      })
      .join("\n");
    document.head.append(style);
    return () => style.remove();
  }, [id, rules]);
}
