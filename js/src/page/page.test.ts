import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Attach, Back, Forward } from "../protocol";
import { Page } from "./page";
import { MAIN } from "./tree";

const ATTACH: Attach = {
  type: "attach",
  query: "a=1",
  url: "",
  timezone: null,
  timezone_offset: null,
  locale: null,
  theme: null,
  embedded: false,
  page: null,
  holds: [],
};

let sent: Back[];
let page: Page;

const keep = (parts: Uint8Array[]) => void sent.push(JSON.parse(new TextDecoder().decode(parts[0])) as Back);

function frame(seq: number, ...messages: object[]): Uint8Array[] {
  return [new TextEncoder().encode(JSON.stringify({ seq, messages }))];
}

const RESET = { type: "reset", session: "s" };
const text = (index: number, body: string) => ({
  type: "delta",
  path: [MAIN, index],
  element: { kind: "text", body },
});
const bodies = () =>
  page.tree.roots[MAIN].children.peek().map((node) => {
    const element = node.element.peek();
    return "body" in element ? element.body : element.kind;
  });

beforeEach(() => {
  sent = [];
  page = new Page();
});

afterEach(() => {
  vi.useRealTimers();
});

/** What a question for rows says besides which ones. */
const ASKED = { view: "", filters: [], find: "", format: "arrow" as const };

test("a connection begins with the page's surroundings", () => {
  page.connect(keep, ATTACH);
  expect(sent).toEqual([ATTACH]);
  expect(page.connection.value).toBe("connected");
});

test("a run from start to end", () => {
  page.connect(keep, ATTACH);
  expect(page.script.value).toBe("initial");
  page.receive(frame(1, { ...RESET, running: true }));
  expect(page.script.value).toBe("running");
  page.receive(frame(2, { type: "run_started", run: 1 }, text(0, "a"), text(1, "b")));
  page.receive(frame(3, { type: "run_ended", run: 1, status: "finished", keep: [[[MAIN], 1]] }));
  expect(bodies()).toEqual(["a"]);
  expect(page.script.value).toBe("notRunning");
});

test("a text that grows travels in parts", () => {
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET, text(0, "a "), { type: "grow", path: [MAIN, 0], text: "b|" }));
  page.receive(frame(2, { type: "grow", path: [MAIN, 0], text: "c", drop: 1 }));
  expect(bodies()).toEqual(["a bc"]);
});

test("between two runs nothing is removed and the page still runs", () => {
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET, { type: "run_started", run: 1 }, text(0, "a")));
  page.receive(frame(2, { type: "run_ended", run: 1, status: "rerun" }));
  expect(page.script.value).toBe("running");
  expect(bodies()).toEqual(["a"]);
});

test("all messages of a batch are seen at once", () => {
  page.connect(keep, ATTACH);
  const seen: number[] = [];
  page.tree.roots[MAIN].children.subscribe((children) => seen.push(children.length));
  page.receive(frame(1, RESET, text(0, "a"), text(1, "b"), text(2, "c")));
  expect(seen).toEqual([0, 3]);
});

test("after a gap the page asks for everything, once, and waits for it", () => {
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET, text(0, "a")));
  page.receive(frame(3, text(0, "lost")));
  page.receive(frame(4, text(0, "lost too")));
  expect(sent.slice(1)).toEqual([{ type: "resync" }]);
  expect(bodies()).toEqual(["a"]);
  page.receive(frame(1, RESET, text(0, "b")));
  page.receive(frame(2, text(1, "c")));
  expect(bodies()).toEqual(["b", "c"]);
  expect(sent).toHaveLength(2);
});

test("a missing buffer is a gap, too", () => {
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET));
  page.receive(frame(2, { type: "rows", request: 7, data: { $buffer: "d" } }));
  expect(sent.slice(1)).toEqual([{ type: "resync" }]);
});

test("rows that may have been lost are asked for again", async () => {
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET));
  const request = { table: "t", start: 0, stop: 10, sort: [], search: "", ...ASKED, columns: [] };
  const [rows, others] = [page.rows(request), page.rows(request)];
  sent = [];
  page.receive(frame(3, text(0, "a")));
  page.receive(frame(1, RESET, { type: "rows", request: 2, count: 6 }));
  expect(sent).toEqual([{ type: "resync" }, { type: "rows_request", request: 1, edits: null, rows: [], ...request }]);
  page.receive(frame(2, { type: "rows", request: 1, count: 5 }));
  expect([(await rows).count, (await others).count]).toEqual([5, 6]);
});

test("what was drawn is acknowledged now and then", () => {
  vi.useFakeTimers();
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET));
  for (let seq = 2; seq <= 40; seq++) page.receive(frame(seq, text(0, String(seq))));
  vi.runAllTimers();
  expect(sent.slice(1)).toEqual([
    { type: "ack", seq: 16 },
    { type: "ack", seq: 32 },
  ]);
});

test("a large frame is acknowledged by itself", () => {
  vi.useFakeTimers();
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET, text(0, "x".repeat(1 << 20))));
  vi.runAllTimers();
  expect(sent.slice(1)).toEqual([{ type: "ack", seq: 1 }]);
});

test("stop is asked for, and shown until the run has ended", () => {
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET, { type: "run_started", run: 1 }));
  page.stop();
  expect(sent.at(-1)).toEqual({ type: "stop" });
  expect(page.script.value).toBe("stopRequested");
  page.receive(frame(2, { type: "run_ended", run: 1, status: "stopped" }));
  expect(page.script.value).toBe("notRunning");
});

test("what the reader does without a connection is sent when there is one", () => {
  page.rerun({ values: { a: 1 } });
  page.rerun({ values: { b: 2 } });
  page.rerun({ query: "q=1" });
  page.connect(keep, ATTACH);
  expect(sent).toEqual([
    ATTACH,
    { type: "rerun", values: { a: 1, b: 2 }, query: "q=1", page: null, number: expect.any(Number) },
  ]);
});

