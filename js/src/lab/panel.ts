/** The panel beside a notebook that shows one of its apps: the widget under the app's cell, seen once more. */

import type { NotebookPanel } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Panel, Widget } from "@lumino/widgets";
import type { NotebookApp } from "./apps";
import type { NotebookApps, Standing } from "./notebook_apps";
import { Stage, WIDTHS, type Width } from "./stage";
import { type Tab, Tabs } from "./tabs";
import { part, SIGNS, tool } from "./tool";

/** What a panel remembers when Lab is loaded again. */
export interface Remembered {
  /** The app's name; null until the notebook has one. */
  app: string | null;
  width: Width;
  tab: string;
}

/** What the panel needs of those who open it. */
export interface Doors {
  words: TranslationBundle;
  /** Stand beside the app. */
  tabs: readonly Tab[];
  /** Opens the app as a page of its own. */
  openPage(path: string): void;
  /** Runs the notebook up to the app's cell, and that. */
  runUntil(notebook: NotebookPanel, cell: string): Promise<unknown>;
  /** Whether the panel shows the code of a cell as it is edited. */
  live(): boolean;
  setLive(on: boolean): void;
  /** Something has changed that is to be remembered. */
  changed(panel: AppPanel): void;
}

export class AppPanel extends Panel {
  private readonly words: TranslationBundle;
  private readonly title_ = part("span", "lit-panel-title");
  private readonly choice = part("select", "lit-panel-choice");
  private readonly notice = part("div", "lit-panel-notice");
  private readonly stage: Stage;
  private readonly tabs: Tabs;
  private readonly widths = new Map<Width, HTMLButtonElement>();
  private readonly live: HTMLButtonElement;
  private readonly unwatch: () => void;
  private app: string | null;
  private width: Width;
  /** The code that is shown. */
  private source: string | null = null;
  private said = "";

  constructor(
    readonly notebook: NotebookPanel,
    private readonly apps: NotebookApps,
    private readonly doors: Doors,
    { app, width, tab }: Remembered,
  ) {
    super();
    const { words } = doors;
    this.words = words;
    this.app = app;
    this.width = width;
    this.addClass("lit-panel");
    this.title.closable = true;
    this.choice.setAttribute("aria-label", words.__("App"));
    this.choice.addEventListener("change", () => this.choose(this.choice.value));
    this.notice.role = "status";
    this.live = tool(words.__("Update while editing"), SIGNS.live, () => doors.setLive(!doors.live()));
    this.live.dataset.apart = "";
    this.stage = new Stage(notebook.content.rendermime, () => this.follow());
    this.tabs = new Tabs(this.stage, doors.tabs, words, () => doors.changed(this));
    this.tabs.choose(tab);
    this.addWidget(new Widget({ node: this.bar() }));
    this.addWidget(new Widget({ node: this.notice }));
    this.addWidget(this.tabs.body);
    this.setWidth(width);
    notebook.disposed.connect(this.dispose, this);
    notebook.context.pathChanged.connect(this.name, this);
    this.name();
    this.unwatch = apps.watch(() => this.follow());
  }

  /** What layout and tab know it by. */
  get path(): string {
    return this.notebook.context.path;
  }

  get remembered(): Remembered {
    return { app: this.app, width: this.width, tab: this.tabs.shown };
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.unwatch();
    this.notebook.disposed.disconnect(this.dispose, this);
    this.notebook.context.pathChanged.disconnect(this.name, this);
    super.dispose();
  }

  /** Shows whether it follows what is typed. */
  showLive(on: boolean): void {
    this.live.setAttribute("aria-pressed", String(on));
    this.follow();
  }

  private bar(): HTMLElement {
    const bar = part("div", "lit-panel-bar");
    const tools = part("div", "lit-panel-tools");
    tools.role = "toolbar";
    tools.setAttribute("aria-label", this.words.__("Preview"));
    for (const width of WIDTHS) {
      const button = tool(this.widthName(width), SIGNS[width], () => {
        this.setWidth(width);
        this.doors.changed(this);
      });
      this.widths.set(width, button);
      tools.append(button);
    }
    tools.append(
      this.live,
      tool(this.words.__("Open as a page"), SIGNS.page, () => this.doors.openPage(this.path)),
    );
    bar.append(this.title_, this.choice, this.tabs.row, tools);
    return bar;
  }

  private widthName(width: Width): string {
    if (width === "desktop") return this.words.__("As wide as the panel");
    return width === "tablet" ? this.words.__("As wide as a tablet") : this.words.__("As wide as a phone");
  }

