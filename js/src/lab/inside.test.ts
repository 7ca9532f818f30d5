import { waitFor } from "@testing-library/dom";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InsideTab } from "./inside";

const words = { __: (text: string) => text, gettext: (text: string) => text };

class FakeComm {
  readonly opened: object[] = [];
  readonly sent: unknown[] = [];
  isDisposed = false;
  closed = 0;
  onMsg: (message: {
    content: { data: Record<string, string> };
    buffers?: readonly (ArrayBuffer | DataView)[];
  }) => void = () => undefined;
  onClose = (): void => undefined;

  open(data: object): void {
    this.opened.push(data);
  }

  send(_data: object, _metadata: object, buffers: readonly ArrayBufferView[]): void {
    this.sent.push(JSON.parse(new TextDecoder().decode(buffers[0])));
  }

  close(): void {
    this.closed += 1;
    this.isDisposed = true;
  }

  tell(message: object): void {
    const bytes = new TextEncoder().encode(JSON.stringify(message));
    this.onMsg({ content: { data: {} }, buffers: [new DataView(bytes.buffer)] });
  }
}

let comm: FakeComm;
let tab: InsideTab;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  comm = new FakeComm();
  const kernel = {
    iopubMessage: { connect: () => true, disconnect: () => true },
    info: Promise.resolve(),
    createComm: () => comm,
    requestExecute: () => undefined,
  };
  tab = new InsideTab(kernel, "shop", words);
  document.body.replaceChildren(tab.node);
});

afterEach(() => {
  tab.dispose();
  vi.useRealTimers();
});

test("a comm is opened for the app, and told now and then that somebody looks", async () => {
  await waitFor(() => expect(comm.opened).toEqual([{ inside: "shop" }]));
  expect(comm.sent).toEqual([{ type: "look", parts: ["runs"] }]);
  await vi.advanceTimersByTimeAsync(41_000);
  expect(comm.sent).toHaveLength(3);
});

test("what comes is shown, before and after the view is there", async () => {
  const entry = { key: "n", kind: "int", text: "1", edit: "1", widget: false, more: false };
  const news = { type: "news", runs: [], entries: [entry], removed: [], tree: null, log: [] };
  comm.tell(news);
  await waitFor(() => expect(tab.node.querySelectorAll("[role=tab]")).toHaveLength(4));
  tab.node.querySelectorAll<HTMLElement>("[role=tab]")[1]?.click();
  expect(comm.sent.at(-1)).toEqual({ type: "look", parts: ["state"] });
  expect(tab.node.textContent).toContain("n");
  comm.tell({ ...news, entries: [{ ...entry, key: "later" }] });
  expect(tab.node.textContent).toContain("later");
  comm.onMsg({ content: { data: {} } }); // a message without bytes is none
});

test("the comm is closed with the tab", async () => {
  await waitFor(() => expect(comm.opened).toHaveLength(1));
  tab.dispose();
  tab.dispose();
  expect(comm.closed).toBe(1);
  await vi.advanceTimersByTimeAsync(41_000);
  expect(comm.sent).toHaveLength(1);
});
