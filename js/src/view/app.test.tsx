import { act, cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ScriptState } from "../page/page";
import { EVENT, MAIN, SIDEBAR } from "../page/tree";
import { Drawn } from "../testing/draw";
import type { Theme, ThemeSource } from "../theme/theme";
import { speak } from "../ui/text";
import { App, type Host, Toasts } from "./app";
import { ALONE, readEmbedding } from "./embedding";

let tell: (theme: Theme) => void;

function show(host: Host = "page", embedding = ALONE, script: ScriptState = "notRunning"): Drawn {
  const app = new Drawn();
  app.page.script.value = script;
  let theme: Theme = "light";
  const source: ThemeSource = {
    current: () => theme,
    watch: (changed) => {
      tell = (next) => {
        theme = next;
        changed(next);
      };
      return () => {};
    },
  };
  render(<App page={app.page} theme={source} host={host} embedding={embedding} />);
  return app;
}

const delta = (path: number[], body: string) => ({ type: "delta", path, element: { kind: "text", body } });

beforeAll(() => Toasts.preload());

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

test("the page's state stands where tests look for it", () => {
  const app = show();
  const root = screen.getByTestId("stApp");
  expect(root.dataset).toMatchObject({ testScriptState: "notRunning", testConnectionState: "CONNECTED" });
  app.receive({ type: "run_started", run: 1 });
  expect(root.dataset.testScriptState).toBe("running");
  act(() => app.page.disconnect("connecting"));
  expect(root.dataset.testConnectionState).toBe("CONNECTING");
});

test("light and dark follow their source", () => {
  show();
  act(() => tell("dark"));
  expect(screen.getByTestId("stApp").dataset.theme).toBe("dark");
  expect(document.querySelector<HTMLElement>(".lit-overlays")?.dataset.theme).toBe("dark");
});

test("wide and centered", () => {
  const app = show();
  const view = screen.getByTestId("stAppViewContainer");
  expect(view.dataset.layout).toBe("narrow");
  app.receive({ type: "page_config", layout: "wide" });
  expect(view.dataset.layout).toBe("wide");
});

test("a run that takes long shows that it runs and can be stopped", async () => {
  const app = show();
  app.receive({ type: "run_started", run: 1 });
  act(() => vi.advanceTimersByTime(499));
  expect(screen.queryByTestId("stStatusWidget")).toBeNull();
  const voice = document.querySelector(".lit-running-voice[aria-live=polite]");
  act(() => vi.advanceTimersByTime(1));
  expect(voice?.contains(screen.getByTestId("stStatusWidget"))).toBe(true);
  const status = within(screen.getByTestId("stStatusWidget"));
  expect(status.getByRole("img", { name: "Running..." })).toBeDefined();
  act(() => status.getByRole("button", { name: "Stop" }).click());
  expect(app.sent).toEqual([{ type: "stop" }]);
  expect(screen.getByTestId("stApp").dataset.testScriptState).toBe("stopRequested");
  app.receive({ type: "run_ended", run: 1, status: "stopped" });
  expect(screen.queryByTestId("stStatusWidget")).toBeNull();
});

test("a lost connection is told, but not at once", () => {
  const app = show();
  act(() => app.page.disconnect("connecting"));
  expect(screen.queryByTestId("stConnectionStatus")).toBeNull();
  act(() => vi.advanceTimersByTime(700));
  expect(screen.getByTestId("stConnectionStatus").textContent).toBe("Connection lost. Reconnecting …");
  act(() => app.page.disconnect("disconnected", "This session goes on in another tab."));
  expect(screen.getByTestId("stConnectionStatus").textContent).toBe("This session goes on in another tab.");
});

test("a notice stays until the reader has seen it", () => {
  const app = show();
  act(() => {
    app.page.notice.value = "The app was started again.";
  });
  expect(screen.getByTestId("stConnectionStatus").textContent).toContain("The app was started again.");
  act(() => screen.getByRole("button", { name: "Dismiss" }).click());
  expect(screen.queryByTestId("stConnectionStatus")).toBeNull();
});

