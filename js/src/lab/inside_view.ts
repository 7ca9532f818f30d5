/** What a tab shows of an app: its runs, its state, its elements and its log, one at a time. */

import type { TranslationBundle } from "@jupyterlab/translation";
import { addStyle } from "../ui/style";
import sheet from "./inside.css";
import { InsideLogView } from "./inside_log";
import type { InsideModel, Part, Told, Wish } from "./inside_model";
import { InsideRuns } from "./inside_runs";
import { InsideState } from "./inside_state";
import { InsideTree } from "./inside_tree";
import { part } from "./tool";

addStyle(sheet);

/** What the view asks of the kernel. */
export interface Doors {
  /** Nothing but this part is looked at from now on. */
  look(part: Part): void;
  wish(wish: Wish): void;
}

/** One part of the view. */
export interface Section {
  readonly node: HTMLElement;
  /** Draws what the model knows; `told` is what has just come. */
  update(told?: Told): void;
}

export class InsideView {
  private readonly sections: ReadonlyMap<Part, Section>;
  private readonly tabs = new Map<Part, HTMLButtonElement>();
  private readonly notice = part("p", "lit-inside-notice");
  private readonly panel = part("div", "lit-inside-panel");
  private shown: Part = "runs";

  constructor(
    node: HTMLElement,
    private readonly model: InsideModel,
    private readonly words: TranslationBundle,
    private readonly doors: Doors,
  ) {
    this.sections = new Map<Part, Section>([
      ["runs", new InsideRuns(model, words, doors)],
      ["state", new InsideState(model, words, doors)],
      ["tree", new InsideTree(model, words)],
      ["log", new InsideLogView(model, words)],
    ]);
    this.notice.role = "status";
    this.panel.role = "tabpanel";
    node.append(this.bar(), this.notice, this.panel);
    this.show("runs");
  }

  update(parts: readonly Part[], told: Told): void {
    this.drawNotice();
    if (parts.includes(this.shown)) this.sections.get(this.shown)?.update(told);
  }

  private bar(): HTMLElement {
    const row = part("div", "lit-inside-tabs");
    row.role = "tablist";
    row.ariaLabel = this.words.__("Inside the app");
    const names: [Part, string][] = [
      ["runs", this.words.__("Runs")],
      ["state", this.words.__("State")],
      ["tree", this.words.__("Elements")],
      ["log", this.words.__("Log")],
    ];
    for (const [id, name] of names) {
      const button = part("button", "lit-inside-tab");
      button.type = "button";
      button.role = "tab";
      button.textContent = name;
      button.addEventListener("click", () => this.turn(id));
      this.tabs.set(id, button);
      row.append(button);
    }
    row.addEventListener("keydown", (event) => this.steer(event));
    return row;
  }

  private steer(event: KeyboardEvent): void {
    const ids = [...this.tabs.keys()];
    const at = ids.indexOf(this.shown);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const id = to === undefined ? undefined : ids.at(to % ids.length);
    if (id === undefined) return;
    event.preventDefault();
    this.turn(id);
    this.tabs.get(id)?.focus();
  }

  private turn(id: Part): void {
    this.doors.look(id);
    this.show(id);
  }

  private show(id: Part): void {
    this.shown = id;
    for (const [each, button] of this.tabs) {
      button.ariaSelected = String(each === id);
      button.tabIndex = each === id ? 0 : -1;
    }
    this.panel.ariaLabel = this.tabs.get(id)?.textContent ?? "";
    const section = this.sections.get(id);
    if (!section) return;
    this.panel.replaceChildren(section.node);
    section.update();
    this.drawNotice();
  }

  private drawNotice(): void {
    const text = this.model.absent ? this.words.__("The app has been stopped. Run its cell to start it.") : "";
    if (this.notice.textContent !== text) this.notice.textContent = text;
    this.notice.hidden = text === "";
  }
}
