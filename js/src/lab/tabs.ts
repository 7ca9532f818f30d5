/** The preview's tabs: the app, and what else there is to see of it. */

import type { Kernel } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Panel, type Widget } from "@lumino/widgets";
import { part } from "./tool";

/** A tab beside the app. */
export interface Tab {
  id: string;
  label: string;
  /**
   * Makes what the tab holds, when the reader first turns to it: for a kernel in which the app runs. It is disposed of
   * when that ends (another app, a restart, the panel is closed), and made anew.
   */
  create(kernel: Kernel, app: string, words: TranslationBundle): Widget;
}

/** What a tab stands for: an app that runs, with the widget that shows it. */
export interface Running {
  kernel: Kernel;
  app: string;
  model: string;
}

/** A row of tabs, and below it (apart, as `body`) what the chosen one holds. */
export class Tabs {
  readonly row = part("div", "lit-panel-tabs");
  readonly body = new Panel();
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private readonly made = new Map<string, Widget>();
  private running: Running | null = null;
  private chosen = APP;

  /** `app` is what the first tab holds; `choose` is told of what the reader turns to. */
  constructor(
    private readonly app: Widget,
    private readonly tabs: readonly Tab[],
    private readonly words: TranslationBundle,
    private readonly changed: () => void,
  ) {
    this.row.role = "tablist";
    this.row.setAttribute("aria-label", words.__("What is shown"));
    this.row.hidden = tabs.length === 0;
    this.row.addEventListener("keydown", (event) => this.steer(event));
    this.body.addClass("lit-panel-tab-body");
    this.body.node.role = "tabpanel";
    this.body.addWidget(app);
    for (const { id, label } of [{ id: APP, label: words.__("App") }, ...tabs]) this.button(id, label);
    this.draw();
  }

  get shown(): string {
    return this.chosen;
  }

  /** Turns to a tab; one that is not there is the app's. */
  choose(id: string): void {
    const there = this.buttons.has(id) ? id : APP;
    if (there === this.chosen) return;
    this.chosen = there;
    this.draw();
  }

  /** Lets the tabs be those of this app from now on; null while none runs. */
  show(running: Running | null): void {
    const same = running?.kernel === this.running?.kernel && running?.model === this.running?.model;
    if (same && running?.app === this.running?.app) return;
    this.running = running;
    for (const widget of this.made.values()) widget.dispose();
    this.made.clear();
    this.draw();
  }

  private button(id: string, label: string): void {
    const button = part("button", "lit-panel-tab");
    button.type = "button";
    button.role = "tab";
    button.textContent = label;
    button.addEventListener("click", () => this.turn(id));
    this.buttons.set(id, button);
    this.row.append(button);
  }

  private turn(id: string): void {
    this.choose(id);
    this.changed();
  }

  private steer(event: KeyboardEvent): void {
    const ids = [...this.buttons.keys()];
    const at = ids.indexOf(this.chosen);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1 + ids.length, Home: 0, End: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const id = ids.at(step === -1 ? -1 : step % ids.length) ?? APP;
    this.turn(id);
    this.buttons.get(id)?.focus();
  }

  private draw(): void {
    const tab = this.tabs.find(({ id }) => id === this.chosen);
    if (tab && this.running && !this.made.has(tab.id)) {
      const widget = tab.create(this.running.kernel, this.running.app, this.words);
      this.made.set(tab.id, widget);
      this.body.addWidget(widget);
    }
    for (const [id, button] of this.buttons) {
      button.setAttribute("aria-selected", String(id === this.chosen));
      button.tabIndex = id === this.chosen ? 0 : -1;
    }
    this.app.setHidden(this.chosen !== APP);
    for (const [id, widget] of this.made) widget.setHidden(id !== this.chosen);
    this.body.node.setAttribute("aria-label", this.buttons.get(this.chosen)?.textContent ?? "");
  }
}

const APP = "app";
