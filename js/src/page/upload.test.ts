import { type Signal, signal } from "@preact/signals-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { UploadBegin, UploadPart } from "../protocol";
import { type Status, Uploads } from "./uploads";

/** A server that takes files at an address, and Python, which announces them. */
class Server {
  readonly status: Signal<Status> = signal<Status>("connected");
  readonly uploads = new Uploads((message) => this.announced(message as UploadBegin), this.status);
  readonly requests: { url: string; offset: number; size: number; method: string | undefined }[] = [];
  readonly parts: UploadPart[] = [];
  received = 0;
  /** What happens to the next requests: a status, or nothing for a connection that is lost. */
  troubles: (number | null)[] = [];
  /** After so many requests it forgets what it has. */
  memory = Number.POSITIVE_INFINITY;
  largest = Number.POSITIVE_INFINITY;
  refusal: { error: string; again?: boolean } | null = null;

  constructor() {
    this.uploads.settle("/lit/upload/h/");
  }

  readonly fetch = async (url: string, { method, headers, body }: RequestInit): Promise<Response> => {
    const offset = Number((headers as Record<string, string>)["Upload-Offset"]);
    const size = (body as Blob).size;
    this.requests.push({ url, offset, size, method });
    if (this.troubles.length > 0) {
      const trouble = this.troubles.shift() ?? null;
      if (trouble === null) throw new TypeError("Failed to fetch");
      return new Response("", { status: trouble });
    }
    if (this.requests.length > this.memory) {
      this.memory = Number.POSITIVE_INFINITY;
      this.received = 0;
      return Response.json({ received: 0, error: "No longer expected.", again: true }, { status: 409 });
    }
    if (size > this.largest) return new Response("", { status: 413 });
    if (this.refusal) return Response.json({ received: this.received, ...this.refusal }, { status: 409 });
    if (offset === this.received) this.received += size;
    return Response.json({ received: this.received });
  };

  private announced(message: UploadBegin | UploadPart): void {
    if (message.type === "upload_part") {
      this.parts.push(message);
      this.received = message.offset + 512 * 1024;
    }
    const { request } = message;
    queueMicrotask(() =>
      this.uploads.receive({
        type: "upload_state",
        request,
        received: this.received,
        error: null,
        again: false,
        gaps: {},
      }),
    );
  }
}

let server: Server;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  vi.stubGlobal("fetch", server.fetch);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const MEGABYTE = 1024 * 1024;

function start(size: number) {
  const sending = server.uploads.start({ id: "w" }, new File([new Uint8Array(size)], "a.bin"));
  sending.done.catch(() => undefined);
  return sending;
}

test("pieces go to the server's address, larger ones as long as that is quick", async () => {
  const { id, done } = start(40 * MEGABYTE);
  await vi.waitFor(() => done);
  expect(server.received).toBe(40 * MEGABYTE);
  expect(server.requests[0]).toEqual({ url: `/lit/upload/h/${id}`, offset: 0, size: MEGABYTE, method: "PATCH" });
  expect(server.requests.map(({ size }) => size / MEGABYTE)).toEqual([1, 2, 4, 8, 16, 9]);
});

test("after a lost request it asks how much has arrived, and sends less at once", async () => {
  server.troubles = [null];
  const { done } = start(2 * MEGABYTE);
  await vi.advanceTimersByTimeAsync(1000);
  await done;
  expect(server.requests.map(({ offset, size }) => [offset, size]).slice(0, 2)).toEqual([
    [0, MEGABYTE],
    [0, MEGABYTE / 4],
  ]);
  expect(server.received).toBe(2 * MEGABYTE);
});

test("a proxy that takes little is given little", async () => {
  server.largest = 100 * 1024;
  const { done } = start(MEGABYTE);
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(server.received).toBe(MEGABYTE);
  expect(server.parts).toEqual([]);
});

test("where the server's address does not work, the page's own connection does", async () => {
  server.troubles = [502, null, 403, 502, 502, 502];
  const { done } = start(MEGABYTE);
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(server.requests.length).toBe(4);
  expect(server.parts.length).toBe(2);
});

test("what the kernel refuses fails in its words", async () => {
  server.refusal = { error: "The disk is full." };
  await expect(start(3).done).rejects.toThrow("The disk is full.");
  expect(server.requests.length).toBe(1);
});

test("what the kernel refuses for now is tried again", async () => {
  server.refusal = { error: "Not now.", again: true };
  const { done } = start(3);
  await vi.waitFor(() => expect(server.requests.length).toBe(1));
  server.refusal = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect((await done).size).toBe(3);
});

test("a kernel that knows nothing of it is told anew", async () => {
  server.memory = 1;
  const { done } = start(3 * MEGABYTE);
  await vi.advanceTimersByTimeAsync(1000);
  await done;
  expect(server.requests.map(({ offset }) => offset / MEGABYTE)).toEqual([0, 1, 0, 2]);
  expect(server.received).toBe(3 * MEGABYTE);
});

test("an answer that says otherwise is believed", async () => {
  server.received = 700_000;
  const { done } = start(MEGABYTE);
  await vi.waitFor(() => done);
  expect(server.requests.map(({ offset }) => offset)).toEqual([700_000]);
});