test("another page is asked for again by the next connection, until it has begun", () => {
  const turn = { type: "rerun", values: {}, query: "", page: "two", number: 0 };
  page.connect(keep, ATTACH);
  page.receive(
    frame(1, RESET, { type: "run_started", run: 1 }, { type: "run_ended", run: 1, status: "finished", keep: [] }),
  );
  page.goTo("two");
  expect(sent.at(-1)).toEqual(turn);
  page.disconnect("connecting");
  page.connect(keep, ATTACH);
  expect(sent.slice(-2)).toEqual([ATTACH, turn]);
  page.receive(frame(1, RESET, { type: "run_started", run: 2, clear: true }));
  page.disconnect("connecting");
  page.connect(keep, ATTACH);
  expect(sent.at(-1)).toEqual(ATTACH);
});

test("rows answer their request; an error and a lost connection reject it", async () => {
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET));
  const request = {
    table: "t",
    start: 0,
    stop: 10,
    sort: [],
    search: "",
    ...ASKED,
    columns: [],
  };
  const [good, bad, lost] = [page.rows(request), page.rows(request), page.rows(request)];
  expect(sent.slice(1).map((message) => (message as { request?: number }).request)).toEqual([1, 2, 3]);
  page.receive(frame(2, { type: "rows", request: 2, error: "No such table." }, { type: "rows", request: 1, count: 5 }));
  expect(await good).toMatchObject({ count: 5, data: null });
  await expect(bad).rejects.toThrow("No such table.");
  page.disconnect("connecting");
  await expect(lost).rejects.toThrow("The connection was lost.");
  await expect(page.rows(request)).rejects.toThrow("There is no connection.");
});

test("settings, query and failure are kept for whoever shows them", () => {
  page.connect(keep, ATTACH);
  page.receive(
    frame(
      1,
      RESET,
      { type: "page_config", title: "T" },
      { type: "query_params", query: "b=2" },
      { type: "failed", title: "Oh", message: "m" },
    ),
  );
  expect(page.config.value).toMatchObject({ title: "T", layout: "centered", icon: null });
  expect(page.query.value).toMatchObject({ query: "b=2", replace: false });
  expect(page.failure.value).toMatchObject({ title: "Oh" });
  page.receive(frame(2, { type: "run_started", run: 1 }));
  expect(page.failure.value).toBeNull();
});

test("a message of an unknown type is passed over", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue(undefined);
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET, { type: "from the future" }, text(0, "a")));
  expect(bodies()).toEqual(["a"]);
  expect(warn).toHaveBeenCalledOnce();
});

test("a batch waits for the code that draws it, and those after it wait too", async () => {
  let loaded = () => {};
  const prepare = vi.fn((messages: readonly Forward[]) =>
    messages.some((message) => message.type === "delta" && message.path[1] === 0)
      ? new Promise<void>((resolve) => {
          loaded = resolve;
        })
      : undefined,
  );
  page = new Page(prepare);
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET, text(0, "a")));
  page.receive(frame(2, text(1, "b")));
  expect(bodies()).toEqual([]);
  loaded();
  await vi.waitFor(() => expect(bodies()).toEqual(["a", "b"]));
});

test("code that does not come does not hold the page up for long", async () => {
  vi.useFakeTimers();
  page = new Page(() => new Promise(() => {}));
  page.connect(keep, ATTACH);
  page.receive(frame(1, RESET, text(0, "a")));
  await vi.advanceTimersByTimeAsync(299);
  expect(bodies()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(bodies()).toEqual(["a"]);
});

test("of several views of one session, each knows what is its own", async () => {
  const [one, other] = [new Page(undefined, "one"), new Page(undefined, "other")];
  const field = { id: "a", form: null, disabled: false, deferred: false, default: "" };
  for (const view of [one, other]) {
    view.connect(keep, ATTACH);
    view.receive(frame(1, RESET));
    view.values.of(field);
  }
  one.values.commit(field, "of one");
  await Promise.resolve();
  expect(sent.at(-1)).toEqual({
    type: "rerun",
    values: { a: "of one" },
    query: null,
    page: null,
    number: 1,
    view: "one",
  });
  const shown = () => [one, other].map((view) => view.values.of(field).value);
  const values = (a: string, after: object, reader = false) => ({ type: "values", values: { a }, after, reader });
  for (const view of [one, other]) view.receive(frame(2, values("of other", { other: 7 }, true)));
  expect(shown()).toEqual(["of one", "of other"]);
  for (const view of [one, other]) view.receive(frame(3, values("of one", { other: 7, one: 1 }, true)));
  expect(shown()).toEqual(["of one", "of one"]);
  for (const view of [one, other]) view.receive(frame(4, values("of Python", { other: 7, one: 1 })));
  expect(shown()).toEqual(["of Python", "of Python"]);
});

test("an answer to another view's question is none to one's own", () => {
  const views = [new Page(undefined, "one"), new Page(undefined, "other")];
  const asked = views.map((view) => {
    view.connect(keep, ATTACH);
    void view.rows({ table: "t", start: 0, stop: 1, sort: [], search: "", columns: [], ...ASKED });
    void view.files.read("f", 0, 1);
    void view.uploads.ask({ type: "upload_part", upload: "u", offset: 0 });
    return sent.splice(0).flatMap((message) => ("request" in message ? [message.request] : []));
  });
  expect(asked.map((numbers) => numbers.length)).toEqual([3, 3]);
  expect(new Set(asked.flat()).size).toBeGreaterThanOrEqual(2);
  expect(asked[0]?.some((number) => asked[1]?.includes(number))).toBe(false);
});
