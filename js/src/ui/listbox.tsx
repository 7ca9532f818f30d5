/** The list of a combobox's options: as long as it may be, only what is in sight is drawn. */

import { useEffect, useRef, useState } from "react";
import { Glyph } from "./glyph";
import sheet from "./listbox.css";
import { addStyle } from "./style";

addStyle(sheet);

const ROW = 40;
const PADDING = 4;
/** Rows drawn beyond each edge, so that scrolling does not uncover nothing. */
const SPARE = 6;

/** A text of more characters may be cut off: a tooltip has it in full. */
const TITLED = 24;

/** How high a list gets before it scrolls: seven rows and a half, which shows that there is more. */
export const LIST_HEIGHT = 7.5 * ROW + 2 * PADDING;

/** A row of the list. */
export interface Row {
  /** An option's index, or a name for a row that is no option. */
  key: number | string;
  text: string;
  selected?: boolean;
}

interface ListboxProps {
  id: string;
  label: string;
  rows: readonly Row[];
  /** The row that the keyboard is at; -1 for none. */
  active: number;
  several: boolean;
  /** Stands in place of the rows. */
  note: string | null;
  onHover(row: number): void;
  onPick(row: number): void;
}

/** The id of a row, by which the combobox names the active one. */
export function rowId(listId: string, row: Row): string {
  return `${listId}-option-${row.key}`;
}

export function Listbox({ id, label, rows, active, several, note, onHover, onPick }: ListboxProps) {
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: LIST_HEIGHT });
  const look = () => {
    const box = list.current;
    if (box) setSeen({ top: box.scrollTop, height: box.clientHeight || LIST_HEIGHT });
  };
  // Opening brings the chosen row to the middle; after that the list moves as little as it must.
  const opened = useRef(false);
  useEffect(() => {
    const box = list.current;
    const opening = !opened.current;
    opened.current = true;
    if (!box || active < 0) return;
    const height = box.clientHeight;
    const top = PADDING + active * ROW;
    if (opening) box.scrollTop = top - (height - ROW) / 2;
    else if (top < box.scrollTop) box.scrollTop = top - PADDING;
    else if (top + ROW > box.scrollTop + height) box.scrollTop = top + ROW + PADDING - height;
  }, [active]);

  const first = Math.max(0, Math.floor((seen.top - PADDING) / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((seen.top + seen.height) / ROW) + SPARE);
  const drawn = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  // A screen reader is told the active row by its id: it must be there, even before the list has scrolled to it.
  if (active >= 0 && active < rows.length && !drawn.includes(active)) drawn.push(active);
  return (
    <div
      ref={list}
      id={id}
      className="lit-listbox"
      role="listbox"
      aria-label={label}
      aria-multiselectable={several || undefined}
      tabIndex={-1}
      onScroll={look}
    >
      {note === null ? (
        <div role="presentation" style={{ blockSize: rows.length * ROW }}>
          {drawn.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <Option
                key={row.key}
                id={rowId(id, row)}
                row={row}
                index={index}
                count={rows.length}
                active={index === active}
                onHover={onHover}
                onPick={onPick}
              />
            );
          })}
        </div>
      ) : (
        <div className="lit-option-note" role="option" aria-selected={false} aria-disabled tabIndex={-1}>
          {note}
        </div>
      )}
    </div>
  );
}

interface OptionProps extends Pick<ListboxProps, "onHover" | "onPick"> {
  id: string;
  row: Row;
  index: number;
  count: number;
  active: boolean;
}

function Option({ id, row, index, count, active, onHover, onPick }: OptionProps) {
  const { key, text, selected = false } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keyboard
    <div
      id={id}
      className="lit-option"
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={count}
      data-key={key}
      data-active={active || undefined}
      data-special={typeof key === "string" || undefined}
      tabIndex={-1}
      style={{ insetBlockStart: PADDING + index * ROW, blockSize: ROW }}
      title={text.length > TITLED ? text : undefined}
      onPointerMove={(event) => active || event.pointerType === "touch" || onHover(index)}
      onClick={() => onPick(index)}
    >
      <span className="lit-option-text">{text}</span>
      {selected && <Glyph name="check" className="lit-option-check" />}
    </div>
  );
}
