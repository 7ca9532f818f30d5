/** Uploads: files that the reader sends, to an address of the server's or over the page's own connection. */

import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { UploadBegin, UploadCancel, UploadPart, UploadState } from "../protocol";

/** A whole file, as a widget's value names it. */
export interface Uploaded {
  id: string;
  name: string;
  type: string;
  size: number;
}

/** What is sent: a file of the reader's, or a recording with a name. */
export type Sendable = Blob & { readonly name: string };

export interface Options {
  /** What the file is called, where that is not its own name: that of one in a folder. */
  name?: string;
  /** Told how many bytes have arrived; may go back when a session begins anew. */
  onProgress?: (received: number) => void;
}

/** A file on its way. */
export interface Sending {
  id: string;
  /** Fails with what the reader should be told; by `cancel` with an `AbortError`. */
  done: Promise<Uploaded>;
  cancel(): void;
}

type Question = UploadBegin | UploadPart;
type Unnumbered = Omit<UploadBegin, "request"> | Omit<UploadPart, "request">;
type Post = (message: Question | UploadCancel, data?: Uint8Array) => void;
export type Status = "connecting" | "connected" | "disconnected";

/** What the reader is told where the connection does not come back. */
export const ENDED = "The connection was lost.";

/** The answer to a message has been lost with the connection. */
export class Lost extends Error {}

interface Pending {
  message: Question;
  data: Uint8Array | undefined;
  resolve(state: UploadState): void;
  reject(error: Error): void;
}

/** How many files are on their way at once; the others wait. */
const AT_ONCE = 3;

export class Uploads {
  /** Where the server takes the files of this session; empty where they go over the page's own connection. */
  private readonly base = signal("");
  private readonly pending = new Map<number, Pending>();
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  constructor(
    private readonly post: Post,
    /** How the page's connection stands. */
    readonly status: ReadonlySignal<Status>,
    /** The number before that of the first request. */
    private last = 0,
  ) {}

  /** Where the server takes the session's files. */
  get place(): ReadonlySignal<string> {
    return this.base;
  }

  /** The server says where it takes the session's files. */
  settle(base: string): void {
    this.base.value = base;
  }

  /** Sends a file for a widget, through lost connections, until it is there or refused. */
  start(widget: { id: string }, file: Sendable, { name = file.name, onProgress }: Options = {}): Sending {
    const id = newId();
    const given = new AbortController();
    const { signal } = given;
    const work = async (): Promise<Uploaded> => {
      await this.turn(); // before anything else: imports end in any order
      try {
        const { send } = await fetchCode();
        signal.throwIfAborted();
        const progress = onProgress ?? (() => undefined);
        return await send(this, { id, widget: widget.id, name, file, signal, progress });
      } finally {
        this.over();
      }
    };
    const cancel = (): void => {
      if (signal.aborted) return;
      given.abort();
      this.drop(id);
    };
    return { id, done: work(), cancel };
  }

  /** Tells Python to forget a file that no value names. */
  drop(id: string): void {
    this.post({ type: "upload_cancel", upload: id });
  }

  /** Asks Python, and returns its answer. */
  ask(message: Unnumbered, data?: Uint8Array): Promise<UploadState> {
    return new Promise((resolve, reject) => {
      this.last += 1;
      const question = { ...message, request: this.last } as Question;
      this.pending.set(this.last, { message: question, data, resolve, reject });
      this.post(question, data);
    });
  }

  /** Takes an answer. */
  receive(state: UploadState): void {
    const pending = this.pending.get(state.request);
    this.pending.delete(state.request);
    pending?.resolve(state);
  }

  /** The page has been sent anew: answers may have been lost before. */
  repeat(): void {
    for (const { message, data } of this.pending.values()) this.post(message, data);
  }

  /** The connection is lost, and answers with it. */
  lose(): void {
    const lost = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of lost) reject(new Lost());
  }

  private turn(): Promise<void> {
    if (this.busy < AT_ONCE) {
      this.busy += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private over(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.busy -= 1;
  }
}

/** Fetches what sends a file; each file tries again what could not be fetched for the one before. */
function fetchCode(): Promise<typeof import("./upload")> {
  return import("./upload").catch(() => {
    throw new Error(ENDED);
  });
}

/** A name that nobody can guess. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
