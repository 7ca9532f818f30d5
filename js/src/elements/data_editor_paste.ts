/** What a clipboard holds, as rows of texts; and which cells take which. */

/** How many cells one paste or fill may change: beyond that a file is of more use. */
export const MOST_CELLS = 200_000;

/** Lines of texts between tabs, as spreadsheets write them: what has tabs, line breaks or quotes of its own stands in quotes. */
export function fromText(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  while (at <= body.length) {
    const [cell, end] = body[at] === '"' ? (quoted(body, at) ?? plain(body, at)) : plain(body, at);
    row.push(cell);
    if (body[end] !== "\t") {
      rows.push(row);
      row = [];
    }
    at = end + 1;
  }
  return rows;
}

const PLAIN = /[^\t\n]*/y;

function plain(text: string, start: number): [string, number] {
  PLAIN.lastIndex = start;
  const [cell = ""] = PLAIN.exec(text) ?? [];
  return [cell, start + cell.length];
}

/** A text in quotes, and where it ends; null where what follows the quotes says that they belong to the text. */
function quoted(text: string, start: number): [string, number] | null {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    const next = text[at + 1];
    if (next !== undefined && next !== "\t" && next !== "\n") return null;
    return [text.slice(start + 1, at).replaceAll('""', '"'), at + 1];
  }
  return null;
}

/** The first table of a page's markup; null where it has none. */
export function fromHtml(html: string): string[][] | null {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (table === null) return null;
  const rows = [...table.querySelectorAll("tr")].map((row) =>
    [...row.querySelectorAll("th, td")].flatMap((cell) => {
      for (const line of cell.querySelectorAll("br")) line.replaceWith("\n");
      const text = (cell.textContent ?? "").replaceAll("\u00a0", " ").trim();
      const more = Math.max(0, Math.min(1000, Number(cell.getAttribute("colspan") ?? 1)) - 1);
      return [text, ...Array.from({ length: more }, () => "")];
    }),
  );
  return rows.length > 0 ? rows : null;
}

/**
 * What is on a clipboard. Plain text is exact where it has tabs or lines, and what stands on its own; the markup is for
 * programs that say more there than in the text.
 */
export function fromClipboard(text: string, html: string): string[][] {
  const rows = fromText(text);
  if (html !== "" && rows.length === 1 && rows[0]?.length === 1) return fromHtml(html) ?? rows;
  if (text === "" && html !== "") return fromHtml(html) ?? [];
  return text === "" ? [] : rows;
}

/** Cells side by side, by their places in the grid. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One cell that takes what another place has. */
export interface Move {
  from: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
}

/** Where the cells of a clipboard go: one cell fills the whole selection, and what divides it is repeated. */
export function spread(width: number, height: number, area: Area): Area {
  const repeats = area.width % width === 0 && area.height % height === 0;
  return repeats ? area : { ...area, width, height };
}

/** Repeats the cells of one area all over another that holds it. */
export function filled(source: Area, target: Area): Move[] {
  const moves: Move[] = [];
  for (let y = target.y; y < target.y + target.height; y++) {
    for (let x = target.x; x < target.x + target.width; x++) {
      const within = x >= source.x && x < source.x + source.width && y >= source.y && y < source.y + source.height;
      if (within) continue;
      const from = [
        source.x + modulo(x - source.x, source.width),
        source.y + modulo(y - source.y, source.height),
      ] as const;
      moves.push({ from, to: [x, y] });
    }
  }
  return moves;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
