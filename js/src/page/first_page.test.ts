import { beforeEach, expect, test } from "vitest";
import type { Attach, Back } from "../protocol";
import { Page } from "./page";
import { MAIN, SIDEBAR } from "./tree";

const ATTACH = { type: "attach", query: "", page: "" } as unknown as Attach;
const RESET = { type: "reset", session: "s", running: true };
const STARTED = { type: "run_started", run: 1 };
const ENDED = { type: "run_ended", run: 1, status: "finished" };

let sent: Back[];
let page: Page;

const keep = (parts: Uint8Array[]) => void sent.push(JSON.parse(new TextDecoder().decode(parts[0])) as Back);
const frame = (seq: number, messages: object[], ...data: Uint8Array[]): Uint8Array[] => [
  new TextEncoder().encode(JSON.stringify({ seq, messages, buffers: data.map((_, index) => `b${index}`) })),
  ...data,
];
const put = (path: number[], element: object) => ({ type: "delta", path, element });
const text = (index: number, body: string) => put([MAIN, index], { kind: "text", body });
const button = (index: number, id: string, label = id) => put([MAIN, index], { kind: "button", id, label });
const field = (index: number, id: string, more: object = {}) =>
  put([MAIN, index], { kind: "text_input", id, label: id, default: "", ...more });
const nodes = () => page.tree.roots[MAIN].children.peek();
const bodies = () =>
  nodes().map((node) => {
    const element = node.element.peek();
    return "body" in element ? element.body : element.kind;
  });
const click = (index: number) => page.values.trigger(nodes()[index]?.element.peek() as never);
const type = (index: number, value: string) => page.values.commit(nodes()[index]?.element.peek() as never, value);
const later = () => new Promise<void>((resolve) => queueMicrotask(resolve));
const reruns = () => sent.filter((message) => message.type === "rerun").map((message) => message.values);

beforeEach(() => {
  sent = [];
  page = new Page();
});

test("what others' runs have drawn stands before there is a connection", async () => {
  await page.showFirst(frame(0, [{ type: "page_config", title: "Hello" }, text(0, "a"), text(1, "b")]));
  expect(bodies()).toEqual(["a", "b"]);
  expect(page.config.value?.title).toBe("Hello");
  expect(page.script.value).toBe("initial");
  expect(page.first.value).not.toBeNull();
});

test("what is the same is not drawn again, and what is not drawn goes in the end", async () => {
  const box = put([SIDEBAR, 0], { kind: "container" });
  const inside = (index: number) => put([SIDEBAR, 0, index], { kind: "text", body: "s" });
  await page.showFirst(frame(0, [text(0, "a"), text(1, "b"), text(2, "c"), box, inside(0), inside(1)]));
  const [a, b] = nodes().map((node) => node.element.peek());
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED, text(0, "a"), text(1, "B"), box, inside(0)]));
  expect(bodies()).toEqual(["a", "B", "c"]);
  expect(nodes()[0]?.element.peek()).toBe(a);
  expect(nodes()[1]?.element.peek()).not.toBe(b);
  page.receive(
    frame(2, [
      { ...ENDED, status: "rerun" },
      { ...STARTED, run: 2 },
    ]),
  );
  expect(bodies()).toEqual(["a", "B", "c"]);
  page.receive(frame(3, [ENDED]));
  expect(bodies()).toEqual(["a", "B"]);
  expect(page.tree.at([SIDEBAR, 0])?.children.peek().length).toBe(1);
  expect(page.first.value).toBeNull();
  expect(page.script.value).toBe("notRunning");
});

test("a run that draws nothing leaves nothing", async () => {
  await page.showFirst(frame(0, [text(0, "a")]));
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED, { type: "reached", blocks: [[[MAIN], 0]] }]));
  expect(nodes()[0]?.stale.peek()).toBe(false);
  page.receive(frame(2, [ENDED]));
  expect(bodies()).toEqual([]);
});

test("the same bytes are the same object", async () => {
  const table = put([MAIN, 0], { kind: "table", data: { $buffer: "b0" } });
  await page.showFirst(frame(0, [table], new Uint8Array([1, 2])));
  const before = nodes()[0]?.element.peek();
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED]));
  page.receive(frame(2, [table], new Uint8Array([1, 2])));
  page.receive(frame(3, [ENDED]));
  expect(nodes()[0]?.element.peek()).toBe(before);
  page.receive(frame(4, [put([MAIN, 0], { kind: "table", data: { $buffer: "b0" } })], new Uint8Array([3])));
  expect(nodes()[0]?.element.peek()).not.toBe(before);
});

test("what the reader does waits for their own run", async () => {
  await page.showFirst(frame(0, [button(0, "go"), field(1, "name")]));
  type(1, "Ann");
  await later();
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED, button(0, "go")]));
  click(0);
  await later();
  expect(sent).toEqual([ATTACH]);
  page.receive(frame(2, [field(1, "name"), ENDED]));
  expect(reruns()).toEqual([{ name: "Ann", go: true }]);
  expect(page.script.value).toBe("running");
  expect(page.values.of(nodes()[1]?.element.peek() as never).peek()).toBe("Ann");
});

test("a click on what is another thing now is none", async () => {
  await page.showFirst(frame(0, [button(0, "delete", "Delete one"), button(1, "gone"), field(2, "name")]));
  click(0);
  await later();
  click(1);
  type(2, "Ann");
  await later();
  page.connect(keep, ATTACH);
  page.receive(
    frame(1, [RESET, STARTED, button(0, "delete", "Delete all"), text(1, "b"), field(2, "name", { default: "Bob" })]),
  );
  page.receive(frame(2, [ENDED]));
  expect(reruns()).toEqual([]);
  expect(page.values.of(nodes()[2]?.element.peek() as never).peek()).toBe("Bob");
});

