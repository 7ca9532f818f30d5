/**
 * The parts of JupyterLab's interface that `lab/` and `entries/lab.ts` use.
 *
 * JupyterLab brings the packages at run time; declaring what we call of them here keeps its few hundred packages out of
 * the build.
 */

declare module "@lumino/signaling" {
  export interface ISignal<Sender, Args> {
    connect(slot: (sender: Sender, args: Args) => void, context?: unknown): boolean;
    disconnect(slot: (sender: Sender, args: Args) => void, context?: unknown): boolean;
  }
  export const Signal: { clearData(object: unknown): void };
}

declare module "@lumino/coreutils" {
  /** What a service is asked for by. */
  export class Token<Service> {
    private service: Service;
  }
}

declare module "@lumino/widgets" {
  import type { Message } from "@lumino/messaging";
  import type { ISignal } from "@lumino/signaling";

  export class Widget {
    constructor(options?: { node?: HTMLElement });
    static attach(widget: Widget, host: HTMLElement): void;
    static detach(widget: Widget): void;
    static readonly ResizeMessage: { readonly UnknownSize: Message };
    processMessage(message: Message): void;
    id: string;
    readonly node: HTMLElement;
    readonly title: { label: string; caption: string; closable: boolean; icon: unknown };
    readonly isAttached: boolean;
    readonly isDisposed: boolean;
    readonly disposed: ISignal<this, void>;
    addClass(name: string): void;
    setHidden(hidden: boolean): void;
    dispose(): void;
  }
  export class Panel extends Widget {
    addWidget(widget: Widget): void;
  }
}

declare module "@jupyterlab/ui-components" {
  import type { JupyterFrontEnd } from "@jupyterlab/application";
  import { Widget } from "@lumino/widgets";

  export class LabIcon {
    constructor(options: { name: string; svgstr: string });
  }
  export class CommandToolbarButton extends Widget {
    constructor(options: { commands: JupyterFrontEnd["commands"]; id: string; label: string });
  }
}

declare module "@jupyterlab/coreutils" {
  export const PageConfig: { getBaseUrl(): string };
  export const URLExt: { encodeParts(path: string): string };
}

declare module "@jupyterlab/translation" {
  import type { Token } from "@lumino/coreutils";

  /** The words of one extension; `%1` in a text stands for the first argument. */
  export interface TranslationBundle {
    __(text: string, ...args: string[]): string;
    gettext(text: string, ...args: string[]): string;
  }
  export interface ITranslator {
    load(domain: string): TranslationBundle;
  }
  export const ITranslator: Token<ITranslator>;
  export const nullTranslator: ITranslator;
}

declare module "@jupyterlab/settingregistry" {
  import type { Token } from "@lumino/coreutils";
  import type { ISignal } from "@lumino/signaling";

  export interface Settings {
    readonly changed: ISignal<Settings, void>;
    get(key: string): { composite: unknown };
    set(key: string, value: unknown): Promise<void>;
  }
  /** A schema, as far as it has words. */
  export interface Schema {
    title?: string;
    description?: string;
    properties?: Record<string, Schema>;
  }
  export interface SettingsPlugin {
    id: string;
    schema: Schema;
  }
  export interface Transform {
    fetch(plugin: SettingsPlugin): SettingsPlugin;
  }
  export interface ISettingRegistry {
    load(plugin: string, forceTransform?: boolean): Promise<Settings>;
    transform(plugin: string, transforms: Transform): { dispose(): void };
  }
  export const ISettingRegistry: Token<ISettingRegistry>;
}

declare module "@jupyterlab/apputils" {
  import type { Token } from "@lumino/coreutils";
  import type { Widget } from "@lumino/widgets";

  export interface ICommandPalette {
    addItem(item: { command: string; category: string }): unknown;
  }
  export const ICommandPalette: Token<ICommandPalette>;
  export interface IToolbarWidgetRegistry {
    addFactory(place: string, name: string, make: () => Widget): unknown;
  }
  export const IToolbarWidgetRegistry: Token<IToolbarWidgetRegistry>;
  export class WidgetTracker<T extends Widget> {
    constructor(options: { namespace: string });
    add(widget: T): Promise<void>;
    save(widget: T): Promise<void>;
    find(test: (widget: T) => boolean): T | undefined;
  }
}

declare module "@jupyterlab/cells" {
  import type { Cell, SessionContext } from "@jupyterlab/notebook";

  export const CodeCell: { execute(cell: Cell, session: SessionContext): Promise<unknown> };
}

declare module "@jupyterlab/notebook" {
  import type { Token } from "@lumino/coreutils";
  import type { ISignal } from "@lumino/signaling";
  import type { Widget } from "@lumino/widgets";

