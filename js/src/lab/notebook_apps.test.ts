import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeKernel, FakeNotebook } from "../testing/notebook";
import { NotebookApps } from "./notebook_apps";

let notebook: FakeNotebook;
let apps: NotebookApps;

beforeEach(async () => {
  vi.useFakeTimers();
  notebook = new FakeNotebook();
  notebook.cell("one", "%%app sales", "m1");
  apps = new NotebookApps(notebook.panel);
  await rest();
});

afterEach(() => void vi.useRealTimers());

const rest = () => vi.advanceTimersByTimeAsync(2000);
const standing = (name = "sales") => {
  const app = apps.find(name);
  return app && apps.standing(app);
};

test("the kernel knows which apps run; the notebook may be older", async () => {
  expect(standing()).toEqual({ is: "lost" });
  notebook.cell("one", "%%app sales");
  await rest();
  expect(standing()).toEqual({ is: "new" });
  notebook.kernel.widgets = { sales: "m2" };
  notebook.cell("one", "%%app sales", "m2");
  await rest();
  expect(standing()).toEqual({ is: "shown", model: "m2" });
});

test("who watches is told, and the kernel asked even where no cell shows a widget", async () => {
  notebook = new FakeNotebook();
  notebook.kernel.widgets = { sales: "m1" };
  apps = new NotebookApps(notebook.panel);
  await rest();
  notebook.cell("one", "%%app sales");
  await rest();
  expect([notebook.kernel.asked, standing()?.is]).toEqual([0, "new"]);
  const told = vi.fn();
  const unwatch = apps.watch(told);
  expect(standing()).toEqual({ is: "asked" });
  await rest();
  expect([notebook.kernel.asked, standing()?.is]).toEqual([1, "shown"]);
  expect(told).toHaveBeenCalled();
  unwatch();
  told.mockClear();
  notebook.cell("two", "%%app other");
  await rest();
  expect(told).not.toHaveBeenCalled();
  expect(apps.list.map(({ name }) => name)).toEqual(["sales", "other"]);
});

test("a kernel without our extension has no apps; one that is changed is asked anew", async () => {
  const other = new FakeKernel();
  other.widgets = null;
  apps.watch(() => undefined);
  notebook.sessionContext.session.kernel = other;
  notebook.kernelChanged.emit({ oldValue: notebook.kernel as never, newValue: other as never });
  await rest();
  expect([other.asked, standing()]).toEqual([1, { is: "lost" }]);
  notebook.sessionContext.session.kernel = null;
  expect(standing()).toEqual({ is: "without kernel" });
});

test("what was there before a restart may return, until that is given up", async () => {
  notebook.kernel.widgets = { sales: "m1" };
  apps.watch(() => undefined);
  notebook.kernelChanged.emit({ oldValue: null, newValue: notebook.kernel as never });
  await rest();
  expect(standing()).toEqual({ is: "shown", model: "m1" });
  notebook.kernel.widgets = {};
  notebook.says("restarting", "starting", "idle");
  await rest();
  expect(standing()).toEqual({ is: "returning" });
  expect(apps.lost()).toEqual([{ app: apps.find("sales"), model: "m1" }]);
  apps.settle();
  expect([standing(), apps.lost()]).toEqual([{ is: "lost" }, []]);
});

test("a kernel that has died takes its apps with it", async () => {
  notebook.kernel.widgets = { sales: "m1" };
  apps.watch(() => undefined);
  notebook.kernelChanged.emit({ oldValue: null, newValue: notebook.kernel as never });
  await rest();
  notebook.kernel.widgets = {};
  notebook.says("autorestarting", "starting", "idle");
  await rest();
  expect([standing(), apps.lost()]).toEqual([{ is: "lost" }, []]);
});

test("what another browser runs is heard, and so is its restart", async () => {
  notebook.kernel.widgets = { sales: "m2" };
  notebook.kernel.display("m2");
  await rest();
  expect(standing()).toEqual({ is: "shown", model: "m2" });
  const given: string[] = [];
  Object.defineProperty(notebook.kernel, "commsOverSubshells", {
    get: () => "perCommTarget",
    set: (mode) => given.push(mode),
  });
  notebook.kernel.widgets = {};
  notebook.says("starting", "idle");
  await rest();
  expect([standing(), apps.lost()]).toEqual([{ is: "lost" }, []]);
  expect(given).toEqual(["disabled", "perCommTarget"]);
  notebook.kernel.widgets = { sales: "m3" };
  notebook.kernel.display("m3");
  await rest();
  expect(standing()).toEqual({ is: "shown", model: "m3" });
});

test("a question that a restart leaves without an answer keeps nobody waiting", async () => {
  notebook.kernel.mute = true;
  notebook.kernel.display("m9");
  await rest();
  expect(standing()).toEqual({ is: "asked" });
  const news = apps.news();
  notebook.says("restarting");
  await news;
  expect(standing()).toEqual({ is: "lost" });
});

test("the code of an app is that of its cell", () => {
  notebook.cell("one", "%%app sales\n1 + 1");
  expect(apps.source({ name: "sales", title: "sales", cell: "one", model: null })).toBe("%%app sales\n1 + 1");
});
