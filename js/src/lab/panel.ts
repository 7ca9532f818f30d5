/** The panel beside a notebook that shows one of its apps: the widget under the app's cell, seen once more. */

import type { Kernel, NotebookPanel } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Panel, Widget } from "@lumino/widgets";
import { addStyle } from "../ui/style";
import { appsOf, type Cell, type NotebookApp, VIEW } from "./apps";
import sheet from "./panel.css";

export const WIDTHS = ["desktop", "tablet", "phone"] as const;
export type Width = (typeof WIDTHS)[number];

/** What stands on the buttons: paths of 16 by 16. */
export const SIGNS = {
  desktop: "M1 2h14v9H1V2zm1.3 1.3v6.4h11.4V3.3H2.3zM5 13h6v1.2H5z",
  tablet: "M2 2h12v12H2V2zm1.3 1.3v9.4h9.4V3.3H3.3z",
  phone: "M4 1h8v14H4V1zm1.3 1.3v10h5.4v-10H5.3zM7.2 13h1.6v1H7.2z",
  live: "M11.3 1.6l3.1 3.1-8.6 8.6-3.9.8.8-3.9 8.6-8.6zm0 1.8L4 10.7l-.4 1.7 1.7-.4 7.3-7.3-1.3-1.3z",
  page: "M3 3h4v1.3H4.3v7.4h7.4V9H13v4H3V3zm6 0h4v4h-1.3V5.2L7.9 9 7 8.1l3.8-3.8H9V3z",
} as const;

/** How long the notebook must be at rest before what has changed in it is looked at, in ms. */
const REST = 300;
/** A kernel in one of these will not come back by itself, or comes back without its memory. */
const FORGETS = new Set(["restarting", "autorestarting", "terminating", "dead"]);

/** What the panel needs of those who open it. */
export interface Doors {
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
  /** The app's name; null until the notebook has one. */
  app: string | null;
  private readonly title_ = part("span", "lit-panel-title");
  private readonly choice = part("select", "lit-panel-choice");
  private readonly notice = part("div", "lit-panel-notice");
  private readonly body = new Panel();
  private readonly widths = new Map<Width, HTMLButtonElement>();
  private readonly live: HTMLButtonElement;
  private apps: NotebookApp[] = [];
  /** The widget that is shown. */
  private model: string | null = null;
  private view: Widget | null = null;
  /** The widgets of the kernel's apps, by the app's name; null while they are not known. */
  private known: ReadonlyMap<string, string> | null = null;
  /** Widgets under cells that the kernel has been asked about. */
  private readonly asked = new Set<string>();
  private shownSource: string | null = null;
  private said = "";
  private timer = 0;

  constructor(
    readonly notebook: NotebookPanel,
    private readonly doors: Doors,
    private readonly words: TranslationBundle,
    app: string | null,
    private width: Width,
  ) {
    super();
    addStyle(sheet);
    this.app = app;
    this.addClass("lit-panel");
    this.title.closable = true;
    this.choice.ariaLabel = this.words.__("App");
    this.choice.addEventListener("change", () => this.choose(this.choice.value));
    this.notice.role = "status";
    this.live = tool(this.words.__("Update while editing"), SIGNS.live, () => doors.setLive(!doors.live()));
    this.body.addClass("lit-panel-body");
    this.addWidget(new Widget({ node: this.bar() }));
    this.addWidget(new Widget({ node: this.notice }));
    this.addWidget(this.body);
    this.setWidth(width);
    this.follow();
  }

  /** What layout and tab know it by. */
  get path(): string {
    return this.notebook.context.path;
  }

  get shownWidth(): Width {
    return this.width;
  }

  override dispose(): void {
    if (this.isDisposed) return;
    window.clearTimeout(this.timer);
    this.unfollow();
    super.dispose();
  }

  /** Shows whether it follows what is typed. */
  showLive(on: boolean): void {
    this.live.ariaPressed = String(on);
    this.look();
  }

