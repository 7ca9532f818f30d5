import { type Signal, signal } from "@preact/signals-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { UploadBegin, UploadCancel, UploadPart, UploadState } from "../protocol";
import { type Sendable, type Status, Uploads } from "./uploads";

type Sent = UploadBegin | UploadPart | UploadCancel;

/** Python's end: keeps what comes, and answers as long as it is listening. */
class Kernel {
  readonly status: Signal<Status> = signal<Status>("connected");
  readonly uploads = new Uploads((message, data) => this.take(message, data), this.status);
  readonly sent: Sent[] = [];
  readonly files = new Map<string, Uint8Array>();
  refusal: Partial<UploadState> | null = null;
  deaf = false;
  /** How many messages it still takes before it is deaf. */
  patience = Number.POSITIVE_INFINITY;

  names(): string[] {
    return this.sent.map((message) => message.type.replace("upload_", ""));
  }

  answer(state: Partial<UploadState> & { request: number }): void {
    queueMicrotask(() =>
      this.uploads.receive({ type: "upload_state", received: 0, error: null, again: false, gaps: {}, ...state }),
    );
  }

  private take(message: Sent, data?: Uint8Array): void {
    if (this.status.peek() !== "connected") return;
    this.sent.push(message);
    if (message.type === "upload_cancel") return;
    this.deaf ||= this.patience === 0;
    if (this.deaf) return;
    this.patience -= 1;
    let file = this.files.get(message.upload) ?? new Uint8Array();
    if (this.refusal) {
      this.answer({ request: message.request, ...this.refusal });
      return;
    }
    if (message.type === "upload_part" && message.offset === file.length) {
      const grown = new Uint8Array(file.length + (data?.length ?? 0));
      grown.set(file);
      grown.set(data ?? [], file.length);
      file = grown;
    }
    this.files.set(message.upload, file);
    this.answer({ request: message.request, received: file.length });
  }
}

function file(size: number, name = "a.bin"): Sendable {
  const bytes = Uint8Array.from({ length: size }, (_, at) => at % 251);
  return new File([bytes], name, { type: "text/plain" });
}

const WIDGET = { id: "w" };
let kernel: Kernel;

/** Lets Python listen again. */
function hear(): void {
  kernel.deaf = false;
  kernel.patience = Number.POSITIVE_INFINITY;
}

beforeEach(() => {
  kernel = new Kernel();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a file goes in parts over the page's connection, and is told as the value names it", async () => {
  const progress: number[] = [];
  const sending = kernel.uploads.start(WIDGET, file(600_000), { onProgress: (received) => progress.push(received) });
  expect(sending.id).toMatch(/^[0-9a-f]{32}$/);
  expect(await sending.done).toEqual({ id: sending.id, name: "a.bin", type: "text/plain", size: 600_000 });
  expect(kernel.names()).toEqual(["begin", "part", "part"]);
  expect(kernel.sent[0]).toEqual({
    type: "upload_begin",
    request: 1,
    upload: sending.id,
    widget: "w",
    name: "a.bin",
    mime: "text/plain",
    size: 600_000,
  });
  expect(kernel.files.get(sending.id)?.length).toBe(600_000);
  expect(kernel.files.get(sending.id)?.[524_288]).toBe(524_288 % 251);
  expect(progress).toEqual([0, 524_288, 600_000]);
});

test("a file without bytes is there once it is announced, under the name that it is given", async () => {
  const { done } = kernel.uploads.start(WIDGET, file(0), { name: "folder/a.bin" });
  expect((await done).name).toBe("folder/a.bin");
  expect(kernel.names()).toEqual(["begin"]);
});

test("what is refused fails in Python's words", async () => {
  kernel.refusal = { error: "The disk is full." };
  await expect(kernel.uploads.start(WIDGET, file(3)).done).rejects.toThrow("The disk is full.");
  expect(kernel.names()).toEqual(["begin"]);
});

test("what is refused for now is tried again", async () => {
  vi.useFakeTimers();
  kernel.refusal = { error: "Not yet.", again: true };
  const { done } = kernel.uploads.start(WIDGET, file(3));
  await vi.waitFor(() => expect(kernel.names()).toEqual(["begin"]));
  kernel.refusal = null;
  await vi.advanceTimersByTimeAsync(300);
  expect((await done).size).toBe(3);
  expect(kernel.names()).toEqual(["begin", "begin", "part"]);
});

