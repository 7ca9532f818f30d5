/** Files: what elements refer to, at an address of the server's or fetched part by part. */

import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { FilePart, FileRequest } from "../protocol";

/** How much one answer brings, and how many may be on their way: a page that is drawn meanwhile must not wait for them. */
const PART = 512_000;
const AT_ONCE = 4;

interface Pending {
  message: FileRequest;
  resolve(part: FilePart): void;
  reject(error: Error): void;
}

/** A file that elements refer to; its address is asked for by `id`. */
export interface Known {
  id: string;
  name: string;
  size: number;
}

export class Files {
  /** Where the server has the files of this session; empty where they come over the page's own connection. */
  private readonly base = signal("");
  private readonly pending = new Map<number, Pending>();
  private readonly waiting: Pending[] = [];

  /** `last` is the number before that of the first request. */
  constructor(
    private readonly post: (message: FileRequest) => void,
    private last = 0,
  ) {}

  /** Where the server has the session's files. */
  get place(): ReadonlySignal<string> {
    return this.base;
  }

  /** The server says where the session's files are. */
  settle(base: string): void {
    this.base.value = base;
  }

  /** Has a file made that waits for it; tells which file that has become. */
  make(id: string): Promise<FilePart> {
    // Python takes its time: it does not count among those that are fetched.
    return new Promise((resolve, reject) => this.send({ message: this.request(id, 0, 0), resolve, reject }));
  }

  /** The bytes of a file from `start` to `stop`, all of them. */
  async read(id: string, start: number, stop: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(stop - start);
    let at = 0;
    await this.fetch(id, start, stop, (part, place) => {
      bytes.set(part, place - start);
      at += part.byteLength;
    });
    return at < bytes.byteLength ? bytes.subarray(0, at) : bytes;
  }

  /** The whole of a file in pieces; `progress` is told how many bytes are there. Ends early once `signal` does. */
  async whole(
    { id, size }: Pick<Known, "id" | "size">,
    progress: (loaded: number) => void,
    signal?: AbortSignal,
  ): Promise<Uint8Array[]> {
    const pieces = new Map<number, Uint8Array>();
    let loaded = 0;
    await this.fetch(
      id,
      0,
      size,
      (part, place) => {
        pieces.set(place, part);
        loaded += part.byteLength;
        progress(loaded);
      },
      signal,
    );
    return [...pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece);
  }

  /** Takes an answer. */
  receive(part: FilePart): void {
    const pending = this.pending.get(part.request);
    if (!pending) return;
    this.pending.delete(part.request);
    const next = this.waiting.shift();
    if (next) this.send(next);
    if (part.error === null) pending.resolve(part);
    else pending.reject(new Error(part.error));
  }

  /** The page has been sent anew: answers may have been lost before. */
  repeat(): void {
    for (const { message } of this.pending.values()) this.post(message);
  }

  /** There will be no more answers. */
  end(reason: string): void {
    const lost = [...this.pending.values(), ...this.waiting.splice(0)];
    this.pending.clear();
    for (const { reject } of lost) reject(new Error(reason));
  }

  private async fetch(
    id: string,
    start: number,
    stop: number,
    take: (part: Uint8Array, place: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const places: number[] = [];
    for (let at = start; at < stop; at += PART) places.push(at);
    let version: string | null = null;
    const work = async (): Promise<void> => {
      for (let place = places.shift(); place !== undefined; place = places.shift()) {
        const end = Math.min(place + PART, stop);
        for (let at = place; at < end; ) {
          signal?.throwIfAborted();
          const part = await this.part(id, at, end);
          version ??= part.version;
          if (!part.data || part.version !== version) throw new Error("The file has changed.");
          take(part.data, at);
          at += part.data.byteLength;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  private part(id: string, start: number, stop: number): Promise<FilePart> {
    return new Promise((resolve, reject) => {
      const pending = { message: this.request(id, start, stop), resolve, reject };
      if (this.pending.size < AT_ONCE) this.send(pending);
      else this.waiting.push(pending);
    });
  }

  private request(file: string, start: number, stop: number): FileRequest {
    this.last += 1;
    return { type: "file_request", request: this.last, file, start, stop };
  }

  private send(pending: Pending): void {
    this.pending.set(pending.message.request, pending);
    this.post(pending.message);
  }
}
