/** The menu of a column: sort, filter, statistics, format, width, place. */

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type { Filter } from "../protocol";
import { CopyButton } from "../ui/copy_button";
import { Glyph, type GlyphName } from "../ui/glyph";
import { Markdown } from "../ui/markdown";
import { Popup } from "../ui/popup";
import { type Name, t } from "../ui/text";
import type { Column } from "./dataframe_columns";
import { FilterPanel, StatisticsPanel } from "./dataframe_filter";
import { FORMATS, type Format } from "./dataframe_formats";
import type { ColumnFacts, Order } from "./dataframe_rows";

/** What the reader can do with a column. */
export interface ColumnActions {
  /** Sorts by the column alone, or with those that are sorted by already; null ends that. */
  sort(descending: boolean | null, among: boolean): void;
  filter(filters: Filter[]): void;
  facts(find: string): Promise<ColumnFacts | null>;
  format(format: Format): void;
  autosize(): void;
  pin(pinned: boolean): void;
  hide(): void;
  /** Moves the column one place; absent where there is none. */
  back?(): void;
  on?(): void;
}

interface ColumnMenuProps {
  column: Column;
  order: Order;
  /** How many rows there are. */
  count: number;
  /** The format the reader has chosen; undefined as long as it is the author's. */
  format: Format | undefined;
  anchor: RefObject<HTMLElement | null>;
  actions: ColumnActions;
  /** Closes the menu; the focus goes back to the table. */
  onClose(): void;
}

type Panel = "menu" | "filter" | "statistics" | "format";

const HEIGHT = 480;
const WIDTH = 240;
const NAMES = { filter: "filter", statistics: "statistics", format: "format" } as const;

export function ColumnMenu(props: ColumnMenuProps) {
  const { column, anchor, actions, onClose } = props;
  const [panel, setPanel] = useState<Panel>("menu");
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Element)) close.current();
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every panel begins with its first control
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("[data-first]")?.focus();
  }, [panel]);

  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (panel === "menu") onClose();
      else setPanel("menu");
    } else if (event.key === "Tab" && panel === "menu") {
      event.preventDefault();
      onClose();
    } else if (panel !== "filter" && moveFocus(event.currentTarget, event.key)) {
      event.preventDefault();
    }
  };
  const then = (act: () => void) => () => {
    act();
    onClose();
  };
  return (
    <Popup anchor={anchor} maxHeight={HEIGHT} minWidth={WIDTH} testId="stDataFrameColumnMenu">
      <div
        ref={box}
        role="dialog"
        aria-label={t("columnMenu", { column: nameOf(column) })}
        className="lit-table-menu"
        onKeyDown={pressed}
        onMouseDown={(event) => event.stopPropagation()}
      >
        {panel === "menu" ? (
          <Items {...props} then={then} onPanel={setPanel} />
        ) : (
          <>
            <button type="button" className="lit-table-back" data-first onClick={() => setPanel("menu")}>
              <Glyph name="chevronRight" className="lit-table-back-glyph" />
              {t(NAMES[panel])}: {nameOf(column)}
            </button>
            {panel === "format" && <Formats {...props} then={then} />}
            {panel === "filter" && (
              <FilterPanel
                column={column}
                filters={props.order.filters.filter((filter) => filter.column === column.name)}
                ask={actions.facts}
                onChange={actions.filter}
              />
            )}
            {panel === "statistics" && <StatisticsPanel column={column} ask={actions.facts} count={props.count} />}
          </>
        )}
      </div>
    </Popup>
  );
}

/** What a column is called where its heading is empty. */
export function nameOf(column: Column): string {
  return column.label === "" ? t("rowLabels") : column.label;
}

interface ItemsProps extends ColumnMenuProps {
  then(act: () => void): () => void;
}

