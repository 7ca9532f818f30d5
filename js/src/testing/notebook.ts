/** A notebook with its kernel, as much of it as our extension sees. */

import type { CellModel, Comm, Kernel, Message, NotebookPanel } from "@jupyterlab/notebook";
import type { ISignal } from "@lumino/signaling";
import { VIEW } from "../lab/apps";
import { Widget } from "./lumino";

class FakeSignal<Args> implements ISignal<never, Args> {
  private readonly slots: { slot: (sender: never, args: Args) => void; context: unknown }[] = [];

  connect(slot: (sender: never, args: Args) => void, context?: unknown): boolean {
    this.slots.push({ slot, context });
    return true;
  }

  disconnect(slot: (sender: never, args: Args) => void, context?: unknown): boolean {
    const at = this.slots.findIndex((each) => each.slot === slot && each.context === context);
    if (at >= 0) this.slots.splice(at, 1);
    return at >= 0;
  }

  emit(args: Args): void {
    for (const { slot, context } of [...this.slots]) slot.call(context, undefined as never, args);
  }
}

export class FakeKernel {
  readonly info = Promise.resolve();
  readonly iopubMessage = new FakeSignal<Message>();
  commsOverSubshells = "perCommTarget";
  /** The widgets of its apps; null for a kernel without our extension. */
  widgets: Record<string, string> | null = {};
  /** Whether it answers. */
  mute = false;
  asked = 0;
  readonly executed: string[] = [];

  createComm(): Comm {
    const comm: Comm = {
      isDisposed: false,
      onMsg: () => undefined,
      onClose: () => undefined,
      close: () => undefined,
      send: () => undefined,
      open: () => {
        this.asked += 1;
        if (this.mute) return;
        if (this.widgets) comm.onMsg({ content: { data: { ...this.widgets } } });
        else comm.onClose();
      },
    };
    return comm;
  }

  requestExecute({ code }: { code: string }): void {
    this.executed.push(code);
  }

  /** Shows a widget to everybody, as a cell does that another browser has run. */
  display(model: string): void {
    const data = { [VIEW]: { model_id: model } };
    this.iopubMessage.emit({ header: { msg_type: "display_data" }, content: { data } });
  }
}

export class FakeNotebook {
  readonly kernel = new FakeKernel();
  readonly cells: (CellModel & { executionState: string })[] = [];
  readonly contentChanged = new FakeSignal<void>();
  readonly statusChanged = new FakeSignal<string>();
  readonly kernelChanged = new FakeSignal<{ oldValue: Kernel | null; newValue: Kernel | null }>();
  readonly disposed = new FakeSignal<void>();
  readonly revealed = Promise.resolve();
  readonly isDisposed = false;
  readonly context = { path: "folder/a.ipynb", ready: Promise.resolve(), pathChanged: new FakeSignal<string>() };
  /** The widgets that were drawn. */
  readonly drawn: string[] = [];
  readonly content = {
    rendermime: {
      createRenderer: () =>
        Object.assign(new Widget(), {
          renderModel: async ({ data }: { data: Record<string, { model_id: string }> }) =>
            void this.drawn.push(data[VIEW]?.model_id ?? ""),
        }),
    },
  };
  readonly sessionContext = {
    session: { kernel: this.kernel as FakeKernel | null },
    kernelChanged: this.kernelChanged,
    statusChanged: this.statusChanged,
  };
  readonly model = { cells: this.cells, contentChanged: this.contentChanged };

  get panel(): NotebookPanel {
    return this as unknown as NotebookPanel;
  }

  /** Puts a cell into the notebook, or changes it; `model` is the widget that is shown under it. */
  cell(id: string, source: string, model?: string): void {
    const data = model === undefined ? [] : [{ data: { [VIEW]: { model_id: model } } }];
    const outputs = { length: data.length, get: (index: number) => data[index] ?? { data: {} } };
    const cell = { id, type: "code", executionState: "idle", sharedModel: { getSource: () => source }, outputs };
    const at = this.cells.findIndex((each) => each.id === id);
    this.cells.splice(at < 0 ? this.cells.length : at, at < 0 ? 0 : 1, cell);
    this.contentChanged.emit();
  }

  says(...statuses: string[]): void {
    for (const status of statuses) this.statusChanged.emit(status);
  }
}
