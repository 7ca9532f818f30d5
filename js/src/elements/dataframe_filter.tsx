/** What a column holds, and which of it the reader wants to see. */

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Facts, Filter } from "../protocol";
import { type Name, reasonOf, t } from "../ui/text";
import type { Column } from "./dataframe_columns";
import {
  COMPARISONS,
  type Comparison,
  type Draft,
  draftOf,
  filtersOf,
  isWanted,
  NO_DRAFT,
  toggled,
} from "./dataframe_filters";
import type { ColumnFacts } from "./dataframe_rows";

/** How long the reader rests before rows are filtered, in ms. */
const REST = 250;

type Ask = (find: string) => Promise<ColumnFacts | null>;

const COMPARISON_NAMES: Record<Comparison, Name> = {
  contains: "filterContains",
  not_contains: "filterContainsNot",
  equals: "filterEquals",
  starts_with: "filterStarts",
  ends_with: "filterEnds",
};

/** What Python knows of a column: null as long as it has not said so. */
function useFacts(ask: Ask, find: string): [ColumnFacts | null, string | null] {
  const [facts, setFacts] = useState<ColumnFacts | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(ask);
  useEffect(() => {
    let here = true;
    const timer = setTimeout(
      () =>
        asked.current(find).then(
          (found) => here && setFacts(found),
          (error: unknown) => here && setProblem(reasonOf(error)),
        ),
      find === "" ? 0 : REST,
    );
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [find]);
  return [facts, problem];
}

interface FilterPanelProps {
  column: Column;
  filters: readonly Filter[];
  ask: Ask;
  onChange(filters: Filter[]): void;
}

/** Holds what a filter wants; rows follow once the reader rests. */
export function FilterPanel({ column, filters, ask, onChange }: FilterPanelProps) {
  const [draft, setDraft] = useState(() => draftOf(filters));
  const [find, setFind] = useState("");
  const [facts, problem] = useFacts(ask, find);
  const change = useRef(onChange);
  change.current = onChange;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<Draft | null>(null);
  const send = () => {
    clearTimeout(timer.current);
    if (latest.current !== null) change.current(filtersOf(column.name, latest.current));
    latest.current = null;
  };
  const sending = useRef(send);
  sending.current = send;
  useEffect(() => () => sending.current(), []);
  const edit = (next: Draft) => {
    setDraft(next);
    latest.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => sending.current(), REST);
  };
  if (problem !== null) return <p className="lit-table-note">{problem}</p>;
  if (facts === null) return <p className="lit-table-note">{t("factsComing")}</p>;
  return (
    <div className="lit-table-filter">
      <Range facts={facts} draft={draft} onEdit={edit} />
      {facts.kind === "text" || facts.kind === "other" ? <Words draft={draft} onEdit={edit} /> : null}
      <Values column={column} facts={facts} draft={draft} find={find} onFind={setFind} onEdit={edit} />
      <button
        type="button"
        className="lit-table-clear"
        disabled={filtersOf(column.name, draft).length === 0}
        onClick={() => {
          edit(NO_DRAFT);
          sending.current();
        }}
      >
        {t("clearFilter")}
      </button>
    </div>
  );
}

interface PartProps {
  draft: Draft;
  onEdit(draft: Draft): void;
}

const INPUTS: Partial<Record<Facts["kind"], string>> = {
  number: "number",
  duration: "number",
  date: "date",
  datetime: "datetime-local",
  time: "time",
};

/** From where to where, for what has an order. */
function Range({ facts, draft, onEdit }: PartProps & { facts: Facts }) {
  const type = INPUTS[facts.kind];
  if (type === undefined) return null;
  const end = (label: string, value: string, placeholder: string | null, edited: (value: string) => Draft) => (
    <label className="lit-table-end">
      <span>{label}</span>
      <input
        className="lit-table-input"
        type={type}
        step={type === "number" ? "any" : type === "date" ? undefined : 1}
        placeholder={placeholder ?? undefined}
        {...(type === "number" ? {} : { min: shortened(facts.least, type), max: shortened(facts.most, type) })}
        value={value}
        onChange={(event) => onEdit(edited(event.target.value))}
      />
    </label>
  );
  return (
    <div className="lit-table-range">
      {end(t("filterFrom"), draft.low, facts.least, (low) => ({ ...draft, low }))}
      {end(t("filterTo"), draft.high, facts.most, (high) => ({ ...draft, high }))}
      {type !== "number" && facts.least !== null && (
        <p className="lit-table-note">{t("filterSpan", { least: facts.least, most: facts.most ?? "" })}</p>
      )}
    </div>
  );
}

