/** The apps of one notebook as they stand: what its cells say, and what its kernel has of them. */

import type { Kernel, Message, NotebookPanel } from "@jupyterlab/notebook";
import { appsOf, type Cell, modelIn, type NotebookApp } from "./apps";
import { renewSubshells, subshellOf } from "./subshell";

/** How long the notebook must be at rest before what has changed in it is looked at, in ms. */
const REST = 300;
/** A kernel that says so has no memory, or is about to lose it; "starting" is all that another browser hears of a restart. */
const FORGETS = new Set(["restarting", "autorestarting", "starting", "terminating", "dead"]);

/** How an app stands: the id of the widget that shows it, or why there is none. */
export type Standing =
  | { is: "shown"; model: string }
  /**
   * "asked": the kernel has yet to say; "returning": it has been started again, and the app may come back by itself;
   * "lost": the app was in a kernel before this one; "new": its cell has not run.
   */
  | { is: "asked" | "returning" | "lost" | "new" | "without kernel" };

/** Follows a notebook and its kernel, through restarts and changes of the kernel. */
export class NotebookApps {
  /** In the order of their cells. */
  list: readonly NotebookApp[] = [];
  /** The names of those that have come back by themselves after a restart. */
  readonly revived = new Set<string>();
  /** How often the kernel has been started again from here. */
  restarts = 0;
  private readonly watchers = new Set<() => void>();
  /** The widgets of the kernel's apps, by the app's name; null while they are not known. */
  private known: ReadonlyMap<string, string> | null = null;
  /** Widgets under cells that the kernel need not be asked about (again). */
  private readonly asked = new Set<string>();
  /** What the kernel has been asked, until it answers. */
  private question: Promise<void> | null = null;
  /** Whether the kernel has been started again from here, and is not there yet. */
  private restarting = false;
  private giveUp: () => void = () => undefined;
  /** What the kernel had when it was started again, as long as that may come back: the widgets, by the app's name. */
  private returning: ReadonlyMap<string, string> = new Map();
  private timer = 0;

  constructor(private readonly notebook: NotebookPanel) {
    const { context, sessionContext } = notebook;
    this.listen(null, this.kernel);
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

  /** Looks at the notebook, and waits for what its kernel says. */
  async news(): Promise<void> {
    this.look();
    await this.question;
  }

  /** The apps that the kernel had when it was started again, and has not now, with the widgets it had. */
  lost(): { app: NotebookApp; model: string }[] {
    return this.list.flatMap((app) => {
      const model = this.returning.get(app.name);
      return model !== undefined && this.standing(app).is !== "shown" ? [{ app, model }] : [];
    });
  }

  /** What has not come back yet will not. */
  settle(): void {
    if (this.returning.size === 0) return;
    this.returning = new Map();
    this.tell();
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
    if (this.returning.has(app.name)) return { is: "returning" };
    if (this.question !== null) return { is: "asked" };
    return { is: app.model ? "lost" : "new" };
  }

  private dispose(): void {
    const { notebook } = this;
    window.clearTimeout(this.timer);
    this.watchers.clear();
    this.listen(this.kernel, null);
    notebook.sessionContext.kernelChanged.disconnect(this.kernelChanged, this);
    notebook.sessionContext.statusChanged.disconnect(this.kernelSays, this);
    notebook.model?.contentChanged.disconnect(this.lookSoon, this);
  }

  private kernelSays(_: unknown, status: string): void {
    if (status === "starting" && !this.restarting && this.kernel) renewSubshells(this.kernel);
    this.restarting = status === "restarting" || (this.restarting && status !== "starting");
    if (status === "restarting") {
      this.returning = new Map([...this.returning, ...(this.known ?? [])]);
      this.restarts += 1;
    } else if (FORGETS.has(status) && status !== "starting") {
      this.returning = new Map(); // the app may be why
    }
    if (FORGETS.has(status)) this.forget(new Map());
    else this.lookSoon();
  }

  /** Told of a restart as well: the kernel is the same then. */
  private kernelChanged(
    _: unknown,
    { oldValue, newValue }: { oldValue: Kernel | null; newValue: Kernel | null },
  ): void {
    if (oldValue !== newValue) {
      this.returning = new Map();
      this.listen(oldValue, newValue);
    }
    this.forget(null);
  }

  /** Hears what the kernel shows to anybody: another browser may run a cell of this notebook. */
  private listen(before: Kernel | null, after: Kernel | null): void {
    before?.iopubMessage.disconnect(this.hear, this);
    after?.iopubMessage.connect(this.hear, this);
  }

  private hear(_: unknown, { header, content }: Message): void {
    const model = header.msg_type === "display_data" ? modelIn(content.data ?? {}) : null;
    if (model === null) return;
    void Promise.resolve(this.question).then(() => {
      if (this.isStrange(model)) this.ask([model]);
    });
  }

  private isStrange(model: string): boolean {
    return !this.asked.has(model) && ![...(this.known?.values() ?? [])].includes(model);
  }

  /** The kernel's memory is gone, and with it every widget that the notebook shows. */
  private forget(known: ReadonlyMap<string, string> | null): void {
    for (const { model } of this.list) if (model) this.asked.add(model);
    this.known = known;
    this.revived.clear();
    this.question = null;
    this.giveUp();
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
    const strange = this.list.flatMap(({ model }) => (model !== null && this.isStrange(model) ? [model] : []));
    // A cell may have an output that nobody has saved: who watches wants to know for certain.
    const unsure = this.known === null && this.list.length > 0 && this.watchers.size > 0;
    if (unsure || strange.length > 0) this.ask(strange);
    this.tell();
  }

  private tell(): void {
    for (const changed of [...this.watchers]) changed();
  }

  /** Asks the kernel for its apps: the notebook may be older than its kernel, and knows nothing of outputs not saved. */
  private ask(strange: readonly string[]): void {
    const { kernel } = this;
    if (kernel === null || this.question !== null) return;
    for (const model of strange) this.asked.add(model);
    const given = new Promise<null>((resolve) => {
      this.giveUp = () => resolve(null);
    });
    const question = Promise.race([widgetsOf(kernel), given]).then((known) => {
      if (this.question !== question || known === null) return;
      this.question = null;
      this.known = known;
      this.returning = new Map([...this.returning].filter(([name]) => !known.has(name)));
      this.look();
    });
    this.question = question;
  }
}

/** The widgets of a kernel's apps, by the app's name; none for a kernel without our extension. */
function widgetsOf(kernel: Kernel): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve) => {
    const comm = kernel.createComm("jupyterlit");
    comm.onMsg = ({ content }) => {
      comm.onClose = () => undefined;
      resolve(new Map(Object.entries(content.data)));
      comm.close();
    };
    comm.onClose = () => resolve(new Map());
    void subshellOf(kernel, comm).then(() => {
      if (!comm.isDisposed) comm.open({ apps: true });
    });
  });
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
