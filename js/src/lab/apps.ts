/** The apps of a notebook, read from its cells. */

export const VIEW = "application/vnd.jupyter.widget-view+json";

/** A code cell, as much of it as counts here. */
export interface Cell {
  id: string;
  source: string;
  /** The MIME bundles of its outputs. */
  outputs: readonly { readonly [type: string]: unknown }[];
}

export interface NotebookApp {
  /** The app's name in the kernel: that of its cell, or the cell's id. */
  name: string;
  /** What the reader knows it by; empty for a cell without a name. */
  title: string;
  /** The cell's id. */
  cell: string;
  /** The widget that shows it under the cell, if the cell has run. */
  model: string | null;
}

/** Lists the apps of a notebook in the order of their cells; of cells that give the same name, the last that has run counts. */
export function appsOf(cells: Iterable<Cell>): NotebookApp[] {
  const found = new Map<string, NotebookApp>();
  for (const cell of cells) {
    const title = titleOf(cell.source);
    if (title === null) continue;
    const app = { name: title || cell.id, title, cell: cell.id, model: modelOf(cell) };
    const before = found.get(app.name);
    if (before === undefined || app.model !== null || before.model === null) found.set(app.name, app);
  }
  return [...found.values()];
}

/** The name that a cell gives its app, empty if it gives none; null if it is no app's. */
function titleOf(source: string): string | null {
  const [, line] = /^\s*%%app\b(.*)/.exec(source) ?? [];
  if (line === undefined) return null;
  let title = "";
  let value = false;
  for (const [, double, single, plain] of line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)) {
    if (plain === "--help" || plain === "-h") return null;
    if (value) value = false;
    else if (plain === "--height" || plain === "--snapshot") value = true;
    else if (!plain?.startsWith("-")) title ||= double ?? single ?? plain ?? "";
  }
  return title;
}

function modelOf(cell: Cell): string | null {
  for (const output of cell.outputs) {
    const model = modelIn(output);
    if (model !== null) return model;
  }
  return null;
}

/** The widget that a MIME bundle shows, if it does. */
export function modelIn(bundle: { readonly [type: string]: unknown }): string | null {
  const view = bundle[VIEW];
  return typeof view === "object" && view !== null && "model_id" in view ? String(view.model_id) : null;
}