test("a session that cannot go on says why", () => {
  const app = show();
  app.receive({ type: "failed", title: "Syntax error", message: "line `3`" });
  expect(screen.getByRole("alert").textContent).toBe("Syntax errorline 3");
  expect(screen.getByTestId("stApp").dataset.testScriptState).toBe("compilationError");
});

test("a session that has to wait says so, and that is no error", () => {
  const app = show();
  app.receive({ type: "failed", title: "There is no room", message: "You are next.", waiting: true });
  expect(screen.getByText("You are next.").closest("[role=status]")?.textContent).toBe("There is no roomYou are next.");
  expect(screen.getByTestId("stApp").dataset.testScriptState).toBe("notRunning");
});

test("why the server has not let the reader in is there to be read, until it has", () => {
  const app = show("page", ALONE, "initial");
  act(() => app.page.disconnect("connecting", "Too many pages."));
  expect(screen.getByTestId("stWaiting").textContent).toBe("Not just yetToo many pages.");
  act(() => {
    app.page.connection.value = "connected"; // the server says so again in a moment
  });
  expect(screen.getByTestId("stWaiting").textContent).toBe("Not just yetToo many pages.");
  app.receive({ type: "run_started", run: 1 });
  expect(screen.queryByTestId("stWaiting")).toBeNull();
  act(() => app.page.disconnect("connecting", "The server stops."));
  expect(screen.getByText("The server stops.")).toBeTruthy();
  expect(screen.queryByTestId("stWaiting")).toBeNull();
});

test("what the server and the kernel say is in the reader's language, and what an author has named is not", () => {
  speak("de", {
    "The app “{name}” has been stopped": ["Die App „{name}“ wurde gestoppt"],
    "Run its cell to start it.": ["Führen Sie ihre Zelle aus."],
    "The server stops.": ["Der Server wird beendet."],
    Stop: ["Stopp"],
  });
  const app = show();
  const [title, message] = ["The app “{name}” has been stopped", "Run its cell to start it."];
  app.receive({ type: "failed", title, message, gaps: { name: "Stop" } });
  expect(screen.getByText("Die App „Stop“ wurde gestoppt")).toBeTruthy();
  expect(screen.getByText("Führen Sie ihre Zelle aus.")).toBeTruthy();
  act(() => app.page.disconnect("disconnected", "The server stops."));
  expect(screen.getByText("Der Server wird beendet.")).toBeTruthy();
  act(() => app.page.disconnect("disconnected", "Of somebody else."));
  expect(screen.getByText("Of somebody else.")).toBeTruthy();
  speak("en", {});
});

test("the sidebar is there when something stands in it", async () => {
  vi.useRealTimers();
  const app = show();
  expect(screen.queryByTestId("stSidebar")).toBeNull();
  app.receive(delta([MAIN, 0], "main"), delta([SIDEBAR, 0], "side"));
  const sidebar = screen.getByRole("region", { name: "Sidebar" });
  expect(sidebar.dataset).toMatchObject({ testid: "stSidebar", collapsed: "false" });
  expect(within(sidebar).getByTestId("stText").textContent).toBe("side");
  expect(within(screen.getByTestId("stMain")).getByTestId("stText").textContent).toBe("main");
});

test("the reader puts the sidebar away and brings it back", async () => {
  vi.useRealTimers();
  const app = show();
  app.receive(delta([SIDEBAR, 0], "side"));
  await userEvent.click(screen.getByRole("button", { name: "Collapse sidebar" }));
  const sidebar = screen.getByTestId("stSidebar");
  expect(sidebar.dataset.collapsed).toBe("true");
  expect(screen.queryByTestId("stSidebarCollapseButton")).toBeNull();
  const expand = screen.getByRole("button", { name: "Expand sidebar" });
  expect(expand.getAttribute("aria-expanded")).toBe("false");
  await userEvent.click(expand);
  expect(sidebar.dataset.collapsed).toBe("false");
  expect(screen.queryByTestId("stExpandSidebarButton")).toBeNull();
});

