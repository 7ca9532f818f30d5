/** A model as the scripts of anywidget's know it: its traits are the states of a component in the page. */

import { same } from "../page/values";
import type { Json } from "../protocol";

type Listener = (...args: unknown[]) => void;

/** What becomes of changes. */
export interface ModelLink {
  /** Changed traits are saved. */
  save(changes: Record<string, unknown>): void;
  /** The script sends a message. */
  send(content: unknown): void;
}

export class WidgetModel {
  private traits: Record<string, unknown>;
  private readonly changed = new Set<string>();
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor(
    traits: Record<string, unknown>,
    private readonly link: ModelLink,
  ) {
    this.traits = { ...traits };
  }

  /** Models of anywidget's have one; here, widgets hold no others. */
  readonly widget_manager = undefined;

  get = (name: string): unknown => this.traits[name];

  set = (name: string | Record<string, unknown>, value?: unknown): void => {
    const entries = typeof name === "string" ? { [name]: value } : name;
    for (const [each, given] of Object.entries(entries)) {
      this.changed.add(each);
      this.put(each, given);
    }
  };

  save_changes = (): void => {
    if (this.changed.size === 0) return;
    const changes = Object.fromEntries([...this.changed].map((name) => [name, this.traits[name]]));
    this.changed.clear();
    this.link.save(changes);
  };

  on = (names: string, listener: Listener): void => {
    for (const name of names.split(" ")) {
      const known = this.listeners.get(name) ?? new Set();
      this.listeners.set(name, known.add(listener));
    }
  };

  off = (names?: string | null, listener?: Listener | null): void => {
    for (const name of names?.split(" ") ?? [...this.listeners.keys()]) {
      if (listener) this.listeners.get(name)?.delete(listener);
      else this.listeners.delete(name);
    }
  };

  send = (content: unknown): void => this.link.send(content);

  /** Python has set traits: those that the script has changed and not saved stay as they are. */
  receive(traits: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(traits)) {
      if (!this.changed.has(name)) this.put(name, value);
    }
  }

  private put(name: string, value: unknown): void {
    const before = this.traits[name];
    if (Object.is(before, value)) return;
    this.traits[name] = value;
    if (isPlain(before) && isPlain(value) && same(before, value)) return;
    this.tell(`change:${name}`, this, value);
    this.tell("change", this);
  }

  private tell(event: string, ...args: unknown[]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...args);
  }
}

/** Whether a value is one of JSON's, as far as its kind tells. */
function isPlain(value: unknown): value is Json {
  if (typeof value !== "object" || value === null) return value !== undefined;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
