/** Lumino's widgets, as much of them as our extension uses: JupyterLab brings the package only at run time. */

type Slot = { slot: (...given: never[]) => void; context: unknown };

export class Widget {
  id = "";
  readonly node: HTMLElement;
  readonly title = { label: "", caption: "", closable: false, icon: null as unknown };
  isDisposed = false;
  parent: Panel | null = null;
  private readonly slots: Slot[] = [];
  readonly disposed = {
    connect: (slot: Slot["slot"], context?: unknown) => this.slots.push({ slot, context }),
    disconnect: () => true,
  };

  constructor(options: { node?: HTMLElement } = {}) {
    this.node = options.node ?? document.createElement("div");
  }

  addClass(name: string): void {
    this.node.classList.add(name);
  }

  setHidden(hidden: boolean): void {
    this.node.classList.toggle("lm-mod-hidden", hidden);
  }

  dispose(): void {
    this.isDisposed = true;
    this.node.remove();
    for (const { slot, context } of this.slots) slot.call(context);
  }
}

export class Panel extends Widget {
  readonly widgets: Widget[] = [];

  addWidget(widget: Widget): void {
    this.widgets.push(widget);
    this.node.append(widget.node);
  }
}