test.each([
  ["collapsed", "true", "300px"],
  ["expanded", "false", "300px"],
  [420, "false", "420px"],
])("the author wants the sidebar %s", (sidebar, collapsed, width) => {
  const app = show();
  app.receive({ type: "page_config", sidebar }, delta([SIDEBAR, 0], "side"));
  const box = screen.getByTestId("stSidebar");
  expect(box.dataset.collapsed).toBe(collapsed);
  expect(box.style.getPropertyValue("--lit-sidebar")).toBe(width);
});

test("a locked sidebar cannot be put away", () => {
  const app = show();
  app.receive({ type: "page_config", sidebar: "locked" }, delta([SIDEBAR, 0], "side"));
  expect(screen.getByTestId("stSidebar").dataset.collapsed).toBe("false");
  expect(screen.queryByRole("button", { name: "Collapse sidebar" })).toBeNull();
});

test("within a notebook several apps can stand on one page", () => {
  show("lab");
  expect(screen.getByTestId("stMain").id).toBe("");
  expect(screen.queryByTestId("stSkipToContent")).toBeNull();
});

test("what the reader settles comes before what the author wants, and is kept", async () => {
  vi.useRealTimers();
  localStorage.clear();
  const app = show();
  app.receive({ type: "page_config", sidebar: 420 }, delta([SIDEBAR, 0], "side"));
  const handle = screen.getByRole("separator");
  handle.focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(screen.getByTestId("stSidebar").style.getPropertyValue("--lit-sidebar")).toBe("430px");
  expect(localStorage.getItem(`jupyterlit-sidebar:${location.pathname}`)).toBe("430");
  await userEvent.keyboard("{Enter}");
  expect(screen.getByTestId("stSidebar").style.getPropertyValue("--lit-sidebar")).toBe("420px");
  expect(localStorage.getItem(`jupyterlit-sidebar:${location.pathname}`)).toBeNull();
});

test("a sidebar that was there last has its room until the script has run", () => {
  localStorage.clear();
  const begin = () => show("page", ALONE, "initial");
  let app = begin();
  expect(screen.queryByTestId("stSidebar")).toBeNull();
  app.receive(delta([SIDEBAR, 0], "side"), { type: "run_ended", run: 1, status: "finished" });
  cleanup();
  app = begin();
  expect(screen.getByTestId("stSidebar")).toBeDefined();
  app.receive({ type: "run_ended", run: 1, status: "finished", keep: [[[SIDEBAR], 0]] });
  expect(screen.queryByTestId("stSidebar")).toBeNull();
  cleanup();
  begin();
  expect(screen.queryByTestId("stSidebar")).toBeNull();
});

test("a page is blank until there is something to draw, but not for long", () => {
  localStorage.clear();
  const body = () => screen.getByTestId("stMain").parentElement?.dataset.awaited;
  const app = show("page", ALONE, "initial");
  expect(body()).toBe("true");
  app.receive(delta([SIDEBAR, 0], "side"));
  expect(body()).toBeUndefined();
  cleanup();
  show("page", ALONE, "initial");
  expect(body()).toBe("true");
  act(() => vi.advanceTimersByTime(400));
  expect(body()).toBeUndefined();
});

const logo = (icon: string) => ({ kind: "logo", image: icon, icon_image: "🐟" });

test("a logo stands in the sidebar, or in the header where there is none", async () => {
  vi.useRealTimers();
  const app = show();
  app.receive({ type: "delta", path: [EVENT, 0], element: logo("🐧") });
  expect(within(screen.getByRole("banner")).getByTestId("stHeaderLogo").textContent).toBe("🐧");
  app.receive(delta([SIDEBAR, 0], "side"));
  expect(screen.queryByTestId("stHeaderLogo")).toBeNull();
  expect(within(screen.getByTestId("stSidebarHeader")).getByTestId("stSidebarLogo").textContent).toBe("🐧");
  await userEvent.click(screen.getByRole("button", { name: "Collapse sidebar" }));
  expect(screen.getByTestId("stHeaderLogo").textContent).toBe("🐟");
});

