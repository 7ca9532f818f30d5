import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { Drawn } from "../testing/draw";
import type { Theme, ThemeSource } from "../theme/theme";
import { App } from "./app";
import { MissingPage, SidebarNav, TopNav } from "./pages";

beforeAll(() => Promise.all([SidebarNav, TopNav, MissingPage].map((view) => view.preload())));

const theme: ThemeSource = { current: (): Theme => "light", watch: () => () => undefined };

function entry(path: string, title: string, more: object = {}) {
  return { path, title, icon: "", help: "", url: null, ...more };
}

const PAGES = [entry("", "Penguins", { icon: "🐧" }), entry("islands", "The *islands*")];
const ELSEWHERE = entry("x", "Elsewhere", { url: "https://example.org/" });
const SECTIONS = [
  { title: "", pages: PAGES },
  { title: "More", pages: [ELSEWHERE] },
];

function open(fields: object = {}): Drawn {
  const app = new Drawn();
  app.page.root = "/";
  render(<App page={app.page} theme={theme} host="page" />);
  app.receive({ type: "navigation", sections: SECTIONS, ...fields });
  return app;
}

const menu = () => screen.queryByRole("navigation", { name: "App pages" });

test("the sidebar leads to the pages", async () => {
  const app = open();
  const links = within(menu() as HTMLElement).getAllByRole("link");
  expect(links.map((link) => [link.getAttribute("href"), link.getAttribute("aria-current")])).toEqual([
    ["/", "page"],
    ["/islands", null],
    ["https://example.org/", null],
  ]);
  await userEvent.click(links[1] as HTMLElement);
  expect(app.sent).toEqual([{ type: "rerun", values: {}, query: "", page: "islands", number: expect.any(Number) }]);
  app.receive({ type: "navigation", sections: SECTIONS, current: "islands" });
  expect(links.map((link) => link.getAttribute("aria-current"))).toEqual([null, "page", null]);
});

test("a section is closed and opened", async () => {
  open();
  const section = screen.getByRole("button", { name: "More" });
  await userEvent.click(section);
  expect([section.getAttribute("aria-expanded"), screen.queryByText("Elsewhere")]).toEqual(["false", null]);
  await userEvent.click(section);
  expect(screen.queryByText("Elsewhere")).not.toBeNull();
});

test("many pages are cut where something stands below them", async () => {
  const pages = Array.from({ length: 13 }, (_, index) => entry(`p${index}`, `Page ${index}`));
  const app = open({ sections: [{ title: "", pages }] });
  expect(screen.getAllByTestId("stSidebarNavLink")).toHaveLength(13);
  app.put([1, 0], { kind: "text", body: "below" });
  expect(screen.getAllByTestId("stSidebarNavLink")).toHaveLength(10);
  await userEvent.click(screen.getByRole("button", { name: "View 3 more" }));
  expect(screen.getAllByTestId("stSidebarNavLink")).toHaveLength(13);
  app.receive({ type: "navigation", sections: [{ title: "", pages }], expanded: true });
  expect(screen.queryByTestId("stSidebarNavViewButton")).toBeNull();
});

test("the header leads to the pages", async () => {
  const app = open({ position: "top" });
  expect(screen.queryByTestId("stSidebarNav")).toBeNull();
  const section = within(screen.getByTestId("stTopNav")).getByRole("button", { name: "More" });
  await userEvent.click(section);
  expect(document.activeElement?.textContent).toContain("Elsewhere");
  await userEvent.keyboard("{Escape}");
  expect([document.activeElement, screen.queryByText("Elsewhere")]).toEqual([section, null]);
  await userEvent.click(screen.getByRole("link", { name: /islands/ }));
  expect(app.sent).toEqual([{ type: "rerun", values: {}, query: "", page: "islands", number: expect.any(Number) }]);
});

test.each([
  ["one page", { sections: [{ title: "", pages: [entry("", "Only")] }] }],
  ["a hidden menu", { position: "hidden" }],
])("%s needs no menu", (_, fields) => {
  open(fields);
  expect(menu()).toBeNull();
});

test("a page that is not there is named, once", async () => {
  open({ missing: "nowhere" });
  const box = screen.getByRole("dialog", { name: "Page not found" });
  expect(box.textContent).toContain("This app has no page named “nowhere”.");
  await userEvent.click(within(box).getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  await act(() => Promise.resolve());
});
