import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EarlyConnection } from "./early";
import { pack } from "./frame";
import type { Listener } from "./transport";
import { WebSocketTransport } from "./websocket";

/** The server's end of a websocket. */
class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  binaryType = "";
  sent: (string | Uint8Array)[] = [];
  opened: (() => void)[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: unknown }) => void;
  onclose?: (event: { code: number; reason: string }) => void;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    const last = FakeSocket.all.at(-1);
    if (!last) throw new Error("no socket");
    return last;
  }

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(code: number): void {
    this.end(code);
  }

  addEventListener(_: string, call: () => void): void {
    this.opened.push(call);
  }

  accept(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
    for (const call of this.opened) call();
  }

  end(code: number, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

let heard: unknown[];
let memory: Map<string, string>;
const doubtful = vi.fn();

const listener: Listener = {
  parts: (parts) => heard.push(["parts", parts.map((part) => [...part])]),
  status: (status, reason) => heard.push([status, ...(reason ? [reason] : [])]),
  places: (media, upload) => media && heard.push(["places", media, upload]),
  notice: (text) => heard.push(["notice", text]),
  unheard: (is) => heard.push(["unheard", is]),
};

function open(): WebSocketTransport {
  const transport = new WebSocketTransport("ws://x/lit/ws/app", "key", "start", doubtful, {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, value) => memory.set(key, value),
  });
  transport.open(listener);
  return transport;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  heard = [];
  memory = new Map();
  doubtful.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

test("the first frame names session and page, then parts travel packed", () => {
  memory.set("key", "old");
  const transport = open();
  transport.send([new Uint8Array([1])]);
  FakeSocket.last.accept();
  transport.send([new Uint8Array([2, 3])]);
  expect(FakeSocket.last.sent).toEqual(['{"session":"old","page":"start"}', pack([new Uint8Array([2, 3])])]);

  FakeSocket.last.onmessage?.({
    data: '{"session":"new","app":"a","media":"/lit/media/x/","upload":"/lit/upload/x/","notice":"Hello"}',
  });
  FakeSocket.last.onmessage?.({ data: pack([new Uint8Array([9])]).buffer });
  expect(memory.get("key")).toBe("new");
  expect(heard).toEqual([
    ["connected"],
    ["places", "/lit/media/x/", "/lit/upload/x/"],
    ["notice", "Hello"],
    ["parts", [[9]]],
  ]);
});

const FIRST = new TextEncoder().encode('{"type":"attach"}');

function early(): [WebSocketTransport, EarlyConnection, FakeSocket] {
  const connection = new EarlyConnection("ws://x/lit/ws/app", { session: null, page: "start" }, '{"type":"attach"}');
  const memo = { getItem: () => null, setItem: (key: string, value: string) => memory.set(key, value) };
  const transport = new WebSocketTransport("ws://x/lit/ws/app", "key", "start", doubtful, memo, connection);
  return [transport, connection, FakeSocket.last];
}

test("a connection that stands already is gone on with, and what it has heard", async () => {
  const [transport, , socket] = early();
  socket.accept();
  expect(socket.sent).toEqual(['{"session":null,"page":"start"}', pack([FIRST])]);
  socket.onmessage?.({ data: '{"session":"new","app":"a"}' });
  socket.onmessage?.({ data: pack([new Uint8Array([9])]).buffer });
  expect(heard).toEqual([]);
  transport.open(listener);
  expect(heard).toEqual([]); // whoever opens it may have more to say of itself
  await Promise.resolve();
  expect(heard).toEqual([["connected"], ["parts", [[9]]]]);
  expect(memory.get("key")).toBe("new");
  transport.send([FIRST]); // it has been said
  transport.send([FIRST]);
  transport.send([new Uint8Array([1])]);
  expect(socket.sent.slice(2)).toEqual([pack([FIRST]), pack([new Uint8Array([1])])]);
  socket.onmessage?.({ data: pack([new Uint8Array([8])]).buffer });
  expect(heard.at(-1)).toEqual(["parts", [[8]]]);
  expect(FakeSocket.all).toHaveLength(1);
  socket.end(1006);
  expect(heard.at(-1)).toEqual(["connecting"]);
  transport.close();
});

test("a connection that is being made is waited for", () => {
  const [transport, , socket] = early();
  transport.open(listener);
  expect(heard).toEqual([]);
  socket.accept();
  expect(heard).toEqual([["connected"]]);
  transport.send([new Uint8Array([1])]); // the page stands otherwise than it did
  expect(socket.sent.length).toBe(3);
  transport.close();
});

test("a connection that is gone is made anew", () => {
  const [transport, , socket] = early();
  socket.accept();
  socket.readyState = 3;
  transport.open(listener);
  expect(FakeSocket.all).toHaveLength(2);
  FakeSocket.last.accept();
  expect(heard).toEqual([["connected"]]);
  transport.close();
});

test("a lost connection is made anew, later and later", () => {
  open();
  FakeSocket.last.accept();
  FakeSocket.last.end(1006);
  expect(heard.at(-1)).toEqual(["connecting"]);
  expect(FakeSocket.all).toHaveLength(1);
  vi.advanceTimersByTime(400);
  expect(FakeSocket.all).toHaveLength(2);
  FakeSocket.last.end(1012, "The kernel starts again.");
  expect(heard.at(-1)).toEqual(["connecting", "The kernel starts again."]);
  vi.advanceTimersByTime(370);
  expect(FakeSocket.all).toHaveLength(2);
  vi.advanceTimersByTime(300);
  expect(FakeSocket.all).toHaveLength(3);
});

test("there is no waiting when the network is back", () => {
  open();
  FakeSocket.last.end(1006);
  dispatchEvent(new Event("online"));
  expect(FakeSocket.all).toHaveLength(2);
});

test.each([1003, 4400, 4404, 4409])("after code %d it ends, with the server's reason", (code) => {
  open();
  FakeSocket.last.accept();
  FakeSocket.last.end(code, "No.");
  vi.advanceTimersByTime(60_000);
  expect(heard.at(-1)).toEqual(["disconnected", "No."]);
  expect(FakeSocket.all).toHaveLength(1);
});

test("a server that has known us and keeps refusing without a word raises doubt, once", () => {
  open();
  FakeSocket.last.accept();
  FakeSocket.last.onmessage?.({ data: '{"session":"s","app":"a"}' });
  for (let attempt = 0; attempt < 8; attempt++) {
    FakeSocket.last.end(1006);
    vi.advanceTimersByTime(10_000);
  }
  expect(doubtful).toHaveBeenCalledOnce();
});

test("a page that has found nobody is not loaded again: it would find nobody", () => {
  open();
  for (let attempt = 0; attempt < 8; attempt++) {
    FakeSocket.last.end(1006);
    vi.advanceTimersByTime(10_000);
  }
  expect(doubtful).not.toHaveBeenCalled();
});

test("closing is for good, and silent", () => {
  const transport = open();
  FakeSocket.last.accept();
  transport.close();
  vi.advanceTimersByTime(60_000);
  dispatchEvent(new Event("online"));
  expect(FakeSocket.all).toHaveLength(1);
  expect(heard).toEqual([["connected"]]);
});

test("a browser that forbids storage gets a session all the same", () => {
  const forbidden = () => {
    throw new Error("SecurityError");
  };
  const transport = new WebSocketTransport("ws://x", "key", null, doubtful, {
    getItem: forbidden,
    setItem: forbidden,
  });
  transport.open(listener);
  FakeSocket.last.accept();
  FakeSocket.last.onmessage?.({ data: '{"session":"s","app":"a"}' });
  expect(FakeSocket.last.sent).toEqual(['{"session":null,"page":null}']);
});