  export interface CellModel {
    readonly id: string;
    readonly type: string;
    readonly sharedModel: { getSource(): string };
    /** Of code cells. */
    readonly executionState?: string;
    readonly outputs?: { readonly length: number; get(index: number): { readonly data: Record<string, unknown> } };
  }
  export interface Cell {
    readonly model: CellModel;
  }
  export interface NotebookModel {
    readonly cells: Iterable<CellModel>;
    readonly contentChanged: ISignal<NotebookModel, void>;
  }
  export interface Comm {
    readonly isDisposed: boolean;
    readonly commsOverSubshells?: string;
    readonly subshellStarted?: Promise<unknown>;
    open(data: object): unknown;
    close(): unknown;
    onMsg: (message: {
      content: { data: Record<string, string> };
      buffers?: readonly (ArrayBuffer | DataView)[];
    }) => void;
    send(data: object, metadata: object, buffers: readonly ArrayBufferView[]): unknown;
    onClose: () => void;
  }
  export interface Message {
    readonly header: { readonly msg_type: string };
    readonly content: { readonly data?: Record<string, unknown> };
  }
  export interface Kernel {
    /** What the kernel says to everybody. */
    readonly iopubMessage: ISignal<Kernel, Message>;
    readonly info: Promise<unknown>;
    readonly supportsSubshells?: boolean;
    commsOverSubshells?: string;
    createComm(target: string): Comm;
    requestExecute(
      content: { code: string; silent: boolean; store_history: boolean; stop_on_error: boolean },
      disposeOnDone: boolean,
      metadata: Record<string, unknown>,
    ): unknown;
  }
  export interface SessionContext {
    readonly ready: Promise<void>;
    readonly session: { readonly kernel: Kernel | null } | null;
    readonly kernelDisplayStatus: string;
    readonly kernelChanged: ISignal<SessionContext, { oldValue: Kernel | null; newValue: Kernel | null }>;
    readonly statusChanged: ISignal<SessionContext, string>;
  }
  export class NotebookPanel extends Widget {
    readonly revealed: Promise<void>;
    readonly context: {
      readonly path: string;
      readonly ready: Promise<void>;
      readonly pathChanged: ISignal<unknown, string>;
    };
    readonly sessionContext: SessionContext;
    readonly model: NotebookModel | null;
    readonly content: {
      activeCellIndex: number;
      readonly widgets: readonly Cell[];
      readonly rendermime: {
        createRenderer(type: string): Widget & { renderModel(model: object): Promise<void> };
      };
    };
  }
  export interface INotebookTracker {
    readonly currentWidget: NotebookPanel | null;
    readonly currentChanged: ISignal<INotebookTracker, NotebookPanel | null>;
    readonly widgetAdded: ISignal<INotebookTracker, NotebookPanel>;
    forEach(call: (panel: NotebookPanel) => void): void;
    find(test: (panel: NotebookPanel) => boolean): NotebookPanel | undefined;
  }
  export const INotebookTracker: Token<INotebookTracker>;
}

declare module "@jupyterlab/application" {
  import type { WidgetTracker } from "@jupyterlab/apputils";
  import type { Token } from "@lumino/coreutils";
  import type { Widget } from "@lumino/widgets";

  export interface Command {
    label: string;
    caption?: string;
    icon?: unknown;
    isEnabled?: () => boolean;
    execute: (args: Record<string, unknown>) => unknown;
  }
  /** The running application. */
  export interface JupyterFrontEnd {
    readonly name: string;
    readonly commands: {
      addCommand(id: string, command: Command): unknown;
      execute(id: string, args?: Record<string, unknown>): Promise<unknown>;
      notifyCommandChanged(id: string): void;
    };
    readonly shell: {
      add(widget: Widget, area: string, options?: { mode?: string; ref?: string }): void;
      activateById(id: string): void;
    };
  }
  export interface ILayoutRestorer {
    restore<T extends Widget>(
      tracker: WidgetTracker<T>,
      options: { command: string; args: (widget: T) => Record<string, unknown>; name: (widget: T) => string },
    ): Promise<unknown>;
  }
  export const ILayoutRestorer: Token<ILayoutRestorer>;

  /** A plugin; it is activated with the services it asks for, those that are not there as null. */
  export interface JupyterFrontEndPlugin<Provides> {
    id: string;
    description?: string;
    autoStart?: boolean;
    requires?: Token<unknown>[];
    optional?: Token<unknown>[];
    // biome-ignore lint/suspicious/noExplicitAny: services by the order in which they are asked for
    activate: (app: JupyterFrontEnd, ...services: any[]) => Provides;
  }
}
