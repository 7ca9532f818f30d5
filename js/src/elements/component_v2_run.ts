/** Runs a component's script: a function that is called with each data, or a widget of anywidget's. */

import type { Module } from "../ui/modules";
import { WidgetModel } from "./component_v2_model";

/** What a component's script may do. */
export interface Reach {
  name: string;
  key: string;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

/** What of a component runs. */
export interface Running {
  /** Draws it with other data, or with a state that Python has set. */
  update(data: unknown, state: Record<string, unknown>): Promise<void>;
  /** Takes it down. */
  end(): void;
}

interface Widget {
  initialize?(props: object): unknown;
  render?(props: object): unknown;
}

/** The trigger that a widget's messages are. */
const MESSAGE = "message";

/** Begins to run what a module exports. */
export async function run(
  module: Module,
  reach: Reach,
  data: unknown,
  state: Record<string, unknown>,
): Promise<Running> {
  const widget = widgetIn(module.default) ?? (module.default === undefined ? widgetIn(module) : null);
  if (widget) return runWidget(widget, reach, data, state);
  if (typeof module.default !== "function") throw new TypeError("Its script exports no function as default.");
  const draw = module.default as (component: object) => unknown;
  const made = await draw({ ...reach, data });
  const inner = widgetIn(made);
  if (inner) return runWidget(inner, reach, data, state);
  let clean = made;
  let drawn = data;
  return {
    async update(now) {
      if (now === drawn) return;
      drawn = now;
      clean = await draw({ ...reach, data: now });
    },
    end: () => call(clean),
  };
}

function widgetIn(value: unknown): Widget | null {
  if (typeof value !== "object" || value === null) return null;
  const { initialize, render } = value as Record<string, unknown>;
  return typeof initialize === "function" || typeof render === "function" ? (value as Widget) : null;
}

async function runWidget(
  widget: Widget,
  reach: Reach,
  data: unknown,
  state: Record<string, unknown>,
): Promise<Running> {
  const gone = new AbortController();
  const model = new WidgetModel(
    { ...traitsOf(data), ...state },
    {
      save: (changes) => {
        for (const [name, value] of Object.entries(changes)) reach.setStateValue(name, value);
      },
      send: (content) => reach.setTriggerValue(MESSAGE, content),
    },
  );
  const experimental = { invoke: () => Promise.reject(new Error("A component of a page has no commands in Python.")) };
  const el = document.createElement("div");
  reach.parentElement.append(el);
  const { signal } = gone;
  const cleaning = [await widget.initialize?.({ model, signal, experimental })];
  cleaning.push(await widget.render?.({ model, el, signal, experimental }));
  return {
    async update(now, set) {
      model.receive({ ...traitsOf(now), ...set });
    },
    end: () => {
      gone.abort();
      for (const clean of cleaning.reverse()) call(clean);
      model.off();
      el.remove();
    },
  };
}

/** What a widget's traits begin with; bytes are views of anywidget's kind. */
function traitsOf(data: unknown): Record<string, unknown> {
  if (typeof data !== "object" || data === null || Array.isArray(data) || data instanceof Uint8Array) return {};
  const bytes = (value: unknown): unknown =>
    value instanceof Uint8Array ? new DataView(value.buffer, value.byteOffset, value.byteLength) : value;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, bytes(value)]));
}

function call(clean: unknown): void {
  if (typeof clean !== "function") return;
  try {
    clean();
  } catch (error) {
    console.error(error); // the component is gone, and nobody waits for it
  }
}