  private bar(): HTMLElement {
    const bar = part("div", "lit-panel-bar");
    const tools = part("div", "lit-panel-tools");
    tools.role = "toolbar";
    tools.ariaLabel = this.words.__("Preview");
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
    bar.append(this.title_, this.choice, tools);
    return bar;
  }

  private widthName(width: Width): string {
    if (width === "desktop") return this.words.__("As wide as the panel");
    return width === "tablet" ? this.words.__("As wide as a tablet") : this.words.__("As wide as a phone");
  }

  private setWidth(width: Width): void {
    this.width = width;
    this.body.node.dataset.width = width;
    for (const [name, button] of this.widths) button.ariaPressed = String(name === width);
  }

  private choose(app: string): void {
    this.app = app;
    this.update_();
    this.doors.changed(this);
  }

  // The notebook and its kernel

  private follow(): void {
    const { notebook } = this;
    notebook.disposed.connect(this.dispose, this);
    notebook.context.pathChanged.connect(this.renamed, this);
    notebook.sessionContext.kernelChanged.connect(this.kernelChanged, this);
    notebook.sessionContext.statusChanged.connect(this.kernelSays, this);
    void Promise.all([notebook.context.ready, notebook.revealed]).then(() => {
      if (this.isDisposed) return;
      notebook.model?.contentChanged.connect(this.look, this);
      this.renamed();
      this.update_();
    });
  }

  private unfollow(): void {
    const { notebook } = this;
    notebook.disposed.disconnect(this.dispose, this);
    notebook.context.pathChanged.disconnect(this.renamed, this);
    notebook.sessionContext.kernelChanged.disconnect(this.kernelChanged, this);
    notebook.sessionContext.statusChanged.disconnect(this.kernelSays, this);
    notebook.model?.contentChanged.disconnect(this.look, this);
  }

  private renamed(): void {
    const name = this.path.split("/").pop() ?? this.path;
    this.title.caption = this.words.__("App of %1", this.path);
    this.title.label = this.titleOf(this.current()) || name;
  }

  private kernelSays(_: unknown, status: string): void {
    if (FORGETS.has(status)) this.forget(new Map());
    else this.look();
  }

  private kernelChanged(): void {
    this.forget(null);
  }

  /** The kernel's memory is gone, and with it every widget that the notebook shows. */
  private forget(known: ReadonlyMap<string, string> | null): void {
    for (const { model } of this.apps) if (model) this.asked.add(model);
    this.known = known;
    this.shownSource = null;
    this.update_();
  }

