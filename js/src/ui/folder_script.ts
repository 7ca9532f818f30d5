/** Where a script names other files: what it imports at once, what it imports later, and where it asks for its own place. */

/** A stretch of a text. */
interface Place {
  start: number;
  end: number;
}

/** Something to be put in the place of a stretch of a text. */
export interface Edit extends Place {
  text: string;
}

/** A stretch of a text that names a file, and what stands there once that has an address. */
export interface Named extends Place {
  name: string;
  put(url: string): string;
}

export interface ScriptParts {
  /** Modules that are imported before the script runs. */
  imports: (Place & { name: string })[];
  /** The word `import` where something is imported later. */
  later: Place[];
  /** `import.meta.url`. */
  own: Place[];
  /** Files named against the script's own place. */
  assets: Named[];
}

const DYNAMIC = 2;
const META = 3;
const ASSET = /\bnew\s+URL\(\s*(["'`])([^"'`$\\]+)\1\s*,\s*import\.meta\.url\s*\)/g;

/** Finds the names of other files in a script; none where it is not understood. */
export async function scriptParts(text: string): Promise<ScriptParts> {
  const parts: ScriptParts = { imports: [], later: [], own: [], assets: [] };
  if (!/\b(import|from)\b/.test(text)) return parts;
  const { init, parse } = await import("es-module-lexer/minimal");
  await init;
  let found: ReturnType<typeof parse>[0];
  try {
    [found] = parse(text);
  } catch {
    return parts; // the browser will say what is wrong with it
  }
  for (const { n: name, t: kind, s, e, ss, d } of found) {
    if (d === -1 && name !== undefined) parts.imports.push({ name, start: s, end: e });
    else if (kind === DYNAMIC) parts.later.push({ start: ss, end: ss + "import".length });
    else if (kind === META && text.startsWith(".url", e)) parts.own.push({ start: s, end: e + ".url".length });
  }
  for (const match of text.matchAll(ASSET)) {
    const start = match.index;
    const end = start + match[0].length;
    const own = parts.own.findIndex((place) => place.start > start && place.end < end);
    if (own === -1) continue; // a text about code
    parts.own.splice(own, 1);
    parts.assets.push({ name: match[2] ?? "", start, end, put: (url) => `new URL("${url}")` });
  }
  return parts;
}

/** What stands in the place of `import`: a function that fetches later, for the script at `at`. */
export function fetchesLater(key: string, at: string): string {
  return `jupyterlitFolder(${JSON.stringify(key)},${JSON.stringify(at)})`;
}

/** A text with other words in some places, which do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
