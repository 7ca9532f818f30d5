import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ChosenTheme, LabTheme } from "./theme";

let dark: boolean;
let changed: (() => void) | undefined;
let stored: Map<string, string>;

beforeEach(() => {
  dark = false;
  changed = undefined;
  stored = new Map();
  vi.stubGlobal("matchMedia", () => ({
    get matches() {
      return dark;
    },
    addEventListener: (_event: string, listener: () => void) => {
      changed = listener;
    },
    removeEventListener: () => {
      changed = undefined;
    },
  }));
});

afterEach(() => {
  document.body.removeAttribute("data-jp-theme-light");
  document.body.removeAttribute("data-vscode-theme-kind");
  document.documentElement.removeAttribute("theme");
});

const storage = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key),
};

test("without a choice the system decides, and may change its mind", () => {
  const theme = new ChosenTheme(storage);
  const heard = vi.fn();
  const end = theme.watch(heard);
  expect([theme.choice, theme.current()]).toEqual(["system", "light"]);
  dark = true;
  changed?.();
  expect(heard.mock.calls).toEqual([["dark"]]);
  end();
  expect(changed).toBeUndefined();
});

test("a choice is kept and told", () => {
  const theme = new ChosenTheme(storage);
  const heard = vi.fn();
  theme.watch(heard);
  theme.choose("dark");
  expect(heard.mock.calls).toEqual([["dark"]]);
  expect(new ChosenTheme(storage).choice).toBe("dark");
  theme.choose("system");
  expect(new ChosenTheme(storage).choice).toBe("system");
});

test("forbidden storage leaves the system's theme", () => {
  const forbidden = () => {
    throw new Error("SecurityError");
  };
  const theme = new ChosenTheme({ getItem: forbidden, setItem: forbidden, removeItem: forbidden });
  theme.choose("dark");
  expect(theme.current()).toBe("light");
});

test("in JupyterLab its own theme counts", async () => {
  const theme = new LabTheme();
  expect(theme.current()).toBe("light");
  const heard = vi.fn();
  const end = theme.watch(heard);
  document.body.dataset.jpThemeLight = "false";
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith("dark"));
  expect(theme.current()).toBe("dark");
  end();
});

test.each([
  ["vscode-light", "light"],
  ["vscode-dark", "dark"],
  ["vscode-high-contrast", "dark"],
  ["vscode-high-contrast-light", "light"],
])("in VS Code %s is a %s theme", async (kind, expected) => {
  document.body.dataset.vscodeThemeKind = expected === "dark" ? "vscode-light" : "vscode-dark";
  const theme = new LabTheme();
  const heard = vi.fn();
  const end = theme.watch(heard);
  document.body.dataset.vscodeThemeKind = kind;
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(expected));
  expect(theme.current()).toBe(expected);
  end();
});

test("in Colab the document says which theme there is", async () => {
  const theme = new LabTheme();
  const heard = vi.fn();
  const end = theme.watch(heard);
  document.documentElement.setAttribute("theme", "dark");
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith("dark"));
  expect(theme.current()).toBe("dark");
  end();
});

test("a page around this one may want a theme, until the reader chooses", () => {
  stored.set("jupyterlit-theme", "light");
  const theme = new ChosenTheme(storage, "dark");
  expect([theme.choice, theme.current(), stored.get("jupyterlit-theme")]).toEqual(["dark", "dark", "light"]);
  theme.choose("light");
  expect(theme.current()).toBe("light");
});