test("after a lost connection it goes on where it was", async () => {
  vi.useFakeTimers();
  kernel.patience = 2;
  const { id, done } = kernel.uploads.start(WIDGET, file(1_200_000));
  await vi.waitFor(() => expect(kernel.deaf).toBe(true));
  expect(kernel.files.get(id)?.length).toBe(524_288);
  kernel.status.value = "connecting";
  kernel.uploads.lose();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(kernel.names().filter((name) => name === "begin").length).toBe(1);
  hear();
  kernel.status.value = "connected";
  await vi.advanceTimersByTimeAsync(10_000);
  await done;
  expect(kernel.names()).toEqual(["begin", "part", "part", "begin", "part", "part"]);
  expect(kernel.files.get(id)?.length).toBe(1_200_000);
});

test("where the session begins anew, so does the file", async () => {
  vi.useFakeTimers();
  kernel.patience = 2;
  const progress: number[] = [];
  const { id, done } = kernel.uploads.start(WIDGET, file(600_000), {
    onProgress: (received) => progress.push(received),
  });
  await vi.waitFor(() => expect(kernel.deaf).toBe(true));
  kernel.uploads.lose();
  kernel.files.clear();
  hear();
  await vi.advanceTimersByTimeAsync(1000);
  await done;
  expect(progress).toEqual([0, 524_288, 0, 524_288, 600_000]);
  expect(kernel.files.get(id)?.length).toBe(600_000);
});

test("questions whose answers may have been lost are asked again", async () => {
  kernel.deaf = true;
  const { done } = kernel.uploads.start(WIDGET, file(3));
  await vi.waitFor(() => expect(kernel.names()).toEqual(["begin"]));
  kernel.deaf = false;
  kernel.uploads.repeat();
  await done;
  expect(kernel.names()).toEqual(["begin", "begin", "part"]);
});

test("a connection that is lost for good ends it", async () => {
  kernel.deaf = true;
  const { done } = kernel.uploads.start(WIDGET, file(3));
  await vi.waitFor(() => expect(kernel.names()).toEqual(["begin"]));
  kernel.status.value = "disconnected";
  kernel.uploads.lose();
  await expect(done).rejects.toThrow("The connection was lost.");
});

test("what is cancelled is told to Python and ends", async () => {
  kernel.deaf = true;
  const { id, done, cancel } = kernel.uploads.start(WIDGET, file(3));
  await vi.waitFor(() => expect(kernel.names()).toEqual(["begin"]));
  cancel();
  cancel();
  expect(kernel.sent.at(-1)).toEqual({ type: "upload_cancel", upload: id });
  expect(kernel.names()).toEqual(["begin", "cancel"]);
  kernel.uploads.lose();
  await expect(done).rejects.toThrow(/abort/i);
});

test("three are on their way at once, and one that is cancelled makes room", async () => {
  kernel.deaf = true;
  const sendings = Array.from({ length: 5 }, () => kernel.uploads.start(WIDGET, file(3)));
  await vi.waitFor(() => expect(kernel.sent.length).toBe(3));
  for (const { done } of sendings) done.catch(() => undefined);
  sendings[4]?.cancel();
  kernel.deaf = false;
  kernel.uploads.repeat();
  await Promise.all(sendings.slice(0, 4).map(({ done }) => done));
  await expect(sendings[4]?.done).rejects.toThrow(/abort/i);
  expect(new Set(kernel.sent.filter(({ type }) => type === "upload_begin").map(({ upload }) => upload)).size).toBe(4);
});

test("they go in the order in which they were begun", async () => {
  const ids = Array.from({ length: 20 }, () => kernel.uploads.start(WIDGET, file(0))).map(({ id, done }) => {
    done.catch(() => undefined);
    return id;
  });
  await vi.waitFor(() => expect(kernel.sent.length).toBe(20));
  expect(kernel.sent.map((message) => message.upload)).toEqual(ids);
});

test("code that cannot be fetched fails one file, and is fetched again for the next", async () => {
  vi.resetModules();
  vi.doMock("./upload", () => {
    throw new Error("Failed to fetch dynamically imported module");
  });
  await expect(kernel.uploads.start(WIDGET, file(3)).done).rejects.toThrow("The connection was lost.");
  vi.doUnmock("./upload");
  expect((await kernel.uploads.start(WIDGET, file(3)).done).size).toBe(3);
});

test("a file that is gone from the disk says so", async () => {
  const gone = file(3);
  vi.spyOn(gone, "slice").mockReturnValue({ arrayBuffer: () => Promise.reject(new Error("NotReadable")) } as never);
  await expect(kernel.uploads.start(WIDGET, gone).done).rejects.toThrow(
    "The file can no longer be read. Choose it again.",
  );
});
