// @vitest-environment jsdom
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { drawn, type Sparse } from "../testing/draw";
import type { Module } from "../ui/modules";

const modules: Record<string, Module> = {};

vi.mock("../ui/modules", () => ({
  loadModule: async (_: unknown, { id }: { id: string }) => modules[id] ?? Promise.reject(new Error("gone")),
  addressIn: async (_: unknown, { id }: { id: string }, path: string) => `/${id}/${path}`,
  componentPlace: () => null,
}));

interface Given {
  data: unknown;
  key: string;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const buffers = { h: bytes("<b>Hello</b>"), c: bytes("b { color: red }"), i: bytes("<i>Other</i>") };
let given: Given[] = [];
let gone = vi.fn();

beforeEach(() => {
  given = [];
  const clean = vi.fn(); // those of an earlier test may still be called
  gone = clean;
  modules.m = {
    default: (component: Given) => {
      given.push(component);
      return clean;
    },
  };
});

afterEach(() => vi.clearAllMocks());

const element = (more: Sparse = {}): Sparse => ({
  kind: "component_v2",
  id: "c",
  trigger: "c/trigger",
  name: "own",
  module: { id: "m" },
  entry: "index.js",
  default: {},
  ...more,
});

async function shown(more: Sparse = {}) {
  const app = drawn([]);
  app.receiveWith(buffers, { type: "delta", path: [0, 0], element: element(more) });
  await waitFor(() => expect(document.querySelector(".stBidiComponent")).not.toBeNull());
  const put = (now: Sparse) => act(async () => app.put([0, 0], element(now)));
  return { app, put };
}

const called = (times: number) => waitFor(() => expect(given.length).toBe(times));

test("a script is called with what there is, in a shadow root of its own", async () => {
  await shown({ html: { $buffer: "h" }, css: { $buffer: "c" }, data: { n: 1 } });
  await called(1);
  const [{ data, parentElement, key }] = given as [Given];
  expect(data).toEqual({ n: 1 });
  expect(parentElement).toBe(screen.getByTestId("stBidiComponentIsolated").shadowRoot);
  expect(parentElement.querySelector("b")?.textContent).toBe("Hello");
  expect(parentElement.querySelector("style")?.textContent).toBe("b { color: red }");
  expect(key).toMatch(/^st-bidi-component-\d+-\w+$/);
});

test("without isolation it stands in the page", async () => {
  await shown({ html: { $buffer: "h" }, isolate: false, assets: { id: "a" }, sheet: "x.css" });
  await called(1);
  const place = screen.getByTestId("stBidiComponentRegular");
  expect(given[0]?.parentElement).toBe(place);
  await waitFor(() => expect(place.querySelector("link")?.getAttribute("href")).toBe("/a/x.css"));
});

test("it is called again with other data alone, and begins anew with other parts", async () => {
  const { put } = await shown({ html: { $buffer: "h" }, data: 1 });
  await called(1);
  await put({ html: { $buffer: "h" }, data: 1, width: 300 });
  await put({ html: { $buffer: "h" }, data: 2 });
  await called(2);
  expect([given[1]?.data, given[1]?.parentElement === given[0]?.parentElement]).toEqual([2, true]);
  expect(gone).not.toHaveBeenCalled();
  await put({ html: { $buffer: "i" }, data: 2 });
  await called(3);
  expect(gone).toHaveBeenCalledOnce();
  expect(given[2]?.parentElement.textContent).toBe("Other");
});

test("states and triggers are sent, those of one event together", async () => {
  const { app } = await shown();
  await called(1);
  const [{ setStateValue, setTriggerValue }] = given as [Given];
  await act(async () => {
    setStateValue("a", { n: 1, f: () => 1 });
    setStateValue("b", [undefined]);
    setTriggerValue("x", undefined);
    setTriggerValue("y", 2);
  });
  expect(app.sent).toMatchObject([{ values: { c: { a: { n: 1 }, b: [null] }, "c/trigger": { x: null, y: 2 } } }]);
  await act(async () => setTriggerValue("x", 1));
  await act(async () => setStateValue("a", null));
  expect(app.sent.slice(1)).toMatchObject([{ values: { "c/trigger": { x: 1 } } }, { values: { c: { b: [null] } } }]);
});

test("in a form, triggers go nowhere", async () => {
  const said = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const { app } = await shown({ form: "f" });
  await called(1);
  await act(async () => given[0]?.setTriggerValue("x", 1));
  await act(async () => given[0]?.setStateValue("x", 1));
  expect([app.sent, said.mock.calls.length]).toEqual([[], 1]);
});

test("what is too large is not sent, and the reader is told", async () => {
  const { app } = await shown();
  await called(1);
  await act(async () => given[0]?.setStateValue("x", "x".repeat(9_000_001)));
  expect(app.sent).toEqual([]);
  expect(screen.getByRole("alert").textContent).toContain("wants to send more than fits");
});

test("what fails is told", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { put } = await shown({ module: { id: "nowhere" } });
  expect((await screen.findByRole("alert")).textContent).toBe("The component own has failed: gone");
  modules.m = { default: () => Promise.reject(new Error("boom")) };
  await put({});
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("boom"));
  expect(said).toHaveBeenCalledTimes(2);
});

test("a component that goes cleans up, also when its script has just come", async () => {
  const { app } = await shown();
  await called(1);
  await act(async () => app.receive({ type: "keep", path: [0], count: 0 }));
  await waitFor(() => expect(gone).toHaveBeenCalledOnce());
});
