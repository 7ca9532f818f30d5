/** The models of the widgets of others on one page, and the classes that draw them. */

import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import DOMPurify from "dompurify";
import type { Page } from "../page/page";
import type { MediaFile, ModelSaid, ModelState } from "../protocol";
import { loadAmd } from "./widget_amd";
import { AnyModel, AnyView } from "./widget_any";
import { ModelComm, withViews } from "./widget_comm";
import * as output from "./widget_output";

type State = Record<string, unknown>;
type Classes = Readonly<Record<string, unknown>>;

const OURS: Readonly<Record<string, Classes>> = {
  "@jupyter-widgets/base": base as unknown as Classes,
  "@jupyter-widgets/controls": controls as unknown as Classes,
  "@jupyter-widgets/output": output,
  anywidget: { AnyModel, AnyView },
};
/** HTML in the labels of controls. */
const INLINE = "a abbr b br code del em i ins kbd mark q s samp small span strike strong sub sup u var".split(" ");
/** How long, in ms, models stay that nothing on the page shows: their element may come again. */
const LINGER = 5000;

export class WidgetManager implements base.IWidgetManager {
  private readonly models = new Map<string, Promise<base.WidgetModel>>();
  private readonly comms = new Map<string, ModelComm>();
  private readonly asked = new Map<string, Promise<base.WidgetModel>>();
  private readonly folders = new Map<string, MediaFile>();
  private readonly shown = new Map<string, number>();

  constructor(readonly page: Page) {
    page.models.listen({ said: (message) => this.said(message), lost: () => this.renew() });
  }

  // What widgets ask of their manager

  get_model(id: string): Promise<base.WidgetModel> {
    const known = this.models.get(id) ?? this.asked.get(id);
    if (known) return known;
    const asked = this.page.models.state(id).then((answer) => {
      this.adopt(answer);
      return this.models.get(id) ?? Promise.reject(new Error("There is no such widget."));
    });
    this.asked.set(id, asked);
    const settle = (): unknown => this.asked.delete(id);
    asked.then(settle, settle);
    return asked;
  }

  has_model(id: string): boolean {
    return this.models.has(id);
  }

  register_model(id: string, model: Promise<base.WidgetModel>): void {
    this.models.set(id, model);
  }

  new_model(): Promise<base.WidgetModel> {
    return this.new_widget();
  }

  new_widget(): Promise<base.WidgetModel> {
    return Promise.reject(new Error("Widgets are made in Python."));
  }

  create_view<V extends base.WidgetView>(model: base.WidgetModel, options: object = {}): Promise<V> {
    const id = base.uuid();
    const made = model.state_change.then(async () => {
      const [name, module] = [String(model.get("_view_name")), String(model.get("_view_module"))];
      const View = (await this.classOf(name, module)) as unknown as new (options: object) => V;
      const view = new View({ model, options });
      view.listenTo(model, "destroy", view.remove);
      await view.render();
      view.once("remove", () => {
        if (model.views) delete model.views[id];
      });
      return view;
    });
    model.state_change = made.catch(() => undefined);
    if (model.views) model.views[id] = made;
    return made;
  }

  callbacks(): base.ICallbacks {
    return {};
  }

  async resolveUrl(url: string): Promise<string> {
    return url;
  }

  inline_sanitize(html: string): string {
    return DOMPurify.sanitize(html, { ALLOWED_TAGS: INLINE, ALLOWED_ATTR: ["class", "href", "style", "title"] });
  }

  // What elements ask of it

  /** Draws a model; its view is to be removed before `hide`. */
  async show(id: string): Promise<base.DOMWidgetView> {
    const model = await this.get_model(id);
    return this.create_view<base.DOMWidgetView>(model);
  }

  /** Keeps a model, and what it refers to, as long as an element shows it. */
  hold(id: string): () => void {
    this.shown.set(id, (this.shown.get(id) ?? 0) + 1);
    return () => {
      const count = (this.shown.get(id) ?? 1) - 1;
      if (count > 0) this.shown.set(id, count);
      else this.shown.delete(id);
      setTimeout(() => void this.sweep(), LINGER);
    };
  }

