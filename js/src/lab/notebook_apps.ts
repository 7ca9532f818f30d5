/** The apps of one notebook as they stand: what its cells say, and what its kernel has of them. */

import type { Kernel, NotebookPanel } from "@jupyterlab/notebook";
import { appsOf, type Cell, type NotebookApp } from "./apps";
import { subshellOf } from "./subshell";

/** How long the notebook must be at rest before what has changed in it is looked at, in ms. */
const REST = 300;
/** A kernel in one of these will not come back by itself, or comes back without its memory. */
const FORGETS = new Set(["restarting", "autorestarting", "terminating", "dead"]);

/** How an app stands: the id of the widget that shows it, or why there is none. */
export type Standing =
  | { is: "shown"; model: string }
  /** "asked": the kernel has yet to say; "lost": it had the app, and has started again; "new": the cell has not run. */
  | { is: "asked" | "lost" | "new" | "without kernel" };

/** Follows a notebook and its kernel, through restarts and changes of the kernel. */
export class NotebookApps {
  /** In the order of their cells. */
  list: readonly NotebookApp[] = [];
  private readonly watchers = new Set<() => void>();
  /** The widgets of the kernel's apps, by the app's name; null while they are not known. */
  private known: ReadonlyMap<string, string> | null = null;
  /** Widgets under cells that the kernel need not be asked about (again). */
  private readonly asked = new Set<string>();
  private asking: Kernel | null = null;
  private timer = 0;

  constructor(private readonly notebook: NotebookPanel) {
    const { context, sessionContext } = notebook;
    notebook.disposed.connect(this.dispose, this);
    sessionContext.kernelChanged.connect(this.kernelChanged, this);
    sessionContext.statusChanged.connect(this.kernelSays, this);
    void Promise.all([context.ready, notebook.revealed]).then(() => {
      if (notebook.isDisposed) return;
      notebook.model?.contentChanged.connect(this.lookSoon, this);
      this.look();
    });
  }

  get kernel(): Kernel | null {
    return this.notebook.sessionContext.session?.kernel ?? null;
  }

  /** Calls when anything of the apps may have changed, until what it returns is called. */
  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    this.look();
    return () => this.watchers.delete(changed);
  }

  find(name: string): NotebookApp | undefined {
    return this.list.find((app) => app.name === name);
  }

  /** The code of an app's cell as it stands in the notebook. */
  source({ cell }: NotebookApp): string {
    for (const each of this.notebook.model?.cells ?? []) if (each.id === cell) return each.sharedModel.getSource();
    return "";
  }

  standing(app: NotebookApp): Standing {
    if (this.kernel === null) return { is: "without kernel" };
    const model = this.known?.get(app.name);
    if (model !== undefined) return { is: "shown", model };
    if (this.asking !== null) return { is: "asked" };
    return { is: app.model ? "lost" : "new" };
  }

  private dispose(): void {
    const { notebook } = this;
    window.clearTimeout(this.timer);
    this.watchers.clear();
    notebook.sessionContext.kernelChanged.disconnect(this.kernelChanged, this);
    notebook.sessionContext.statusChanged.disconnect(this.kernelSays, this);
    notebook.model?.contentChanged.disconnect(this.lookSoon, this);
  }

  private kernelSays(_: unknown, status: string): void {
    if (FORGETS.has(status)) this.forget(new Map());
    else this.lookSoon();
  }

  private kernelChanged(): void {
    this.forget(null);
  }

  /** The kernel's memory is gone, and with it every widget that the notebook shows. */
  private forget(known: ReadonlyMap<string, string> | null): void {
    for (const { model } of this.list) if (model) this.asked.add(model);
    this.known = known;
    this.asking = null;
    this.look();
  }

  /** Looks at the notebook once it rests. */
  private lookSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(), REST);
  }

  private look(): void {
    if (this.notebook.isDisposed || !this.notebook.model) return;
    this.list = appsOf(cellsOf(this.notebook));
    const strange = this.list.flatMap(({ name, model }) =>
      model !== null && model !== this.known?.get(name) && !this.asked.has(model) ? [model] : [],
    );
    if (this.list.length > 0 && (this.known === null || strange.length > 0)) this.ask(strange);
    this.tell();
  }

  private tell(): void {
    for (const changed of [...this.watchers]) changed();
  }

  /** Asks the kernel for its apps: the notebook may be older than its kernel, and knows nothing of outputs not saved. */
  private ask(strange: readonly string[]): void {
    const { kernel } = this;
    if (kernel === null || this.asking === kernel) return;
    this.asking = kernel;
    for (const model of strange) this.asked.add(model);
    const comm = kernel.createComm("jupyterlit");
    const take = (known: Record<string, string>): void => {
      comm.onClose = () => undefined;
      if (this.asking !== kernel || this.kernel !== kernel) return;
      this.asking = null;
      this.known = new Map(Object.entries(known));
      this.look();
    };
    comm.onMsg = ({ content }) => {
      take(content.data);
      comm.close();
    };
    comm.onClose = () => take({}); // a kernel without our extension
    void subshellOf(kernel, comm).then(() => {
      if (!comm.isDisposed) comm.open({ apps: true });
    });
  }
}

function cellsOf(notebook: NotebookPanel): Cell[] {
  const cells: Cell[] = [];
  for (const { id, type, sharedModel, outputs } of notebook.model?.cells ?? []) {
    if (type !== "code") continue;
    const bundles = Array.from({ length: outputs?.length ?? 0 }, (_, index) => outputs?.get(index).data ?? {});
    cells.push({ id, source: sharedModel.getSource(), outputs: bundles });
  }
  return cells;
}
