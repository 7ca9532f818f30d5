/** Where the preview shows the app: as wide as the panel, or as a tablet or a phone. */

import type { NotebookPanel } from "@jupyterlab/notebook";
import { Panel, type Widget } from "@lumino/widgets";
import { VIEW } from "./apps";

export const WIDTHS = ["desktop", "tablet", "phone"] as const;
export type Width = (typeof WIDTHS)[number];

type Renderers = NotebookPanel["content"]["rendermime"];

export class Stage extends Panel {
  /** Whether the app shows an error of its own. */
  failed = false;
  private model: string | null = null;
  private view: Widget | null = null;
  private readonly observer: MutationObserver;

  /** `changed` is told when an error comes or goes. */
  constructor(
    private readonly renderers: Renderers,
    private readonly changed: () => void,
  ) {
    super();
    this.addClass("lit-panel-stage");
    this.observer = new MutationObserver(() => this.look());
    this.observer.observe(this.node, { childList: true, subtree: true });
  }

  get isEmpty(): boolean {
    return this.model === null;
  }

  set width(width: Width) {
    this.node.dataset.width = width;
  }

  /** Shows a widget of the notebook's kernel once more, or nothing. */
  show(model: string | null): void {
    if (model === this.model) return;
    this.model = model;
    this.view?.dispose();
    this.view = null;
    if (model === null) return;
    const view = this.renderers.createRenderer(VIEW);
    view.addClass("lit-panel-view");
    this.view = view;
    this.addWidget(view);
    const data = { [VIEW]: { version_major: 2, version_minor: 0, model_id: model } };
    const drawn = view.renderModel({ data, metadata: {}, trusted: true, setData: () => undefined });
    void drawn.catch((error: unknown) => {
      if (!view.isDisposed) throw error; // the kernel may start again while a view is being drawn
    });
  }

  override dispose(): void {
    this.observer.disconnect();
    super.dispose();
  }

  private look(): void {
    const failed = this.node.querySelector("[data-testid=stException]") !== null;
    if (failed === this.failed) return;
    this.failed = failed;
    this.changed();
  }
}