  /** Looks at the notebook once it rests. */
  private look(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.update_(), REST);
  }

  private update_(): void {
    if (this.isDisposed || !this.notebook.model) return;
    this.apps = appsOf(cellsOf(this.notebook));
    const app = this.current();
    if (app && this.app === null) this.app = app.name;
    this.drawChoice(app);
    this.renamed();
    const kernel = this.notebook.sessionContext.session?.kernel ?? null;
    const model = (app && kernel && this.known?.get(app.name)) ?? null;
    if (!app) this.say(this.words.__("This notebook has no app. Begin a cell with %%app."));
    else if (!kernel) this.say(this.words.__("The notebook has no kernel. Start one to see the app."));
    else if (this.known === null || (app.model && app.model !== model && !this.asked.has(app.model))) {
      if (app.model) this.asked.add(app.model);
      this.ask(kernel);
    } else if (model === null)
      this.say(
        app.model
          ? this.words.__("The kernel has started again and the app is gone with it.")
          : this.words.__("The app’s cell has not run yet."),
        app,
      );
    else this.say("");
    if (model !== this.model) this.show_(model);
    if (app && model && kernel) this.followEdits(app, kernel);
  }

  /** Asks the kernel for its apps: the notebook may be older than its kernel, and knows nothing of outputs not saved. */
  private ask(kernel: Kernel): void {
    this.say(this.words.__("Waiting for the kernel …"));
    const comm = kernel.createComm("jupyterlit");
    const take = (known: Record<string, string>): void => {
      comm.onClose = () => undefined;
      if (this.isDisposed || kernel !== this.notebook.sessionContext.session?.kernel) return;
      this.known = new Map(Object.entries(known));
      this.update_();
    };
    comm.onMsg = ({ content }) => {
      take(content.data);
      comm.close();
    };
    comm.onClose = () => take({}); // a kernel without our extension
    comm.open({ apps: true });
  }

  /** Lets the kernel have the cell's code as it is now, where that is wanted. */
  private followEdits(app: NotebookApp, kernel: Kernel): void {
    const source = sourceOf(this.notebook, app.cell);
    const before = this.shownSource;
    this.shownSource = source;
    if (before === null || source === before || !this.doors.live()) return;
    const content = { code: source, silent: true, store_history: false, stop_on_error: false };
    kernel.requestExecute(content, true, { cellId: app.cell });
  }

  // What is shown

  private current(): NotebookApp | undefined {
    return this.apps.find((app) => app.name === this.app) ?? (this.app === null ? this.apps[0] : undefined);
  }

  private titleOf(app: NotebookApp | undefined): string {
    if (!app) return this.app ?? "";
    return app.title || this.words.__("App %1", String(this.apps.indexOf(app) + 1));
  }

  private drawChoice(app: NotebookApp | undefined): void {
    const several = this.apps.length > 1 || (this.apps.length === 1 && !app);
    this.choice.hidden = !several;
    this.title_.hidden = several;
    this.title_.textContent = this.titleOf(app);
    const options = this.apps.map((each) => new Option(this.titleOf(each), each.name, false, each === app));
    if (!app) options.unshift(new Option("", "", true, true));
    this.choice.replaceChildren(...options);
  }

  /** Says something above the app; where its cell can be run, with a button that does so. */
  private say(text: string, app?: NotebookApp): void {
    this.notice.hidden = text === "";
    const said = `${text} ${app?.cell ?? ""}`;
    if (this.said === said) return; // a button that is being pressed stays
    this.said = said;
    this.notice.replaceChildren(text);
    if (!app) return;
    const run = part("button", "lit-panel-run");
    run.textContent = this.words.__("Run up to the app");
    run.addEventListener("click", () => void this.doors.runUntil(this.notebook, app.cell));
    this.notice.append(run);
  }

  private show_(model: string | null): void {
    this.model = model;
    this.view?.dispose();
    this.view = null;
    if (model === null) return;
    const view = this.notebook.content.rendermime.createRenderer(VIEW);
    view.addClass("lit-panel-view");
    this.view = view;
    this.body.addWidget(view);
    const data = { [VIEW]: { version_major: 2, version_minor: 0, model_id: model } };
    void view.renderModel({ data, metadata: {}, trusted: true, setData: () => undefined });
  }
}

function cellsOf(notebook: NotebookPanel): Cell[] {
  const cells: Cell[] = [];
  for (const { id, type, sharedModel, outputs } of notebook.model?.cells ?? []) {
    if (type !== "code") continue;
    const bundles = Array.from({ length: outputs?.length ?? 0 }, (_, index) => outputs?.get(index).data ?? {});
    cells.push({ id, source: sharedModel.getSource(), outputs: bundles });
  }
  return cells;
}

function sourceOf(notebook: NotebookPanel, id: string): string {
  for (const cell of notebook.model?.cells ?? []) if (cell.id === id) return cell.sharedModel.getSource();
  return "";
}

function part<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}

function tool(label: string, path: string, act: () => void): HTMLButtonElement {
  const button = part("button", "lit-panel-tool");
  button.type = "button";
  button.ariaLabel = label;
  button.title = label;
  button.innerHTML = `<svg viewBox="0 0 16 16" width="16" aria-hidden="true"><path fill="currentColor" d="${path}"/></svg>`;
  button.addEventListener("click", act);
  return button;
}
