/** The way of one file: piece by piece, again from where it was when a connection was lost. */

import { ENDED, Lost, type Sendable, type Status, type Uploaded, type Uploads } from "./uploads";

interface Way {
  id: string;
  widget: string;
  name: string;
  file: Sendable;
  signal: AbortSignal;
  progress(received: number): void;
}

/** Bytes of a piece over the page's own connection, where other messages wait behind it. */
const PART = 512 * 1024;
/** Bytes of a request to the server: as many as take about a second. */
const SMALLEST = 64 * 1024;
const LARGEST = 16 * 1024 * 1024;
const FIRST = 1024 * 1024;
const SECOND = 1000;
/** How long, in ms, a request may take, and how long one waits before the next try. */
const PATIENCE = 60_000;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 8000;
/** After so many failures in a row at the server's address the page's own connection is tried. */
const DOUBT = 4;

const GONE = "The file can no longer be read. Choose it again.";

/** The file is not taken: the reader is told why, with what fills the sentence's gaps, unless another try may do. */
class Refused extends Error {
  constructor(
    reason: string,
    readonly again: boolean,
    readonly gaps: Readonly<Record<string, string>> = {},
  ) {
    super(reason);
  }
}

/** Sends a file; fails with what the reader should be told. */
export async function send(uploads: Uploads, way: Way): Promise<Uploaded> {
  const { id, name, file, signal } = way;
  const pace = new Pace();
  for (let failures = 0; ; failures++) {
    await connected(uploads, signal);
    try {
      let received = await begin(uploads, way);
      way.progress(received);
      while (received < file.size) {
        const place = pace.doubtful ? "" : uploads.place.peek();
        const next = place ? await put(place + id, way, received, pace) : await post(uploads, way, received);
        way.progress(next);
        if (next <= received) throw new Lost(); // what was sent is not what was missing
        failures = 0;
        received = next;
      }
      return { id, name, type: file.type, size: file.size };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Lost || (error instanceof Refused && error.again))) throw error;
    }
    await pause(Math.min(FIRST_DELAY * 2 ** failures, LONGEST_DELAY), signal);
  }
}

/** Says what is to come; returns how much of it is there already. */
async function begin(uploads: Uploads, { id, widget, name, file }: Way): Promise<number> {
  const { type: mime, size } = file;
  const asked = uploads.ask({ type: "upload_begin", upload: id, widget, name, mime, size });
  const { received, error, again, gaps } = await asked;
  if (error !== null) throw new Refused(error, again, gaps);
  return received;
}

/** Sends a piece over the page's own connection; returns how many bytes are there then. */
async function post(uploads: Uploads, { id, file, signal }: Way, offset: number): Promise<number> {
  const data = await read(file, offset, offset + PART);
  signal.throwIfAborted();
  const { received, error, again } = await uploads.ask({ type: "upload_part", upload: id, offset }, data);
  signal.throwIfAborted();
  if (error !== null) throw new Refused(error, again);
  return received;
}

/** Sends a piece to the server, straight from the reader's disk; returns how many bytes are there then. */
async function put(address: string, { file, signal }: Way, offset: number, pace: Pace): Promise<number> {
  const begun = performance.now();
  const given = new AbortController();
  const stop = (): void => given.abort();
  const timer = setTimeout(stop, PATIENCE);
  signal.addEventListener("abort", stop);
  let response: Response;
  try {
    response = await fetch(address, {
      method: "PATCH",
      headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
      body: file.slice(offset, offset + pace.size),
      signal: given.signal,
    });
    if (response.ok || response.status === 409) {
      const { received, error, again } = (await response.json()) as {
        received: number;
        error?: string;
        again?: boolean;
      };
      if (error) throw new Refused(error, again ?? false);
      pace.took(performance.now() - begun);
      return received;
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    signal.throwIfAborted();
    await read(file, offset, offset + 1); // one that is gone must not be sent for ever
    pace.failed();
    throw new Lost();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
  pace.failed(response.status);
  throw new Lost();
}

/** How much is sent at once. */
class Pace {
  size = FIRST;
  private failures = 0;

  /** Whether the server's address does not work. */
  get doubtful(): boolean {
    return this.failures >= DOUBT;
  }

  took(time: number): void {
    this.failures = 0;
    const wanted = this.size * (SECOND / Math.max(time, 1));
    this.size = Math.round(Math.min(LARGEST, Math.max(SMALLEST, Math.min(wanted, 2 * this.size))));
  }

  failed(status = 0): void {
    // A proxy before the server may take less than it: that is no failure until nothing is small enough.
    if (status !== 413 || this.size === SMALLEST) this.failures += 1;
    this.size = Math.max(SMALLEST, Math.floor(this.size / 4));
  }
}

async function read(file: Blob, start: number, stop: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(start, stop).arrayBuffer());
  } catch {
    throw new Error(GONE);
  }
}

/** Waits until the page is connected. */
function connected(uploads: Uploads, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = (): void => undefined;
    const end = (act: () => void): void => {
      signal.removeEventListener("abort", aborted);
      queueMicrotask(() => stop());
      act();
    };
    const aborted = (): void => end(() => reject(signal.reason as Error));
    signal.addEventListener("abort", aborted);
    stop = uploads.status.subscribe((status: Status) => {
      if (status === "connected") end(resolve);
      else if (status === "disconnected") end(() => reject(new Error(ENDED)));
    });
    if (signal.aborted) aborted();
  });
}

function pause(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", aborted);
      resolve();
    }, time);
    signal.addEventListener("abort", aborted, { once: true });
  });
}
