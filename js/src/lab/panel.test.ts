import { Widget } from "@lumino/widgets";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeNotebook } from "../testing/notebook";
import { NotebookApps } from "./notebook_apps";
import { AppPanel, type Doors, type Remembered } from "./panel";

const words = {
  gettext: (text: string) => text,
  __: (text: string, ...given: string[]) => given.reduce((all, each, at) => all.replace(`%${at + 1}`, each), text),
};

let notebook: FakeNotebook;
let live: boolean;
const doors = {
  words,
  openPage: vi.fn(),
  runUntil: vi.fn(async () => undefined),
  live: () => live,
  setLive: vi.fn(),
  changed: vi.fn(),
} satisfies Omit<Doors, "tabs">;
const create = vi.fn((_kernel: object, app: string) => {
  const widget = new Widget();
  widget.node.textContent = `Inside ${app}`;
  return widget;
});

beforeEach(() => {
  document.body.replaceChildren();
  notebook = new FakeNotebook();
  live = false;
  vi.clearAllMocks();
});

/** Long enough for what the notebook shows to be looked at. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 400));

async function open(remembered: Partial<Remembered> = {}): Promise<AppPanel> {
  const apps = new NotebookApps(notebook.panel);
  const tabs = [{ id: "inside", label: "Inside", create }];
  const panel = new AppPanel(
    notebook.panel,
    apps,
    { ...doors, tabs },
    { app: null, width: "desktop", tab: "", ...remembered },
  );
  document.body.append(panel.node);
  await rest();
  return panel;
}

const said = () => screen.getByRole("status").firstChild?.textContent;

test("says what an app lacks, and runs the cells up to it", async () => {
  const panel = await open();
  expect([said(), panel.title.label]).toEqual(["This notebook has no app. Begin a cell with %%app.", "a.ipynb"]);
  notebook.cell("one", "%%app sales");
  await rest();
  expect([said(), panel.title.label]).toEqual(["The app’s cell has not run yet.", "sales"]);
  await userEvent.click(screen.getByRole("button", { name: "Run up to the app" }));
  expect(doors.runUntil).toHaveBeenCalledWith(notebook, "one");
  notebook.kernel.widgets = { sales: "m1" };
  notebook.cell("one", "%%app sales", "m1");
  await rest();
  expect(screen.getByRole("status", { hidden: true }).hidden).toBe(true);
  expect(notebook.drawn).toEqual(["m1"]);
});

test("shows one of several apps, at a width, and has that remembered", async () => {
  notebook.kernel.widgets = { sales: "m1", two: "m2" };
  notebook.cell("one", "%%app sales");
  notebook.cell("two", "%%app");
  const panel = await open({ app: "two", width: "tablet" });
  expect(notebook.drawn).toEqual(["m2"]);
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "App" }), "sales");
  await userEvent.click(screen.getByRole("button", { name: "As wide as a phone" }));
  expect(notebook.drawn).toEqual(["m2", "m1"]);
  expect(panel.remembered).toEqual({ app: "sales", width: "phone", tab: "app" });
  expect(doors.changed).toHaveBeenCalledTimes(2);
  await userEvent.click(screen.getByRole("button", { name: "Open as a page" }));
  expect(doors.openPage).toHaveBeenCalledWith("folder/a.ipynb");
  panel.dispose();
});

test("the kernel gets the code as it is edited, where that is wanted", async () => {
  notebook.kernel.widgets = { sales: "m1" };
  notebook.cell("one", "%%app sales\n1");
  await open();
  notebook.cell("one", "%%app sales\n12");
  await rest();
  expect(notebook.kernel.executed).toEqual([]);
  live = true;
  notebook.cell("one", "%%app sales\n123");
  await rest();
  expect(notebook.kernel.executed).toEqual(["%%app sales\n123"]);
});

test("where an app has come back and fails, the cells above it can be run", async () => {
  notebook.kernel.widgets = { sales: "m1" };
  notebook.cell("one", "%%app sales");
  const apps = new NotebookApps(notebook.panel);
  const panel = new AppPanel(notebook.panel, apps, { ...doors, tabs: [] }, { app: null, width: "desktop", tab: "" });
  document.body.append(panel.node);
  await rest();
  expect(screen.queryByRole("tablist")).toBeNull();
  const fail = () => {
    const error = document.createElement("div");
    error.dataset.testid = "stException";
    panel.node.querySelector(".lit-panel-view")?.append(error);
  };
  apps.revived.add("sales");
  fail();
  await rest();
  expect(said()).toBe("The kernel has started again, and only the app’s own cell has run.");
  await userEvent.click(screen.getByRole("button", { name: "Run up to the app" }));
  expect(apps.revived.size).toBe(0);
});

test("a tab beside the app is made when it is looked at, and goes with the app", async () => {
  notebook.kernel.widgets = { sales: "m1" };
  notebook.cell("one", "%%app sales");
  const panel = await open();
  const row = within(screen.getByRole("tablist"));
  expect(create).not.toHaveBeenCalled();
  row.getByRole("tab", { name: "App" }).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(row.getByRole("tab", { name: "Inside", selected: true })).toBe(document.activeElement);
  expect(screen.getByText("Inside sales")).toBeTruthy();
  expect(panel.remembered.tab).toBe("inside");
  await userEvent.keyboard("{ArrowRight}{ArrowLeft}");
  expect(create).toHaveBeenCalledTimes(1);
  notebook.kernel.widgets = {};
  notebook.says("restarting");
  expect(screen.queryByText("Inside sales")).toBeNull();
  expect(said()).toBe("Waiting for the app to come back …");
});
