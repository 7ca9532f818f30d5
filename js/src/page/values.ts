/** The widgets' values: what the reader sees and edits, and what Python knows. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Element, Form, Json, WidgetElement } from "../protocol";

/** What a widget's value needs to know of its element. */
export type Valued = Pick<WidgetElement, "id" | "form" | "disabled" | "deferred" | "default"> &
  Partial<Pick<WidgetElement, "draft">>;

interface Entry {
  /** What the reader sees. */
  shown: Signal<Json>;
  /** What Python has. */
  known: Signal<Json>;
  form: string | null;
  /** How often values had been sent when the reader last edited it. */
  edited: number;
  /** How often, when its value was sent last, that time included. */
  sent: number;
}

/** How values came that Python has set. */
interface Received {
  after?: number | null;
  afterReset?: boolean;
}

/** A field that has a say in whether its form is submitted. */
export interface Guard {
  /** Tells whether the field's value may be sent, and shows the reader why not. */
  passes(): boolean;
  /** Brings the reader to the field. */
  focus(): void;
}

/** The values of all widgets of a page, by id. */
export class Values {
  private readonly entries = new Map<string, Entry>();
  private readonly present = new Map<string, { count: number; element: Element }>();
  private readonly forms = new Map<string, Form>();
  private readonly guards = new Map<string, Map<string, Guard>>();
  private readonly gone = new Set<string>();
  /** Drafts that their form has emptied, for the fragment to know once it has what was sent. */
  private emptied: Valued[] = [];
  /** Edited widgets of which Python has yet to say, after a reset, what it has. */
  private readonly unsure = new Set<string>();
  private outgoing: Record<string, Json> | null = null;
  /** Changes that do not run the script, for the next rerun to take along. */
  private later: Record<string, Json> = {};
  /** How often values have been sent. */
  sends = 0;

  /** `send` is given changed values, those of one event together. */
  constructor(private readonly send: (values: Record<string, Json>) => void) {}

  /** The value a widget shows. */
  of(widget: Valued): ReadonlySignal<Json> {
    return this.entry(widget).shown;
  }

  /** Tells whether the reader has edited a widget and Python does not know yet; reads signals. */
  edited(widget: Valued): boolean {
    const entry = this.entry(widget);
    return !same(entry.shown.value, entry.known.value);
  }

  /** Changes what a widget shows, for now in the browser alone: typing, dragging. */
  edit(widget: Valued, value: Json): void {
    const entry = this.entry(widget);
    entry.shown.value = value;
    entry.edited = this.sends;
  }

  /** Changes a widget's value and lets the script run, or in a form waits for its button, unless it is a draft. */
  commit(widget: Valued, value: Json): void {
    const entry = this.entry(widget);
    const leaves = (entry.form === null || widget.draft) && !same(value, entry.known.peek());
    // First of all: what is drawn for it need not keep Python waiting.
    if (leaves && !widget.deferred) this.queue({ [widget.id]: value });
    entry.shown.value = value;
    if (!leaves) return;
    entry.known.value = value;
    if (widget.deferred) this.later[widget.id] = value;
  }

  /** A button was clicked; one of a form sends the form's values along, unless a field keeps it from that. */
  trigger(button: Valued, value: Json = true): void {
    if (button.form === null) this.queue({ [button.id]: value });
    else if (this.passes(button.form)) this.submit(button.form, { [button.id]: value });
  }

  /** Enter was pressed in a field: submits its form, if that is how the form works; tells whether it did. */
  enter(widget: Valued): boolean {
    const button = this.submitButton(widget);
    if (button === null || button.disabled) return false;
    this.trigger(button);
    return true;
  }

  /** The button that Enter in a widget's form presses; null without a form, or where the form does not want that. */
  submitButton(widget: Valued): Valued | null {
    if (widget.form === null || !this.forms.get(widget.form)?.enter_to_submit) return null;
    for (const { element } of this.present.values()) {
      if (element.kind === "button" && element.submit && element.form === widget.form) return element;
    }
    return null;
  }

  /** Lets a field have a say in whether its form is submitted; returns how to end that. */
  guard(form: string, id: string, guard: Guard): () => void {
    const guards = this.guards.get(form) ?? new Map<string, Guard>();
    this.guards.set(form, guards);
    guards.set(id, guard);
    return () => {
      if (guards.get(id) === guard) guards.delete(id);
    };
  }

  /**
   * Takes values that Python has set: none of them, nor a reset, takes away what the reader has typed meanwhile. What
   * was sent after Python had set them is on its way: Python sets it right again if that must be.
   *
   * `after`: how often values had been sent when Python set them.
   */
  receive(values: Record<string, Json>, { after = null, afterReset = false }: Received = {}): void {
    const met = Math.min(after ?? this.sends, this.sends);
    for (const [id, value] of Object.entries(values)) {
      const entry = this.entries.get(id);
      if (entry && after !== null && (entry.sent > met || this.leaves(id))) continue;
      if (entry) {
        const typing = entry.edited >= met && !same(entry.shown.peek(), entry.known.peek());
        entry.known.value = value;
        this.unsure.delete(id);
        if (!afterReset && !typing) entry.shown.value = value;
      } else {
        this.entries.set(id, fresh(value, null));
      }
    }
  }