  /** Closes the models that nothing on the page refers to. */
  private async sweep(): Promise<void> {
    const reached = new Set<string>();
    const waiting = [...this.shown.keys()];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (reached.has(id)) continue;
      reached.add(id);
      const model = await this.models.get(id)?.catch(() => undefined);
      if (model) modelsIn(model.attributes, (found) => waiting.push(found));
    }
    for (const [id, model] of [...this.models]) {
      if (reached.has(id)) continue;
      this.models.delete(id);
      this.comms.delete(id);
      void model.then((gone) => gone.close(true)).catch(() => undefined);
    }
  }

  /** The class of this name in a module, which may have to be fetched. */
  async classOf(name: string, module: string): Promise<unknown> {
    const classes = OURS[module] ?? (await this.fetchModule(module));
    const found = classes[name];
    if (typeof found !== "function") throw new Error(`The package ${module} has no ${name}.`);
    return found;
  }

  private async fetchModule(module: string): Promise<Classes> {
    const folder = this.folders.get(module);
    if (!folder) throw new Error(`The package ${module} has no scripts where the app runs. Install it there.`);
    return loadAmd(this.page, module, folder, async (name) => OURS[name] ?? this.fetchModule(name));
  }

  // What comes from Python

  /** Makes the models of an answer, and brings those up to date that are there. */
  private adopt({ states, folders }: ModelState): void {
    for (const [name, folder] of Object.entries(folders)) this.folders.set(name, folder);
    // All are known before the first is made: they refer to each other.
    for (const [id, state] of Object.entries(states)) {
      const comm = this.comms.get(id);
      if (!comm) this.models.set(id, this.make(id, withViews(state) as State));
      else
        comm.receive({
          type: "model_said",
          model: id,
          method: "update",
          content: state as never,
          parts: [],
          echo: null,
        });
    }
  }

  private async make(id: string, state: State): Promise<base.WidgetModel> {
    const comm = new ModelComm(id, this.page.models);
    this.comms.set(id, comm);
    const options = { widget_manager: this, model_id: id, comm };
    await Promise.resolve();
    const found = this.classOf(String(state._model_name), String(state._model_module));
    // Without its class it still has its state; whoever draws it is told what is missing.
    const Model = (await found.catch(() => base.DOMWidgetModel)) as typeof base.WidgetModel;
    const attributes = await Model._deserialize_state(state as never, this);
    const model = new Model(attributes as never, options as never);
    model.name = String(state._model_name);
    model.module = String(state._model_module);
    return model;
  }

  private said(message: ModelSaid): void {
    this.comms.get(message.model)?.receive(message);
    if (message.method !== "close") return;
    this.comms.delete(message.model);
    this.models.delete(message.model);
  }

  /** What Python has said while there was no connection is lost: asks how things stand. */
  private renew(): void {
    for (const id of this.shown.keys()) {
      if (this.models.has(id)) {
        this.page.models.state(id).then(
          (answer) => this.adopt(answer),
          () => undefined, // another widget stands there now
        );
      }
    }
  }
}

const managers = new WeakMap<Page, WidgetManager>();

/** The manager of a page. */
export function managerOf(page: Page): WidgetManager {
  let manager = managers.get(page);
  if (!manager) {
    manager = new WidgetManager(page);
    managers.set(page, manager);
  }
  return manager;
}

/** Names all models in a value. */
function modelsIn(value: unknown, found: (id: string) => unknown): void {
  if (value instanceof base.WidgetModel) found(value.model_id);
  else if (Array.isArray(value)) for (const each of value) modelsIn(each, found);
  else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const each of Object.values(value)) modelsIn(each, found);
  } else if (typeof value === "string") {
    const [, id] = /^(?:IPY_MODEL_|anywidget:)([\w-]+)$/.exec(value) ?? [];
    if (id) found(id);
  }
}
