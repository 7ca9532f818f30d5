/** What hovers above a table: which columns are shown, export, search and full screen. */

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Popup } from "../ui/popup";
import { t } from "../ui/text";
import { Tool, Tools } from "../ui/tools";
import type { Column } from "./dataframe_columns";

/** How long the reader rests before a search begins, in ms. */
const REST = 150;

interface TableToolsProps {
  /** What can be shown and hidden; none in an empty table. */
  columns: readonly Column[];
  hidden: ReadonlySet<string>;
  searching: boolean;
  /** How many rows match; null where nothing is searched for. */
  matches: number | null;
  /** Whether filters leave rows out. */
  filtered: boolean;
  /** Buttons that come first. */
  before?: ReactNode;
  /** Whether the buttons are seen wherever the pointer is. */
  open?: boolean;
  /** The button for full screen. */
  children: ReactNode;
  onHide(id: string, hidden: boolean): void;
  onUnfilter(): void;
  /** Without it nothing can be downloaded. */
  onExport: (() => void) | null;
  onSearching(searching: boolean): void;
  onSearch(text: string): void;
}

export function TableTools(props: TableToolsProps) {
  const { columns, hidden, searching, matches, filtered, children, onHide, onExport, onSearching, onSearch } = props;
  const [picking, setPicking] = useState(false);
  const tools = useRef<HTMLDivElement>(null);
  if (columns.length === 0) return <Tools>{children}</Tools>;
  return (
    <Tools ref={tools} open={searching || picking || filtered || props.open === true}>
      {props.before}
      {(searching || filtered) && (
        <span className="lit-table-matches" role="status">
          {matches !== null && t("matchingRows", { count: matches })}
        </span>
      )}
      {searching && <SearchField onSearch={onSearch} onClose={() => onSearching(false)} />}
      {filtered && <Tool name="filterOff" label={t("clearFilters")} onClick={props.onUnfilter} />}
      <Tool name="eye" label={t("columns")} expanded={picking} onClick={() => setPicking(!picking)} />
      {onExport && <Tool name="download" label={t("downloadCsv")} onClick={onExport} />}
      <Tool name="search" label={t("search")} pressed={searching} onClick={() => onSearching(!searching)} />
      {children}
      {picking && (
        <Popup anchor={tools} maxHeight={320} minWidth={200} testId="stDataFrameColumnVisibilityMenu">
          <div role="dialog" aria-label={t("columns")} className="lit-table-picker">
            <ColumnPicker columns={columns} hidden={hidden} tools={tools} onHide={onHide} onClose={setPicking} />
          </div>
        </Popup>
      )}
    </Tools>
  );
}

/** The field searches once the reader rests; Escape ends the search. */
function SearchField({ onSearch, onClose }: { onSearch(text: string): void; onClose(): void }) {
  const [text, setText] = useState("");
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => {
    const timer = setTimeout(() => search.current(text), REST);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the reader has just asked for it
      autoFocus
      className="lit-table-search"
      type="search"
      aria-label={t("searchTable")}
      placeholder={t("searchTable")}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    />
  );
}

interface ColumnPickerProps {
  columns: readonly Column[];
  hidden: ReadonlySet<string>;
  tools: React.RefObject<HTMLElement | null>;
  onHide(id: string, hidden: boolean): void;
  onClose(open: false): void;
}

/** A box to check for each column; closed by Escape and by a press or the focus elsewhere. */
function ColumnPicker({ columns, hidden, tools, onHide, onClose }: ColumnPickerProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    list.current?.querySelector("input")?.focus();
    const elsewhere = (event: Event) => {
      const at = event.target as Element;
      if (!list.current?.contains(at) && !tools.current?.contains(at)) close.current(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    return () => {
      document.removeEventListener("pointerdown", elsewhere);
      document.removeEventListener("focusin", elsewhere);
    };
  }, [tools]);
  return (
    <fieldset
      ref={list}
      className="lit-table-columns"
      aria-label={t("columns")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        tools.current?.querySelector<HTMLElement>("[aria-expanded=true]")?.focus();
        onClose(false);
      }}
    >
      {columns.map((column) => (
        <label key={column.id} className="lit-table-column">
          <input
            type="checkbox"
            checked={!hidden.has(column.id)}
            onChange={(event) => onHide(column.id, !event.target.checked)}
          />
          {column.label === "" ? t("rowLabels") : column.label}
        </label>
      ))}
    </fieldset>
  );
}
