/** Widgets whose script comes with them, as anywidget has it: a module with `initialize` and `render`. */

import { DOMWidgetModel, DOMWidgetView, uuid } from "@jupyter-widgets/base";
import { loadModule } from "../ui/modules";
import type { WidgetManager } from "./widget_manager";

type Cleanup = () => unknown;
type Callback = (...args: unknown[]) => void;

/** What the module gives. */
interface Behaviour {
  initialize?(props: object): Promise<Cleanup | undefined> | Cleanup | undefined;
  render?(props: object): Promise<Cleanup | undefined> | Cleanup | undefined;
}

/** What has begun with a script and ends with it. */
interface Begun {
  behaviour: Promise<Behaviour>;
  end: AbortController;
}

const PATIENCE = 3000; // ms, for Python's answer to a call
const sheets = new Map<string, HTMLElement>();

export class AnyModel extends DOMWidgetModel {
  private begun: Begun | null = null;

  override initialize(attributes: never, options: never): void {
    super.initialize(attributes, options);
    this.on("change:_esm", () => {
      this.finish();
      this.trigger("lit:script");
    });
    this.on("change:_css", () => dress(this));
    this.once("destroy", () => this.finish());
  }

  /** The module, once it has initialized the model. */
  behaviour(): Promise<Behaviour> {
    this.begun ??= this.begin();
    return this.begun.behaviour;
  }

  /** Bytes travel as they are; all else as JSON does. */
  override serialize(state: Record<string, unknown>): never {
    const serializers = (this.constructor as typeof DOMWidgetModel).serializers ?? {};
    const plain = Object.entries(state).map(([name, value]) => [
      name,
      serializers[name]?.serialize ? serializers[name].serialize(value, this) : structuredClone(value),
    ]);
    return Object.fromEntries(plain) as never;
  }

  private begin(): Begun {
    const end = new AbortController();
    dress(this);
    const behaviour = this.load().then(async (found) => {
      const cleanup = await found.initialize?.({ model: proxied(this, end.signal), ...common(this, end.signal) });
      whenOver(end.signal, cleanup);
      return found;
    });
    return { behaviour, end };
  }

  private async load(): Promise<Behaviour> {
    const esm: unknown = this.get("_esm");
    const { page } = this.widget_manager as WidgetManager;
    const module =
      typeof esm === "string"
        ? ((await import(esm)) as Record<string, unknown>)
        : await loadModule(page, esm as { id: string });
    if (module.default === undefined) return module as Behaviour; // as modules were at first: functions with names
    const given: unknown = module.default;
    return (typeof given === "function" ? await given() : given) as Behaviour;
  }

  private finish(): void {
    this.begun?.end.abort();
    this.begun = null;
  }
}

export class AnyView extends DOMWidgetView {
  private end = new AbortController();

  override async render(): Promise<void> {
    this.listenTo(this.model, "lit:script", () => {
      this.end.abort();
      this.el.replaceChildren();
      void this.draw().catch((error: unknown) => {
        this.el.textContent = String(error);
      });
    });
    await this.draw();
  }

  override remove(): never {
    this.end.abort();
    return super.remove() as never;
  }

  private async draw(): Promise<void> {
    const end = new AbortController();
    this.end = end;
    const model = this.model as AnyModel;
    const behaviour = await model.behaviour();
    const props = { model: proxied(model, end.signal), el: this.el, ...common(model, end.signal) };
    whenOver(end.signal, await behaviour.render?.(props));
  }
}

/** What both functions of a module are given beside the model. */
function common(model: AnyModel, signal: AbortSignal): object {
  const manager = model.widget_manager as WidgetManager;
  const idOf = (ref: string): string => ref.replace(/^(anywidget:|IPY_MODEL_)/, "");
  const host = {
    getModel: async (ref: string) => proxied((await manager.get_model(idOf(ref))) as AnyModel, signal),
    getWidget: async (ref: string) => ({
      render: async ({ el }: { el: HTMLElement }) => {
        const view = await manager.show(idOf(ref));
        el.append(view.el);
        view.trigger("displayed");
        whenOver(signal, () => view.remove());
      },
    }),
  };
  const invoke = (name: string, message?: unknown, options: InvokeOptions = {}) => ask(model, name, message, options);
  return { signal, host, experimental: { invoke } };
}

interface InvokeOptions {
  buffers?: ArrayBuffer[];
  signal?: AbortSignal;
}

/** Calls a function of the widget in Python. */
function ask(
  model: AnyModel,
  name: string,
  message: unknown,
  { buffers = [], signal }: InvokeOptions,
): Promise<unknown> {
  const id = uuid();
  const over = signal ?? AbortSignal.timeout(PATIENCE);
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      model.off("msg:custom", answered);
      over.removeEventListener("abort", failed);
    };
    const answered = (content: { id?: string; kind?: string; response?: unknown }, parts: DataView[]): void => {
      if (content?.id !== id || content.kind !== "anywidget-command-response") return;
      settle();
      resolve([content.response, parts]);
    };
    const failed = (): void => {
      settle();
      reject(over.reason);
    };
    model.on("msg:custom", answered);
    over.addEventListener("abort", failed);
    model.send({ id, kind: "anywidget-command", name, msg: message } as never, undefined as never, buffers as never);
  });
}

/** A model as the module has it: what listens through it ends with `signal`. */
function proxied(model: AnyModel, signal: AbortSignal): object {
  const context = {};
  signal.addEventListener("abort", () => model.off(null as never, null as never, context));
  return {
    get: (name: string) => model.get(name),
    set: (name: string, value: unknown) => void model.set(name as never, value as never),
    save_changes: () => model.save_changes(),
    send: (content: unknown, callbacks?: unknown, buffers?: unknown) =>
      model.send(content as never, callbacks as never, buffers as never),
    on: (name: string, callback: Callback) => void model.on(name, callback, context),
    off: (name?: string | null, callback?: Callback | null) =>
      void model.off((name ?? null) as never, (callback ?? null) as never, context),
    get widget_manager() {
      return model.widget_manager;
    },
  };
}

function whenOver(signal: AbortSignal, cleanup: unknown): void {
  if (typeof cleanup !== "function") return;
  if (signal.aborted) void cleanup();
  else signal.addEventListener("abort", () => void cleanup());
}

/** Puts the style sheet of a class of widgets into the document, once for all of them. */
function dress(model: AnyModel): void {
  const css: unknown = model.get("_css");
  const id = String(model.get("_anywidget_id") ?? model.model_id);
  sheets.get(id)?.remove();
  sheets.delete(id);
  if (typeof css !== "string" || css === "") return;
  const remote = /^https?:/.test(css);
  const sheet = document.createElement(remote ? "link" : "style");
  if (sheet instanceof HTMLLinkElement) Object.assign(sheet, { rel: "stylesheet", href: css });
  else sheet.textContent = css;
  document.head.append(sheet);
  sheets.set(id, sheet);
}
