/** Brings apps back after their kernel has been started again: their cells run once more. */

import type { NotebookPanel } from "@jupyterlab/notebook";
import type { NotebookApp } from "./apps";
import type { NotebookApps } from "./notebook_apps";

/** How long the kernel must have been idle: who runs cells after a restart begins at once. */
const REST = 300;
/** What a cell needs to be an app: the extension, which the kernel had before. It leaves no name behind. */
const EXTENSION = '__import__("jupyterlit").load_ipython_extension(get_ipython())';

export interface Doors {
  /** Whether that is wanted. */
  wanted(): boolean;
  /** Whether an app is shown beside the notebook. */
  beside(notebook: NotebookPanel, app: string): boolean;
  /** Runs one cell. */
  run(notebook: NotebookPanel, cell: string): Promise<unknown>;
}

/**
 * Runs the cells of the apps that were to be seen, under their cells or beside the notebook, and nothing else. A kernel
 * that has died is left alone: the app may be why.
 */
export class Revival {
  private timer = 0;
  private busy = false;

  constructor(
    private readonly notebook: NotebookPanel,
    private readonly apps: NotebookApps,
    private readonly doors: Doors,
  ) {
    notebook.sessionContext.statusChanged.connect(this.kernelSays, this);
    notebook.disposed.connect(() => window.clearTimeout(this.timer));
  }

  private kernelSays(_: unknown, status: string): void {
    window.clearTimeout(this.timer);
    if (status === "idle") this.timer = window.setTimeout(() => void this.revive(), REST);
  }

  private async revive(): Promise<void> {
    const { notebook, apps } = this;
    if (this.busy || apps.lost().length === 0 || runs(notebook)) return; // what the reader runs may bring them as well
    this.busy = true;
    const { restarts } = apps;
    try {
      await apps.news();
      const lost = apps.lost().filter(({ app, model }) => this.shown(app, model));
      if (lost.length > 0 && this.doors.wanted()) await this.run(lost.map(({ app }) => app));
    } finally {
      this.busy = false;
      if (apps.restarts === restarts) apps.settle();
    }
  }

  private async run(lost: readonly NotebookApp[]): Promise<void> {
    const load = { code: EXTENSION, silent: true, store_history: false, stop_on_error: false };
    this.apps.kernel?.requestExecute(load, true, {});
    for (const { name } of lost) this.apps.revived.add(name);
    await Promise.allSettled(lost.map(({ cell }) => this.doors.run(this.notebook, cell)));
    await this.apps.news();
  }

  private shown(app: NotebookApp, model: string): boolean {
    return app.model === model || this.doors.beside(this.notebook, app.name);
  }
}

/** Whether cells run, or wait for it. */
function runs(notebook: NotebookPanel): boolean {
  for (const cell of notebook.model?.cells ?? []) if (cell.executionState === "running") return true;
  return false;
}