  /**
   * Takes values that a reader has changed in this view or another: what is edited here and not sent stays, and what a
   * form shows that empties itself.
   *
   * `after`: how often values of this view had been taken by then; null for not at all.
   */
  follow(values: Record<string, Json>, after: number | null = null): void {
    for (const [id, value] of Object.entries(values)) {
      const entry = this.entries.get(id);
      if (!entry) this.entries.set(id, fresh(value, null));
      if (!entry || entry.sent > (after ?? 0) || this.leaves(id) || same(value, entry.known.peek())) continue;
      const untouched = same(entry.shown.peek(), entry.known.peek());
      entry.known.value = value;
      this.unsure.delete(id);
      if (untouched && !(entry.form !== null && this.forms.get(entry.form)?.clear_on_submit)) entry.shown.value = value;
    }
  }

  /** Forgets all values but unsent edits, before Python says everything anew. */
  reset(): void {
    for (const [id, entry] of this.entries) {
      if (same(entry.shown.peek(), entry.known.peek())) this.entries.delete(id);
      else this.unsure.add(id);
    }
    this.gone.clear();
  }

  /** An element has come onto the page. */
  arrived(element: Element): void {
    if (element.kind === "form") this.forms.set(element.form_id, element);
    if (!("id" in element) || !element.id) return;
    const entry = this.unsure.delete(element.id) ? this.entries.get(element.id) : undefined;
    if (entry) entry.known.value = element.default;
    const here = this.present.get(element.id);
    if (here) {
      here.count += 1;
      here.element = element;
    } else {
      this.present.set(element.id, { count: 1, element });
      this.gone.delete(element.id);
    }
  }

  /** An element has left the page, or another has come in its place. */
  left(element: Element): void {
    if (!("id" in element) || !element.id) return;
    const here = this.present.get(element.id);
    if (here === undefined) return;
    here.count -= 1;
    if (here.count > 0) return;
    this.present.delete(element.id);
    this.gone.add(element.id);
  }

  /** A complete run has ended: Python has dropped the values of widgets that it did not draw. */
  settle(): void {
    for (const id of this.gone) this.entries.delete(id);
    this.gone.clear();
    const emptied = this.emptied;
    this.emptied = [];
    for (const widget of emptied.filter(({ id }) => this.present.has(id))) {
      if (same(this.of(widget).peek(), widget.default)) this.commit(widget, widget.default);
    }
  }

  /** Whether a widget's value is about to be sent. */
  private leaves(id: string): boolean {
    return id in this.later || (this.outgoing !== null && id in this.outgoing);
  }

  private entry(widget: Valued): Entry {
    let entry = this.entries.get(widget.id);
    if (entry === undefined) {
      entry = fresh(widget.default, widget.form);
      this.entries.set(widget.id, entry);
    }
    entry.form = widget.form;
    return entry;
  }

  private passes(form: string): boolean {
    const failed = [...(this.guards.get(form)?.values() ?? [])].filter((guard) => !guard.passes());
    failed[0]?.focus();
    return failed.length === 0;
  }

  private submit(form: string, trigger: Record<string, Json>): void {
    const values: Record<string, Json> = {};
    const clear = this.forms.get(form)?.clear_on_submit ?? false;
    for (const [id, entry] of this.entries) {
      if (entry.form !== form) continue;
      const value = entry.shown.peek();
      if (!same(value, entry.known.peek())) values[id] = value;
      entry.known.value = value;
      const element = this.present.get(id)?.element;
      if (!clear || !element || !("default" in element)) continue;
      entry.shown.value = element.default;
      if (element.draft) this.emptied.push(element);
    }
    this.queue({ ...values, ...trigger });
  }

  /** Sends values once the event that changed them is over: a blur and a click are one rerun, two clicks are two. */
  private queue(values: Record<string, Json>): void {
    const outgoing = this.outgoing;
    if (outgoing !== null && Object.entries(values).every(([id, value]) => value !== true || outgoing[id] !== true)) {
      Object.assign(outgoing, values);
      return;
    }
    this.flush();
    this.outgoing = values;
    queueMicrotask(() => this.flush());
  }

  private flush(): void {
    if (this.outgoing === null) return;
    const all = { ...this.later, ...this.outgoing };
    this.outgoing = null;
    this.later = {};
    this.sends += 1;
    for (const id of Object.keys(all)) {
      const entry = this.entries.get(id);
      if (entry) entry.sent = this.sends;
    }
    this.send(all);
  }
}

function fresh(value: Json, form: string | null): Entry {
  return { shown: signal(value), known: signal(value), form, edited: -1, sent: 0 };
}

/** Compares values as they travel. */
export function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, Json>)[key] ?? null, (b as Record<string, Json>)[key] ?? null))
  );
}
