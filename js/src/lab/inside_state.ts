/** The session state of an app: what can be typed is edited where it stands. */

import type { TranslationBundle } from "@jupyterlab/translation";
import type { InsideEntry } from "../protocol";
import type { InsideModel, Told } from "./inside_model";
import type { Doors, Section } from "./inside_view";
import { part } from "./tool";

export class InsideState implements Section {
  readonly node = part("div", "lit-inside-state");
  private readonly table = part("table", "lit-inside-table");
  private readonly body = this.table.createTBody();
  private readonly hint = part("p", "lit-inside-hint");
  private readonly rows = new Map<string, Row>();

  constructor(
    private readonly model: InsideModel,
    private readonly words: TranslationBundle,
    private readonly doors: Doors,
  ) {
    this.table.createCaption().textContent = words.__("Session state");
    const head = this.table.createTHead().insertRow();
    for (const name of [words.__("Key"), words.__("Type"), words.__("Value")]) {
      const cell = part("th", "");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    this.hint.textContent = words.__("The session state is empty.");
    this.node.append(this.table, this.hint);
  }

  update(told?: Told): void {
    for (const [key, row] of this.rows) {
      if (this.model.entries.has(key)) continue;
      row.node.remove();
      this.rows.delete(key);
    }
    for (const [key, entry] of this.model.entries) {
      let row = this.rows.get(key);
      if (!row) {
        row = new Row(key, this.words, this.doors);
        this.rows.set(key, row);
        this.body.append(row.node);
      }
      row.show(entry, this.model.values.get(key));
    }
    if (told?.type === "edited") this.rows.get(told.key)?.settle(told.error);
    this.table.hidden = this.rows.size === 0;
    this.hint.hidden = this.rows.size > 0;
  }
}

let fields = 0;

/** One key: it shows its value, or a field that it is typed into. */
class Row {
  readonly node = part("tr", "lit-inside-entry");
  private readonly kind = part("td", "lit-inside-kind");
  private readonly value = part("td", "lit-inside-value");
  private readonly error = part("span", "lit-inside-error");
  private entry: InsideEntry | null = null;
  private long: string | undefined;
  private field: HTMLTextAreaElement | null = null;

  constructor(
    private readonly key: string,
    private readonly words: TranslationBundle,
    private readonly doors: Doors,
  ) {
    const head = part("th", "lit-inside-key");
    head.scope = "row";
    head.textContent = key;
    fields += 1;
    this.error.id = `lit-inside-error-${fields}`;
    this.error.role = "alert";
    this.node.append(head, this.kind, this.value);
  }

  show(entry: InsideEntry, long: string | undefined): void {
    const same = this.entry?.text === entry.text && this.entry.edit === entry.edit && this.long === long;
    this.entry = entry;
    this.long = long;
    this.kind.textContent = entry.widget ? this.words.__("%1, of a widget", entry.kind) : entry.kind;
    if (!same && !this.field) this.rest(this.value.contains(document.activeElement));
  }

  /** Tells what has become of what was typed. */
  settle(error: string): void {
    if (!this.field) return;
    this.field.ariaBusy = null;
    if (error) {
      this.error.textContent = error;
      this.field.ariaInvalid = "true";
      this.field.setAttribute("aria-describedby", this.error.id);
      this.field.after(this.error);
    } else {
      this.rest(true);
    }
  }

  /** Shows the value as it is. */
  private rest(focus = false): void {
    const { entry } = this;
    this.field = null;
    if (!entry) return;
    const parts: HTMLElement[] = [];
    if (entry.edit === null) {
      const shown = part(this.long === undefined ? "span" : "pre", "lit-inside-shown");
      shown.textContent = this.long ?? entry.text;
      parts.push(shown);
    } else {
      const shown = part("button", "lit-inside-shown");
      shown.type = "button";
      shown.textContent = this.long ?? entry.text;
      shown.ariaLabel = this.words.__("Edit %1, which is %2", this.key, entry.text);
      shown.addEventListener("click", () => this.open());
      parts.push(shown);
    }
    if (entry.more && this.long === undefined) {
      const more = part("button", "lit-inside-button");
      more.type = "button";
      more.textContent = this.words.__("Show all");
      more.addEventListener("click", () => this.doors.wish({ type: "more", key: this.key }));
      parts.push(more);
    }
    this.value.replaceChildren(...parts);
    if (focus) this.value.querySelector("button")?.focus();
  }

  private open(): void {
    const text = this.entry?.edit ?? "";
    const field = part("textarea", "lit-inside-field");
    field.ariaLabel = this.words.__("Value of %1", this.key);
    field.title = this.words.__("Enter sets the value and runs the app, Escape leaves it as it is.");
    field.value = text;
    field.rows = Math.min(Math.ceil(text.length / 60) || 1, 8);
    field.spellcheck = false;
    field.addEventListener("keydown", (event) => {
      event.stopPropagation(); // Lab has shortcuts of its own
      if (event.key === "Escape") this.rest(true);
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      field.ariaBusy = "true";
      this.doors.wish({ type: "edit", key: this.key, text: field.value });
    });
    field.addEventListener("blur", () => {
      if (this.field === field && field.value === text) this.rest();
    });
    this.field = field;
    this.error.textContent = "";
    this.value.replaceChildren(field);
    field.focus();
    field.select();
  }
}
