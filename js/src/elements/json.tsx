import { type ReactNode, useMemo, useState } from "react";
import type { JsonView as JsonElement } from "../protocol";
import { AlertBox } from "../ui/alert_box";
import { CopyButton } from "../ui/copy_button";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./json.css";

addStyle(sheet);

/** How many entries of one level are drawn at first. */
const PORTION = 100;

/** Data as a tree that the reader opens and closes. */
export function JsonView({ element }: ElementProps<JsonElement>) {
  return <JsonTree body={element.body} expanded={element.expanded} />;
}

export function JsonTree({ body, expanded }: Pick<JsonElement, "body" | "expanded">) {
  const { data, problem } = useMemo(() => parse(body), [body]);
  if (problem !== null)
    return (
      <AlertBox level="error" icon={null}>
        {t("jsonProblem", { problem })}
      </AlertBox>
    );
  const depth = expanded === true ? Number.POSITIVE_INFINITY : Number(expanded);
  return (
    <div className="lit-json stJson" data-testid="stJson">
      <div className="react-json-view">
        <Value key={`${depth}`} value={data} depth={depth} />
      </div>
      <CopyButton text={body} />
    </div>
  );
}

/** What stands before a number that JSON has no word for, once it is read. */
const NO_JSON = "\u0000";

/** Reads JSON as Python writes it: with NaN and Infinity. */
export function parse(body: string): { data: unknown; problem: string | null } {
  const words = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
  try {
    return { data: JSON.parse(body), problem: null };
  } catch {
    // The words that Python adds, or no JSON at all.
  }
  try {
    const quoted = body.replace(words, (word) => (word.startsWith('"') ? word : `"${NO_JSON}${word}"`));
    return { data: JSON.parse(quoted.replaceAll(NO_JSON, "\\u0000")), problem: null };
  } catch (error) {
    return { data: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

function written(value: unknown): string {
  if (value === null) return "NULL";
  if (typeof value === "string" && value.startsWith(NO_JSON)) return value.slice(1);
  return JSON.stringify(value);
}

/** A value, with the name or place it has in what holds it. */
function Value({ name, value, depth }: { name?: ReactNode; value: unknown; depth: number }) {
  if (typeof value === "object" && value !== null) return <Group name={name} value={value} depth={depth} />;
  return (
    <div className="lit-json-row variable-row">
      {name}
      <span className="variable-value" data-type={value === null ? "null" : typeof value}>
        {written(value)}
      </span>
    </div>
  );
}

function Group({ name, value, depth }: { name: ReactNode; value: object; depth: number }) {
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, setOpen] = useState(depth > 0);
  const [shown, setShown] = useState(PORTION);
  const [begin, end] = list ? "[]" : "{}";
  if (entries.length === 0) {
    return (
      <div className="lit-json-row variable-row">
        {name}
        <span className="variable-value">{list ? "[]" : "{}"}</span>
      </div>
    );
  }
  return (
    <div className="object-key-val">
      <button
        type="button"
        className="lit-json-row lit-json-toggle"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Glyph name="chevronRight" className="lit-json-chevron" />
        {name}
        <span>{begin}</span>
        {!open && <span className="lit-json-ellipsis node-ellipsis">...</span>}
        {!open && <span>{end}</span>}
        <span className="lit-json-count">{t("items", { count: entries.length })}</span>
      </button>
      {open && (
        <>
          <div className="lit-json-children">
            {entries.slice(0, shown).map(([key, child]) => (
              <Value key={key} name={<Name name={key} list={list} />} value={child} depth={depth - 1} />
            ))}
            {entries.length > shown && (
              <button type="button" className="lit-json-more" onClick={() => setShown(shown + 10 * PORTION)}>
                {t("more", { count: entries.length - shown })}
              </button>
            )}
          </div>
          <div className="lit-json-row">{end}</div>
        </>
      )}
    </div>
  );
}

function Name({ name, list }: { name: string; list: boolean }) {
  return (
    <span className="object-key" data-list={list || undefined}>
      {list ? name : JSON.stringify(name)}
      <span className="lit-json-colon">:</span>
    </span>
  );
}