test("a logo stays while a run has not come to it, and goes with a run that does not", () => {
  const app = show();
  app.receive({ type: "delta", path: [EVENT, 0], element: logo("🐧") });
  const toast = { kind: "toast", body: "x", call: "logo test", first: "logo test" };
  app.receive({ type: "run_started", run: 1 }, { type: "delta", path: [EVENT, 0], element: toast });
  expect(screen.getByTestId("stHeaderLogo").textContent).toBe("🐧");
  app.receive({ type: "delta", path: [EVENT, 1], element: logo("🦭") });
  expect(screen.getByTestId("stHeaderLogo").textContent).toBe("🦭");
  app.receive({ type: "run_ended", run: 1, status: "finished", keep: [[[EVENT], 1]] });
  expect(screen.queryByTestId("stHeaderLogo")).toBeNull();
  expect(screen.getByRole("alertdialog", { name: "x" })).toBeDefined();
});

test("within another page it has no chrome but what that wants", () => {
  const app = show("page", readEmbedding("?embed=true&embed_options=disable_scrolling"));
  expect(screen.queryByRole("button", { name: "Main menu" })).toBeNull();
  expect(screen.getByTestId("stApp").dataset).toMatchObject({ padding: "false", scrolling: "false" });
  expect(screen.getByTestId("stApp").className).toContain("streamlit-embedded");
  app.receive({ type: "run_started", run: 1 });
  act(() => vi.advanceTimersByTime(5000));
  expect(screen.queryByTestId("stStatusWidget")).toBeNull();
});

const look = {
  light: { page: { primary: "#112233" }, sidebar: { text: "#445566" }, sidebar_shade: "dark" },
  dark: { page: { primary: "#aabbcc" }, sidebar: {}, sidebar_shade: null },
  only: null,
  font_size: 20,
  fonts: [],
  sheets: [],
};

test("the author's colours are worn by the page, what lies above it, and the sidebar", () => {
  const app = show();
  app.receive({ type: "theme", appearance: look }, delta([SIDEBAR, 0], "side"));
  const root = screen.getByTestId("stApp");
  const worn = (element: Element | null) => (element as HTMLElement).style;
  const before = root.dataset.dress;
  expect(worn(root).getPropertyValue("--lit-primary")).toBe("#112233");
  expect(worn(document.querySelector(".lit-overlays")).getPropertyValue("--lit-primary")).toBe("#112233");
  expect(worn(screen.getByTestId("stSidebar")).getPropertyValue("--lit-text")).toBe("#445566");
  expect(screen.getByTestId("stSidebar").dataset.shade).toBe("dark");
  expect(document.documentElement.style.fontSize).toBe("20px");
  act(() => tell("dark"));
  expect(worn(root).getPropertyValue("--lit-primary")).toBe("#aabbcc");
  expect(root.dataset.dress).not.toBe(before);
  app.receive({ type: "reset", session: "s" });
  expect(worn(root).getPropertyValue("--lit-primary")).toBe("");
  expect(document.documentElement.style.fontSize).toBe("");
});

test("in a cell text is as large as the author wants it, and the notebook is left alone", () => {
  const app = show("lab");
  app.receive({ type: "theme", appearance: look });
  expect(screen.getByTestId("stApp").style.getPropertyValue("--lit-size")).toBe("20px");
  expect(document.documentElement.style.fontSize).toBe("");
});

test("a theme of one shade leaves no choice", async () => {
  const app = show();
  app.receive({ type: "theme", appearance: { ...look, only: "dark" } });
  expect(screen.getByTestId("stApp").dataset.theme).toBe("dark");
});

test("the author says whom the menu is for", () => {
  const app = show();
  expect(screen.queryByTestId("stMainMenu")).not.toBeNull();
  app.receive({ type: "page_options", toolbar: "minimal" });
  expect(screen.queryByTestId("stMainMenu")).toBeNull();
});
