/** The state of one editor: what was edited, how to take it back, and when Python is told. */

import { computed, type Signal, signal } from "@preact/signals-core";
import type { Page } from "../page/page";
import { same } from "../page/values";
import type { DataEditor, Json } from "../protocol";
import {
  adopted,
  applied,
  type Change,
  completeRows,
  type Draft,
  type Edits,
  NO_EDITS,
  type RowId,
  toWire,
} from "./data_editor_edits";
import { type History, noHistory, redone, stepped, undone } from "./data_editor_history";
import type { ColumnSettings } from "./dataframe_columns";

/** How long the reader rests before Python is told, in ms. */
const REST = 150;

/** By page and id: editors that come back to a page are as they were left. */
const known = new WeakMap<Page, Map<string, EditorState>>();

/** The state of the editor that a message draws. */
export function stateOf(page: Page, element: DataEditor): EditorState {
  const states = known.get(page) ?? new Map<string, EditorState>();
  known.set(page, states);
  const state = states.get(element.id) ?? new EditorState(page, element);
  states.set(element.id, state);
  return state;
}

export interface Ahead {
  keys: string;
  end: readonly [-1 | 0 | 1, -1 | 0 | 1] | null;
  /** Keys for the cell that is gone to then. */
  rest: KeyboardEventInit[];
  since: number;
}

export class EditorState {
  readonly edits: Signal<Edits> = signal(NO_EDITS);
  readonly history: Signal<History<Edits>> = signal(noHistory());
  private readonly added = computed(() => new Map(this.edits.value.added.map(({ id, cells }) => [id, cells])));
  /** The columns whose cells must be filled. */
  required: readonly string[] = [];
  /** What a new row holds from the start. */
  defaults: Readonly<Record<string, Json>> = {};
  /** Keys that were pressed on a cell before its field had come, and whether one of them ended the editing. */
  ahead: Ahead | null = null;
  /** Why Python cannot say what holds for cells. */
  readonly problem: Signal<string | null> = signal(null);
  /** The value that says what is edited; another one has come from Python. */
  private told: Json;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private columns = "";

  constructor(
    private readonly page: Page,
    private element: DataEditor,
  ) {
    this.told = null;
  }

  /** Belongs to another message of the same editor from now on. */
  follow(element: DataEditor): void {
    this.element = element;
    if (this.columns !== element.columns) {
      this.columns = element.columns;
      const settings = Object.entries(JSON.parse(element.columns) as Record<string, ColumnSettings>);
      const edited = settings.filter(([, { edit }]) => edit !== undefined);
      this.required = edited.filter(([, { required }]) => required).map(([name]) => name);
      this.defaults = Object.fromEntries(
        edited.flatMap(([name, settings]) => (settings.default === undefined ? [] : [[name, settings.default]])),
      );
    }
    this.receive(this.page.values.of(element).peek());
  }

  /** Takes a value that is not from here. */
  receive(value: Json): void {
    if (value === this.told) return;
    this.told = value;
    const reset = this.element.form !== null && same(value, this.element.default);
    const next = adopted(value, reset ? NO_EDITS : this.edits.peek(), this.required);
    if (reset) this.history.value = noHistory();
    this.edits.value = next;
  }

  /** What the reader has written into a cell; undefined where it is as it was. */
  written(row: RowId, column: string): Json | undefined {
    const edits = this.edits.peek();
    return (row < 0 ? this.added.value : edits.cells).get(row)?.[column];
  }

  draft(row: RowId, column: string): Draft | undefined {
    return this.edits.peek().drafts.get(row)?.[column];
  }

  /** Does several things in one step. */
  do(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const before = this.edits.peek();
    this.history.value = stepped(this.history.peek(), before);
    this.show(applied(before, changes));
  }

  /** Takes the last step back; tells whether there was one. */
  undo(): boolean {
    return this.turn(undone(this.history.peek(), this.edits.peek()));
  }

  redo(): boolean {
    return this.turn(redone(this.history.peek(), this.edits.peek()));
  }

  /** Tells Python at once what it does not know yet. */
  flush(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.page.values.commit(this.element, this.told);
  }

  /** Keeps a form from being submitted while cells hold what cannot be taken; returns how to end that. */
  guard(focus: () => void): () => void {
    const { form, id } = this.element;
    if (form === null) return () => undefined;
    return this.page.values.guard(form, id, { passes: () => this.edits.peek().drafts.size === 0, focus });
  }

  private turn(step: [History<Edits>, Edits] | null): boolean {
    if (step === null) return false;
    [this.history.value] = step;
    this.show(step[1]);
    return true;
  }

  private show(edits: Edits): void {
    this.edits.value = edits;
    const value = toWire(edits, completeRows(edits, this.required));
    if (same(value, this.told)) return;
    this.told = value;
    this.page.values.edit(this.element, value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), REST);
  }
}