/** A moment as fields for dates and times take it. */
function shortened(text: string | null, type: string): string | undefined {
  return type === "datetime-local" ? text?.slice(0, 19) : (text ?? undefined);
}

function Words({ draft, onEdit }: PartProps) {
  return (
    <div className="lit-table-words">
      <select
        className="lit-table-input"
        aria-label={t("filterComparison")}
        value={draft.comparison}
        onChange={(event) => onEdit({ ...draft, comparison: event.target.value as Comparison })}
      >
        {COMPARISONS.map((comparison) => (
          <option key={comparison} value={comparison}>
            {t(COMPARISON_NAMES[comparison])}
          </option>
        ))}
      </select>
      <input
        className="lit-table-input"
        type="text"
        aria-label={t("filterText")}
        placeholder={t("filterText")}
        value={draft.text}
        onChange={(event) => onEdit({ ...draft, text: event.target.value })}
      />
    </div>
  );
}

/** How many values are listed before a field to find others is worth its place. */
const MANY = 12;

interface ValuesProps extends PartProps {
  column: Column;
  facts: ColumnFacts;
  find: string;
  onFind(text: string): void;
}

/** The values themselves, the most frequent first, each with how often it is there. */
function Values({ column, facts, draft, find, onFind, onEdit }: ValuesProps) {
  const heading = useId();
  if (facts.values.length === 0 && facts.empty === 0 && find === "") return null;
  const box = (key: string | null, label: ReactNode, count: number) => (
    <label key={key ?? "\u0000"} className="lit-table-column">
      <input type="checkbox" checked={isWanted(draft, key)} onChange={() => onEdit(toggled(draft, key))} />
      <span className="lit-table-value">{label}</span>
      <span className="lit-table-count">{count.toLocaleString()}</span>
    </label>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll and have a row of buttons as its legend
    <div role="group" aria-labelledby={heading} className="lit-table-values">
      <div className="lit-table-all">
        <span id={heading}>{t("filterValues")}</span>
        <button
          type="button"
          className="lit-table-clear"
          onClick={() => onEdit({ ...draft, only: false, keys: new Set() })}
        >
          {t("filterAll")}
        </button>
        <button
          type="button"
          className="lit-table-clear"
          onClick={() => onEdit({ ...draft, only: true, keys: new Set() })}
        >
          {t("filterNone")}
        </button>
      </div>
      {(find !== "" || facts.values.length > MANY) && (
        <input
          className="lit-table-input"
          type="search"
          aria-label={t("filterFind")}
          placeholder={t("filterFind")}
          value={find}
          onChange={(event) => onFind(event.target.value)}
        />
      )}
      {facts.empty > 0 && find === "" && box(null, <em>{t("filterEmpty")}</em>, facts.empty)}
      {facts.values.map(({ key, value, count }) => box(key, shownOf(column, value, key), count))}
    </div>
  );
}

/** A value as its cells show it. */
function shownOf(column: Column, value: unknown, key: string): string {
  return (value === null || value === undefined ? key : column.look.text(value)).trim() || key;
}

const TOP = 8;

/** A few numbers about a column, and its most frequent values. */
export function StatisticsPanel({ column, ask, count }: { column: Column; ask: Ask; count: number }) {
  const [facts, problem] = useFacts(ask, "");
  if (problem !== null) return <p className="lit-table-note">{problem}</p>;
  if (facts === null) return <p className="lit-table-note">{t("factsComing")}</p>;
  const entries: [string, string | null][] = [
    [t("factRows"), count.toLocaleString()],
    [t("factEmpty"), facts.empty.toLocaleString()],
    [t("factDistinct"), facts.distinct === null ? t("factMany") : facts.distinct.toLocaleString()],
    [t("factLeast"), facts.least],
    [t("factMost"), facts.most],
  ];
  const top = facts.values.slice(0, TOP);
  const largest = Math.max(1, ...top.map((value) => value.count));
  return (
    <div className="lit-table-filter">
      <dl className="lit-table-facts">
        {entries.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {top.length > 0 && (
        <ul className="lit-table-top" aria-label={t("factTop")}>
          {top.map(({ key, value, count: times }) => (
            <li key={key}>
              <span className="lit-table-value">{shownOf(column, value, key)}</span>
              <span className="lit-table-count">{times.toLocaleString()}</span>
              <span className="lit-table-bar" style={{ inlineSize: `${(100 * times) / largest}%` }} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
