import { beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  sessionStorage.clear();
  vi.resetModules();
});

const load = async () => (await import("./once")).firstTime;

test("a call is met once", async () => {
  const firstTime = await load();
  expect([firstTime("a"), firstTime("b"), firstTime("a")]).toEqual([true, true, false]);
});

test("a page loaded anew knows what was met before", async () => {
  (await load())("a");
  vi.resetModules();
  const firstTime = await load();
  expect([firstTime("a"), firstTime("b")]).toEqual([false, true]);
});

test("what others have left in the storage does no harm", async () => {
  sessionStorage.setItem("jupyterlit-calls", "{");
  const firstTime = await load();
  expect(firstTime("a")).toBe(true);
});

test("only the newest are kept in the storage", async () => {
  const firstTime = await load();
  for (let call = 0; call < 250; call++) firstTime(`${call}`);
  const stored = JSON.parse(sessionStorage.getItem("jupyterlit-calls") ?? "");
  expect([stored.length, stored.at(-1)]).toEqual([200, "249"]);
});
