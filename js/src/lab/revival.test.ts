import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeNotebook } from "../testing/notebook";
import { NotebookApps } from "./notebook_apps";
import { Revival } from "./revival";

let notebook: FakeNotebook;
let apps: NotebookApps;
let run: string[];
let wanted: boolean;
let beside: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  [run, wanted, beside] = [[], true, []];
  notebook = new FakeNotebook();
  notebook.kernel.widgets = { sales: "m1", other: "m2" };
  notebook.cell("one", "%%app sales", "m1");
  notebook.cell("two", "%%app other");
  apps = new NotebookApps(notebook.panel);
  new Revival(notebook.panel, apps, {
    wanted: () => wanted,
    beside: (_, app) => beside.includes(app),
    run: async (_, cell) => void run.push(cell),
  });
  await rest();
});

afterEach(() => void vi.useRealTimers());

const rest = () => vi.advanceTimersByTimeAsync(2000);

async function restart(): Promise<void> {
  notebook.kernel.widgets = {};
  notebook.says("restarting", "starting", "busy", "idle");
  await rest();
}

test("the cells of apps that are shown run again, the extension first, and no others", async () => {
  await restart();
  expect(notebook.kernel.executed).toEqual(['__import__("jupyterlit").load_ipython_extension(get_ipython())']);
  expect(run).toEqual(["one"]);
  notebook.says("busy", "idle");
  await rest();
  expect(run).toEqual(["one"]);
});

test("an app that is shown beside the notebook comes back as well", async () => {
  beside = ["other"];
  await restart();
  expect(run).toEqual(["one", "two"]);
});

test("nothing runs where that is not wanted, or the kernel has died", async () => {
  wanted = false;
  await restart();
  wanted = true;
  notebook.says("busy", "idle");
  await rest();
  notebook.kernel.widgets = { sales: "m1" };
  notebook.kernelChanged.emit({ oldValue: null, newValue: notebook.kernel as never });
  await rest();
  notebook.kernel.widgets = {};
  notebook.says("autorestarting", "starting", "idle");
  await rest();
  expect([run, notebook.kernel.executed]).toEqual([[], []]);
});

test("what the reader runs goes first, and may bring the app", async () => {
  for (const cell of notebook.cells) cell.executionState = "running";
  await restart();
  expect(run).toEqual([]);
  for (const cell of notebook.cells) cell.executionState = "idle";
  notebook.kernel.widgets = { sales: "m3" };
  notebook.cell("one", "%%app sales", "m3");
  notebook.says("idle");
  await rest();
  expect(run).toEqual([]);
  await restart();
  expect(run).toEqual(["one"]);
});