function Items({ column, order, actions, then, onPanel }: ItemsProps & { onPanel(panel: Panel): void }) {
  const way = order.sort.find(([name]) => name === column.name)?.[1];
  const among = order.sort.some(([name]) => name !== column.name);
  const filtered = order.filters.some((filter) => filter.column === column.name);
  const sort = (descending: boolean) => then(() => actions.sort(way === descending ? null : descending, false));
  return (
    <>
      <div className="lit-table-menu-head">
        <span className="lit-table-menu-name" title={nameOf(column)}>
          {nameOf(column)}
        </span>
        <span className="lit-table-menu-type">{column.look.type.replace("_", " ")}</span>
        <CopyButton text={column.label} />
      </div>
      {column.help && (
        <div className="lit-table-menu-help">
          <Markdown body={column.help} caption />
        </div>
      )}
      <div role="menu" aria-label={t("columnMenu", { column: nameOf(column) })} className="lit-table-menu-items">
        <Item first glyph="up" checked={way === false} act={sort(false)} label={t("sortUp")} />
        <Item glyph="down" checked={way === true} act={sort(true)} label={t("sortDown")} />
        {among && way === undefined && (
          <Item glyph="plus" act={then(() => actions.sort(false, true))} label={t("sortAlso")} />
        )}
        <hr className="lit-table-menu-line" />
        <Item glyph="filter" opens checked={filtered} act={() => onPanel("filter")} label={t("filter")} />
        <Item glyph="chart" opens act={() => onPanel("statistics")} label={t("statistics")} />
        {FORMATS[column.look.type] && <Item glyph="format" opens act={() => onPanel("format")} label={t("format")} />}
        <hr className="lit-table-menu-line" />
        <Item glyph="enlarge" act={then(actions.autosize)} label={t("autosize")} />
        <Item
          glyph="pin"
          act={then(() => actions.pin(column.pinned !== true))}
          label={t(column.pinned === true ? "unpinColumn" : "pinColumn")}
        />
        {actions.back && <Item glyph="collapse" act={then(actions.back)} label={t("moveBack")} />}
        {actions.on && <Item glyph="expand" act={then(actions.on)} label={t("moveOn")} />}
        <Item glyph="eyeOff" act={then(actions.hide)} label={t("hideColumn")} />
      </div>
    </>
  );
}

interface ItemProps {
  glyph: GlyphName;
  label: string;
  /** Whether what it does is in force. */
  checked?: boolean;
  /** Whether it opens more. */
  opens?: boolean;
  first?: boolean;
  act(): void;
}

function Item({ glyph, label, checked = false, opens = false, first = false, act }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      className="lit-table-menu-item"
      data-checked={checked}
      {...(first ? { "data-first": true } : {})}
      aria-current={checked ? "true" : undefined}
      aria-haspopup={opens ? "dialog" : undefined}
      tabIndex={-1}
      onClick={act}
    >
      <Glyph name={glyph} />
      <span className="lit-table-menu-label">{label}</span>
      {opens ? <Glyph name="chevronRight" className="lit-table-menu-more" /> : checked && <Glyph name="check" />}
    </button>
  );
}

const FORMAT_NAMES: Record<string, Name> = {
  localized: "formatLocalized",
  plain: "formatPlain",
  compact: "formatCompact",
  dollar: "formatDollar",
  euro: "formatEuro",
  yen: "formatYen",
  percent: "formatPercent",
  scientific: "formatScientific",
  accounting: "formatAccounting",
  bytes: "formatBytes",
  duration: "formatDuration",
  distance: "formatDistance",
  calendar: "formatCalendar",
};

function Formats({ column, format, actions, then }: ItemsProps): ReactNode {
  return (
    <div
      role="menu"
      aria-label={t("format")}
      className="lit-table-menu-items"
      data-testid="stDataFrameColumnFormattingMenu"
    >
      {FORMATS[column.look.type]?.map((name) => (
        <button
          key={name ?? ""}
          type="button"
          role="menuitemradio"
          className="lit-table-menu-item"
          aria-checked={name === (format ?? null)}
          tabIndex={-1}
          onClick={then(() => actions.format(name))}
        >
          <span className="lit-table-menu-label">
            {t(name === null ? "formatAutomatic" : (FORMAT_NAMES[name] ?? "format"))}
          </span>
          {name === (format ?? null) && <Glyph name="check" />}
        </button>
      ))}
    </div>
  );
}

/** Moves the focus through a menu with the arrow keys; tells whether the key was one of them. */
function moveFocus(list: HTMLElement, key: string): boolean {
  const items = [...list.querySelectorAll<HTMLElement>("button:not([tabindex='0'])")].filter(
    (item) => item.closest("[role=menu]") || item.hasAttribute("data-first"),
  );
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to: Partial<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const next = to[key];
  if (next === undefined || items.length === 0) return false;
  items.at(next % items.length)?.focus();
  return true;
}