test("what the reader types stays while their run goes on", async () => {
  await page.showFirst(frame(0, [field(0, "name")]));
  page.values.edit(nodes()[0]?.element.peek() as never, "An");
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED, field(0, "name"), ENDED]));
  expect(page.values.of(nodes()[0]?.element.peek() as never).peek()).toBe("An");
  expect(reruns()).toEqual([]);
});

test("values that the run sets are shown", async () => {
  await page.showFirst(frame(0, [field(0, "name"), { type: "values", values: { name: "a" } }]));
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED, field(0, "name"), { type: "values", values: { name: "b" } }, ENDED]));
  expect(page.values.of(nodes()[0]?.element.peek() as never).peek()).toBe("b");
});

test("title, layout and pages stay until the run has said otherwise, or has ended", async () => {
  const config = { type: "page_config", title: "Hello", layout: "wide" };
  const navigation = { type: "navigation", sections: [], current: "" };
  const starts = [RESET, { type: "page_config" }, STARTED];
  await page.showFirst(frame(0, [config, navigation]));
  page.connect(keep, ATTACH);
  page.receive(frame(1, starts));
  expect(page.config.value).toMatchObject({ title: "Hello", layout: "wide" });
  page.receive(frame(2, [{ ...config, title: "Hi" }]));
  expect(page.config.value).toMatchObject({ title: "Hi", layout: "wide" });
  page.receive(frame(3, [navigation, ENDED]));
  expect(page.config.value).toMatchObject({ title: "Hi", layout: "wide" });
  expect(page.navigation.value).not.toBeNull();

  page = new Page();
  await page.showFirst(frame(0, [config, navigation]));
  page.connect(keep, ATTACH);
  page.receive(frame(1, starts));
  page.receive(frame(2, [ENDED]));
  expect(page.config.value).toMatchObject({ title: "", layout: "centered" });
  expect(page.navigation.value).toBeNull();
});

test("another page is gone to at once", async () => {
  await page.showFirst(frame(0, [text(0, "a"), button(1, "go")]));
  click(1);
  await later();
  page.connect(keep, ATTACH);
  page.goTo("second");
  expect(sent.at(-1)).toMatchObject({ type: "rerun", page: "second" });
  page.receive(frame(1, [RESET, { ...STARTED, clear: true }, text(0, "b")]));
  expect(page.first.value).toBeNull();
  page.receive(frame(2, [ENDED]));
  expect(bodies()).toEqual(["b"]);
  expect(reruns().length).toBe(1);
});

test("a connection that is lost meanwhile begins anew", async () => {
  await page.showFirst(frame(0, [text(0, "a"), button(1, "go")]));
  click(1);
  await later();
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED, text(0, "b")]));
  page.disconnect("connecting");
  page.connect(keep, ATTACH);
  expect(reruns()).toEqual([]);
  page.receive(frame(1, [{ ...RESET, running: false }, text(0, "b"), button(1, "go")]));
  expect(bodies()).toEqual(["b", "button"]);
  expect(page.first.value).toBeNull();
  expect(reruns()).toEqual([{ go: true }]);
});

test("another page that was asked for when the connection was lost does not cost what was typed", async () => {
  await page.showFirst(frame(0, [field(0, "name")]));
  page.connect(keep, ATTACH);
  type(0, "Ann");
  await later();
  page.goTo("two");
  page.disconnect("connecting");
  page.connect(keep, ATTACH);
  expect(sent.at(-1)).toMatchObject({ type: "rerun", values: { name: "Ann" }, page: "two" });
});

test("rows of a table are asked for once it is known", async () => {
  await page.showFirst(frame(0, [text(0, "a")]));
  const asked = {
    table: "t",
    start: 0,
    stop: 9,
    sort: [],
    search: "",
    format: "arrow" as const,
    view: "",
    filters: [],
    columns: [],
    find: "",
  };
  const rows = page.rows(asked);
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED, text(0, "a")]));
  expect(sent.length).toBe(1);
  page.receive(frame(2, [ENDED]));
  expect(sent.at(-1)).toMatchObject({ type: "rows_request", table: "t" });
  page.receive(frame(3, [{ type: "rows", request: 1, count: 3 }]));
  expect((await rows).count).toBe(3);
});

test("a session that cannot begin takes it away", async () => {
  await page.showFirst(frame(0, [text(0, "a")]));
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, { type: "failed", title: "No", message: "kernel" }]));
  expect(bodies()).toEqual([]);
  expect(page.failure.value?.title).toBe("No");
});

test("the code that draws it is waited for", async () => {
  let arrive = () => {};
  const code = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  page = new Page((messages) => (messages.some(({ type }) => type === "delta") ? code : undefined));
  const shown = page.showFirst(frame(0, [text(0, "a")]));
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED]));
  expect(bodies()).toEqual([]);
  arrive();
  await shown;
  expect(bodies()).toEqual(["a"]);
  await later();
  expect(page.script.value).toBe("running");
});

test("bytes that came with others' page need not come again, and are the same object", async () => {
  const table = (digest: string) => put([MAIN, 0], { kind: "dataframe", id: "t", first: { $buffer: digest } });
  await page.showFirst(frame(0, [table("b0")], new Uint8Array([7])));
  expect(page.holds).toEqual(["b0"]);
  const first = nodes()[0]?.element.peek();
  page.connect(keep, ATTACH);
  page.receive(frame(1, [RESET, STARTED, table("b0"), ENDED]));
  expect(nodes()[0]?.element.peek()).toBe(first);
  expect(sent.map(({ type }) => type)).toEqual(["attach"]);
  page.receive(frame(2, [STARTED, text(1, "more"), ENDED]));
  expect(nodes()[0]?.element.peek()).toBe(first);
});
