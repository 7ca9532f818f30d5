import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Drawn } from "../testing/draw";
import { ChosenTheme } from "../theme/theme";
import { MainMenu, MenuAnswer, MenuBox } from "./menu";
import type { ToolbarMode } from "./menu_box";
import { Settings } from "./settings";

let app: Drawn;
let theme: ChosenTheme;
let settings: Settings;

beforeAll(() => Promise.all([MenuBox.preload(), MenuAnswer.preload()]));

beforeEach(() => {
  localStorage.clear();
  app = new Drawn();
  theme = new ChosenTheme();
  settings = new Settings("/app");
});

function show(mode: ToolbarMode = "developer", whole = true): void {
  const chosen = whole ? theme : null;
  render(
    <div data-testid="stApp">
      <MainMenu page={app.page} theme={chosen} settings={settings} mode={mode} whole={whole} />
      <input aria-label="field" />
      <button type="button">other</button>
    </div>,
  );
}

const button = () => screen.getByRole("button", { name: "Main menu" });
const open = () => userEvent.click(button());
const entries = () =>
  [...screen.getByRole("menu").querySelectorAll("[role^=menuitem]")].map((item) => item.textContent);
const RERUN = { type: "rerun", values: {}, query: null, page: null, number: expect.any(Number) };

test("a theme can be chosen", async () => {
  show();
  await open();
  expect(screen.getByRole("menuitemradio", { name: "System" }).getAttribute("aria-checked")).toBe("true");
  await userEvent.click(screen.getByRole("menuitemradio", { name: "Dark" }));
  expect(theme.choice).toBe("dark");
  expect(screen.queryByRole("menu")).toBeNull();
});

test("wide mode is the author's until the reader wants it otherwise", async () => {
  show();
  const wide = () => screen.getByRole("menuitemcheckbox", { name: "Wide mode" });
  await open();
  expect(wide().getAttribute("aria-checked")).toBe("false");
  await userEvent.click(wide());
  expect(settings.wide.value).toBe(true);
  await open();
  expect(wide().getAttribute("aria-checked")).toBe("true");
  await userEvent.click(wide());
  expect(settings.wide.value).toBeNull();
  app.receive({ type: "page_config", layout: "wide" });
  await open();
  await userEvent.click(wide());
  expect(settings.wide.value).toBe(false);
});

test("the script can be run again", async () => {
  show();
  await open();
  await userEvent.click(screen.getByRole("menuitem", { name: /Rerun/ }));
  expect(app.sent).toEqual([RERUN]);
});

test("caches are cleared once the reader has confirmed that", async () => {
  show();
  await open();
  await userEvent.click(screen.getByRole("menuitem", { name: /Clear caches/ }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Cancel" }));
  expect([app.sent, screen.queryByRole("dialog")]).toEqual([[], null]);
  await userEvent.keyboard("c");
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Clear caches" }));
  expect([app.sent, screen.queryByRole("dialog")]).toEqual([[{ type: "clear_caches" }], null]);
});

test("the keyboard opens, moves and closes", async () => {
  show();
  button().focus();
  await userEvent.keyboard("{Enter}");
  expect(document.activeElement?.textContent).toBe("System");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}");
  expect(document.activeElement?.textContent).toBe("RerunR");
  await userEvent.keyboard("{Home}{ArrowUp}");
  expect(document.activeElement?.textContent).toBe("About");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(button());
});

test("a press beside it closes it", async () => {
  show();
  await open();
  await userEvent.click(document.body);
  expect(screen.queryByRole("menu")).toBeNull();
});

test("letters do what their entries do, but not while typing or with another key", async () => {
  show();
  await userEvent.keyboard("r");
  expect(app.sent).toEqual([RERUN]);
  await userEvent.keyboard("{Control>}r{/Control}{Alt>}r{/Alt}{Meta>}r{/Meta}{Shift>}r{/Shift}");
  await userEvent.type(screen.getByRole("textbox"), "rc");
  await open();
  await userEvent.keyboard("rc");
  expect(app.sent).toEqual([RERUN]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("within a notebook letters are the notebook's, unless the reader is in the app", async () => {
  show("developer", false);
  await userEvent.keyboard("r");
  expect(app.sent).toEqual([]);
  screen.getByRole("button", { name: "other" }).focus();
  await userEvent.keyboard("r");
  expect(app.sent).toEqual([RERUN]);
});

test("whom the menu is for", async () => {
  show("viewer");
  await open();
  expect(entries()).toEqual(["System", "Light", "Dark", "Wide mode", "RerunR", "Print", "About"]);
  await userEvent.keyboard("{Escape}c");
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("within a notebook the theme and the window are the notebook's", async () => {
  show("developer", false);
  await open();
  expect(entries()).toEqual(["RerunR", "Clear cachesC", "About"]);
});

test("a minimal menu has what the author put there, or is not there", async () => {
  show("minimal");
  expect(screen.queryByRole("button", { name: "Main menu" })).toBeNull();
  app.receive({ type: "page_config", menu_items: { "Get help": "https://x.y", About: "me" } });
  await open();
  expect(entries()).toEqual(["Get help", "About"]);
});

test("what the author has put into it", async () => {
  show();
  const opened = vi.spyOn(window, "open").mockReturnValue(null);
  app.receive({
    type: "page_config",
    menu_items: { "Get help": "https://x.y", "Report a bug": null, About: "By *me*" },
  });
  await open();
  expect(screen.queryByRole("menuitem", { name: "Report a bug" })).toBeNull();
  await userEvent.click(screen.getByRole("menuitem", { name: "Get help" }));
  expect(opened).toHaveBeenCalledWith("https://x.y", "_blank", "noopener");
  await open();
  await userEvent.click(screen.getByRole("menuitem", { name: "About" }));
  expect(screen.getByRole("dialog", { name: "About" }).textContent).toBe("AboutBy me");
});

test("an app that says nothing about itself says what it is made with", async () => {
  show();
  await open();
  await userEvent.click(screen.getByRole("menuitem", { name: "About" }));
  expect(screen.getByRole("dialog", { name: "About" }).textContent).toContain("Made with jupyterlit");
});
