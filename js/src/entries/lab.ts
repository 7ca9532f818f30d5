/** jupyterlit in JupyterLab and Notebook 7: the preview beside a notebook, and the way to its page. */

import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette, IToolbarWidgetRegistry, WidgetTracker } from "@jupyterlab/apputils";
import { CodeCell } from "@jupyterlab/cells";
import { PageConfig, URLExt } from "@jupyterlab/coreutils";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { ISettingRegistry, type Settings } from "@jupyterlab/settingregistry";
import { ITranslator, nullTranslator, type TranslationBundle } from "@jupyterlab/translation";
import { CommandToolbarButton, LabIcon } from "@jupyterlab/ui-components";
import { InsideTab } from "../lab/inside";
import { NotebookApps } from "../lab/notebook_apps";
import { AppPanel, type Doors, type Remembered } from "../lab/panel";
import sheet from "../lab/panel.css";
import { Revival } from "../lab/revival";
import { translateSettings } from "../lab/settings_words";
import { WIDTHS } from "../lab/stage";
import type { Tab } from "../lab/tabs";
import { SIGNS } from "../lab/tool";
import { addStyle } from "../ui/style";

const ID = "jupyterlit:plugin";
const PREVIEW = "jupyterlit:preview";
const OPEN_PAGE = "jupyterlit:open-page";

const previewIcon = icon("preview", "M2 3h12v10H2V3zm1.3 1.3v7.4h4V4.3h-4zm5.3 0v7.4h4V4.3h-4z");
const pageIcon = icon("open-page", SIGNS.page);

/** What a preview shows beside the app. */
function tabs(words: TranslationBundle): Tab[] {
  return [{ id: "inside", label: words.__("Inside"), create: (kernel, app) => new InsideTab(kernel, app, words) }];
}

const plugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: "Shows a notebook's app beside it.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette, ILayoutRestorer, ISettingRegistry, ITranslator, IToolbarWidgetRegistry],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  palette: ICommandPalette | null,
  restorer: ILayoutRestorer | null,
  registry: ISettingRegistry | null,
  translator: ITranslator | null,
  toolbars: IToolbarWidgetRegistry | null,
): void {
  const words = (translator ?? nullTranslator).load("jupyterlit");
  const { commands, shell } = app;
  addStyle(sheet);
  const panels = new Set<AppPanel>();
  const apps = new WeakMap<NotebookPanel, NotebookApps>();
  const tracker = new WidgetTracker<AppPanel>({ namespace: "jupyterlit" });
  let settings: Settings | null = null;
  let opened = 0;

  const live = (): boolean => settings?.get("liveEdit").composite === true;
  const doors: Doors = {
    words,
    tabs: tabs(words),
    openPage: (path) => window.open(`${PageConfig.getBaseUrl()}lit/app/${URLExt.encodeParts(path)}`, "_blank"),
    runUntil: async (notebook, cell) => {
      shell.activateById(notebook.id);
      notebook.content.activeCellIndex = notebook.content.widgets.findIndex(({ model }) => model.id === cell);
      await commands.execute("notebook:run-all-above");
      await commands.execute("notebook:run-cell");
    },
    live,
    setLive: (on) => void settings?.set("liveEdit", on),
    changed: (panel) => void tracker.save(panel),
  };
  if (registry) translateSettings(registry, ID, words);
  void registry?.load(ID, true).then((loaded) => {
    settings = loaded;
    const tell = (): void => {
      for (const panel of panels) panel.showLive(live());
    };
    loaded.changed.connect(tell);
    tell();
  });

  function appsOf(notebook: NotebookPanel): NotebookApps {
    const there = apps.get(notebook) ?? new NotebookApps(notebook);
    apps.set(notebook, there);
    return there;
  }

  const revivals = {
    wanted: () => settings?.get("revive").composite !== false,
    beside: (notebook: NotebookPanel, name: string) =>
      tracker.find((panel) => panel.notebook === notebook && panel.remembered.app === name) !== undefined,
    run: async (notebook: NotebookPanel, id: string) => {
      const cell = notebook.content.widgets.find(({ model }) => model.id === id);
      if (cell) await CodeCell.execute(cell, notebook.sessionContext);
    },
  };
  const follow = (notebook: NotebookPanel): unknown => new Revival(notebook, appsOf(notebook), revivals);
  notebooks.forEach(follow);
  notebooks.widgetAdded.connect((_, notebook) => follow(notebook));

  function open(notebook: NotebookPanel, remembered: Remembered): AppPanel {
    const name = remembered.app;
    const there = tracker.find(
      (panel) => panel.notebook === notebook && (name === null || panel.remembered.app === name),
    );
    if (there) {
      shell.activateById(there.id);
      return there;
    }
    const panel = new AppPanel(notebook, appsOf(notebook), doors, remembered);
    opened += 1;
    panel.id = `jupyterlit-preview-${opened}`;
    panel.title.icon = previewIcon;
    panels.add(panel);
    panel.disposed.connect(() => panels.delete(panel));
    panel.showLive(live());
    if (app.name === "Jupyter Notebook") {
      shell.add(panel, "right");
      void commands.execute("application:toggle-panel", { side: "right", id: panel.id });
    } else {
      shell.add(panel, "main", { mode: "split-right", ref: notebook.id });
    }
    void tracker.add(panel);
    return panel;
  }

  commands.addCommand(PREVIEW, {
    label: words.__("Preview app"),
    caption: words.__("Show the notebook’s app beside it"),
    icon: previewIcon,
    isEnabled: () => notebooks.currentWidget !== null,
    execute: async ({ path, app: name, width, tab }) => {
      const notebook = await notebookAt(path);
      if (!notebook) return null;
      return open(notebook, {
        app: typeof name === "string" ? name : null,
        width: WIDTHS.find((each) => each === width) ?? "desktop",
        tab: String(tab ?? ""),
      });
    },
  });
  // The label in the schema is English: JupyterLab translates only those that language packs have.
  const label = words.__("Preview app");
  toolbars?.addFactory("Notebook", "preview-app", () => new CommandToolbarButton({ commands, id: PREVIEW, label }));
  commands.addCommand(OPEN_PAGE, {
    label: words.__("Open app as a page"),
    icon: pageIcon,
    isEnabled: () => notebooks.currentWidget !== null,
    execute: async ({ path }) => {
      const notebook = await notebookAt(path);
      if (notebook) doors.openPage(notebook.context.path);
    },
  });
  notebooks.currentChanged.connect(() => {
    for (const id of [PREVIEW, OPEN_PAGE]) commands.notifyCommandChanged(id);
  });
  for (const command of [PREVIEW, OPEN_PAGE]) palette?.addItem({ command, category: words.__("Apps") });
  void restorer?.restore(tracker, {
    command: PREVIEW,
    args: (panel) => ({ path: panel.path, ...panel.remembered }),
    name: (panel) => `${panel.path}:${panel.remembered.app}`,
  });

  /** The notebook at a path, opened if it is not; without a path the one that is being worked on. */
  async function notebookAt(path: unknown): Promise<NotebookPanel | null> {
    if (typeof path !== "string") return notebooks.currentWidget;
    const there = notebooks.find((panel) => panel.context.path === path);
    if (there) return there;
    await commands.execute("docmanager:open", { path });
    return notebooks.find((panel) => panel.context.path === path) ?? null;
  }
}

function icon(name: string, path: string): LabIcon {
  const svgstr = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16"><path class="jp-icon3" fill="#616161" d="${path}"/></svg>`;
  return new LabIcon({ name: `jupyterlit:${name}`, svgstr });
}

export default plugin;