  private setWidth(width: Width): void {
    this.width = width;
    this.stage.width = width;
    for (const [name, button] of this.widths) button.setAttribute("aria-pressed", String(name === width));
  }

  private choose(app: string): void {
    this.app = app;
    this.follow();
    this.doors.changed(this);
  }

  private current(): NotebookApp | undefined {
    return this.app === null ? this.apps.list[0] : this.apps.find(this.app);
  }

  /** Brings what is shown in line with the notebook and its kernel. */
  private follow(): void {
    if (this.isDisposed) return;
    const app = this.current();
    this.app ??= app?.name ?? null;
    this.drawChoice(app);
    this.name();
    const standing = app && this.apps.standing(app);
    const model = standing?.is === "shown" ? standing.model : null;
    this.stage.show(model);
    this.explain(app, standing?.is);
    const { kernel } = this.apps;
    this.tabs.show(app && model && kernel ? { kernel, app: app.name, model } : null);
    if (app && model) this.followEdits(app);
    else this.source = null;
  }

  /** Lets the kernel have the cell's code as it is now, where that is wanted. */
  private followEdits(app: NotebookApp): void {
    const source = this.apps.source(app);
    const before = this.source;
    this.source = source;
    if (before === null || source === before || !this.doors.live()) return;
    const content = { code: source, silent: true, store_history: false, stop_on_error: false };
    this.apps.kernel?.requestExecute(content, true, { cellId: app.cell });
  }

  // What is shown

  private name(): void {
    const file = this.path.split("/").pop() ?? this.path;
    this.title.caption = this.words.__("App of %1", this.path);
    this.node.dataset.path = this.path;
    this.title.label = this.titleOf(this.current()) || file;
  }

  private titleOf(app: NotebookApp | undefined): string {
    if (!app) return this.app ?? "";
    return app.title || this.words.__("App %1", String(this.apps.list.indexOf(app) + 1));
  }

  private drawChoice(app: NotebookApp | undefined): void {
    const { list } = this.apps;
    const several = list.length > 1 || (list.length === 1 && !app);
    this.choice.hidden = !several;
    this.title_.hidden = several;
    this.title_.textContent = this.titleOf(app);
    const options = list.map((each) => option(this.titleOf(each), each.name, each === app));
    if (!app) options.unshift(option("", "", true));
    this.choice.replaceChildren(...options);
  }

  /** Says what keeps the app from being seen as it should. */
  private explain(app: NotebookApp | undefined, standing: Standing["is"] | undefined): void {
    const { words } = this;
    if (standing === "shown" && this.stage.failed && app && this.apps.revived.has(app.name)) {
      this.say(words.__("The kernel has started again, and only the app’s own cell has run."), app);
    } else {
      this.say(this.reason(standing), standing === "lost" || standing === "new" ? app : undefined);
    }
  }

  /** Why there is nothing to be seen; empty where there is. */
  private reason(standing: Standing["is"] | undefined): string {
    const { words } = this;
    switch (standing) {
      case undefined:
        return words.__("This notebook has no app. Begin a cell with %%app.");
      case "without kernel":
        return words.__("The notebook has no kernel. Start one to see the app.");
      case "asked":
        return words.__("Waiting for the kernel …");
      case "returning":
        return words.__("Waiting for the app to come back …");
      case "lost":
        return words.__("The kernel has started again and the app is gone with it.");
      case "new":
        return words.__("The app’s cell has not run yet.");
      case "shown":
        return "";
    }
  }

  /** Says something above the app; where its cell can be run, with a button that does so. */
  private say(text: string, app?: NotebookApp): void {
    this.notice.hidden = text === "";
    this.notice.toggleAttribute("data-alone", this.stage.isEmpty);
    this.tabs.body.setHidden(text !== "" && this.stage.isEmpty);
    const said = `${text} ${app?.cell ?? ""}`;
    if (this.said === said) return; // a button that is being pressed stays
    this.said = said;
    this.notice.replaceChildren(text);
    if (!app) return;
    const run = part("button", "lit-panel-run");
    run.textContent = this.words.__("Run up to the app");
    run.addEventListener("click", () => {
      this.apps.revived.delete(app.name);
      void this.doors.runUntil(this.notebook, app.cell);
    });
    this.notice.append(run);
  }
}

function option(text: string, value: string, selected: boolean): HTMLOptionElement {
  return Object.assign(document.createElement("option"), { textContent: text, value, selected });
}
