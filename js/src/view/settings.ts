/** What the reader has settled about an app's page, kept in this browser. */

import { type Signal, signal } from "@preact/signals-core";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Wide mode and the sidebar's width, for the app that `scope` names; null is as the author wants it. */
export class Settings {
  readonly wide: Signal<boolean | null>;
  readonly sidebar: Signal<number | null>;

  constructor(
    private readonly scope: string,
    private readonly store: Store | null = browserStore(),
  ) {
    const wide = this.read("wide");
    this.wide = signal(wide === null ? null : wide === "true");
    const width = Number.parseInt(this.read("sidebar") ?? "", 10);
    this.sidebar = signal(Number.isNaN(width) ? null : width);
  }

  setWide(wide: boolean | null): void {
    this.wide.value = wide;
    this.write("wide", wide);
  }

  /** Whether the app had a sidebar when it was here last. */
  get hadSidebar(): boolean {
    return this.read("had-sidebar") !== null;
  }

  noteSidebar(is: boolean): void {
    if (is !== this.hadSidebar) this.write("had-sidebar", is || null);
  }

  setSidebar(width: number | null): void {
    this.sidebar.value = width;
    this.write("sidebar", width);
  }

  private read(name: string): string | null {
    try {
      return this.store?.getItem(this.key(name)) ?? null;
    } catch {
      return null;
    }
  }

  private write(name: string, value: boolean | number | null): void {
    try {
      if (value === null) this.store?.removeItem(this.key(name));
      else this.store?.setItem(this.key(name), String(value));
    } catch {
      // Storage can be forbidden or full: the setting then holds until the page is loaded anew.
    }
  }

  private key(name: string): string {
    return `jupyterlit-${name}:${this.scope}`;
  }
}

/** The browser's store; a page in a frame of another site may have none. */
function browserStore(): Store | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
