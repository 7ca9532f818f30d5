/** What is said of the object under the pointer. */

import type { PydeckChart } from "../protocol";
import { sanitized } from "../ui/sanitize";

/** What deck.gl shows. */
export interface Tip {
  html?: string;
  text?: string;
  style: Record<string, string>;
}

type Dict = Record<string, unknown>;

const STYLE: Record<string, string> = {
  color: "var(--lit-text)",
  backgroundColor: "var(--lit-overlay)",
  border: "1px solid var(--lit-border)",
  borderRadius: "var(--lit-radius)",
  boxShadow: "var(--lit-shadow)",
  font: "0.8125rem / 1.5 var(--lit-font)",
  padding: "0.375rem 0.625rem",
  maxWidth: "20rem",
  whiteSpace: "pre-line",
  overflowWrap: "anywhere",
};
/** Fields that say nothing to a reader. */
const HIDDEN: ReadonlySet<string> = new Set(["position", "index", "geometry", "points"]);

/** The tooltip for an object, null where there is nothing to say. */
export function tipOf(tooltip: PydeckChart["tooltip"], object: unknown): Tip | null {
  if (!tooltip || typeof object !== "object" || object === null) return null;
  if (tooltip === true) return { text: listed(object as Dict), style: STYLE };
  const { html, text, style } = JSON.parse(tooltip) as { html?: string; text?: string; style?: Record<string, string> };
  const whole = { ...STYLE, ...style };
  if (html !== undefined) {
    const holder = document.createElement("div");
    const safe = sanitized(filled(html, object as Dict));
    // What stands in the data must not dress the rest of the page.
    for (const style of safe?.querySelectorAll("style") ?? []) style.remove();
    if (safe) holder.append(safe);
    return { html: holder.innerHTML, style: whole };
  }
  return { text: text === undefined ? listed(object as Dict) : filled(text, object as Dict), style: whole };
}

/** A template whose `{fields}` are those of an object, or of the properties of a feature. */
function filled(template: string, object: Dict): string {
  return template.replace(/\{([^{}]+)\}/g, (whole, path: string) => {
    const value = at(object, path) ?? at(object.properties as Dict | undefined, path);
    return value === undefined ? whole : shown(value);
  });
}

function at(object: Dict | undefined, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (value as Dict | null | undefined)?.[name], object);
}

function listed(object: Dict): string {
  const fields = { ...object, ...(object.properties as Dict | undefined) };
  return Object.entries(fields)
    .filter(([name, value]) => !HIDDEN.has(name) && (typeof value !== "object" || Array.isArray(value)))
    .map(([name, value]) => `${name}: ${shown(value)}`)
    .join("\n");
}

function shown(value: unknown): string {
  if (value === null) return "";
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)].join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
