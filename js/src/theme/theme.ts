/** Light or dark: what the reader chose, what JupyterLab shows, or what the system prefers. */

export type Theme = "light" | "dark";
export type Choice = Theme | "system";

/** Where the theme comes from and who wants to know when it changes. */
export interface ThemeSource {
  current(): Theme;
  watch(changed: (theme: Theme) => void): () => void;
}

/** The reader's choice on a page of its own, kept in this browser; "system" follows the system. */
export class ChosenTheme implements ThemeSource {
  private readonly system = matchMedia("(prefers-color-scheme: dark)");
  private readonly watchers = new Set<(theme: Theme) => void>();

  /** A page around this one may want a theme: that holds until the reader chooses another, and is not kept. */
  constructor(
    private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> = localStorage,
    private wanted: Theme | null = null,
  ) {}

  get choice(): Choice {
    if (this.wanted !== null) return this.wanted;
    const stored = this.stored();
    return stored === "light" || stored === "dark" ? stored : "system";
  }

  choose(choice: Choice): void {
    this.wanted = null;
    try {
      if (choice === "system") this.storage.removeItem(KEY);
      else this.storage.setItem(KEY, choice);
    } catch {
      // Storage can be forbidden: the choice then holds for nothing, and the system's theme stays.
    }
    this.tell();
  }

  current(): Theme {
    const choice = this.choice;
    if (choice !== "system") return choice;
    return this.system.matches ? "dark" : "light";
  }

  watch(changed: (theme: Theme) => void): () => void {
    if (this.watchers.size === 0) this.system.addEventListener("change", this.tell);
    this.watchers.add(changed);
    return () => {
      this.watchers.delete(changed);
      if (this.watchers.size === 0) this.system.removeEventListener("change", this.tell);
    };
  }

  private readonly tell = (): void => {
    for (const changed of this.watchers) changed(this.current());
  };

  private stored(): string | null {
    try {
      return this.storage.getItem(KEY);
    } catch {
      return null;
    }
  }
}

const KEY = "jupyterlit-theme";

/** Where front ends say which theme they show: JupyterLab and Notebook, VS Code, Colab (on the document). */
const THEMES = ["data-jp-theme-light", "data-vscode-theme-kind", "theme"];

/** The theme of the front end around us. */
export class LabTheme implements ThemeSource {
  constructor(
    private readonly body: HTMLElement = document.body,
    private readonly root: HTMLElement = document.documentElement,
  ) {}

  current(): Theme {
    const { jpThemeLight, vscodeThemeKind } = this.body.dataset;
    if (jpThemeLight !== undefined) return jpThemeLight === "false" ? "dark" : "light";
    if (vscodeThemeKind !== undefined) return DARK.has(vscodeThemeKind) ? "dark" : "light";
    return this.root.getAttribute("theme") === "dark" ? "dark" : "light";
  }

  watch(changed: (theme: Theme) => void): () => void {
    const observer = new MutationObserver(() => changed(this.current()));
    for (const node of [this.body, this.root]) observer.observe(node, { attributes: true, attributeFilter: THEMES });
    return () => observer.disconnect();
  }
}

const DARK = new Set(["vscode-dark", "vscode-high-contrast"]);
