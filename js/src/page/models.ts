/** Models: what the widgets of others on the page, and their twins in Python, say to each other. No DOM. */

import type { Back, ModelChange, ModelRequest, ModelSaid, ModelState, ModelTook } from "../protocol";

interface Pending {
  message: ModelRequest;
  resolve(state: ModelState): void;
  reject(error: Error): void;
}

type Post = (message: Back, data?: readonly Uint8Array[]) => void;

/** Bytes of one change, the rest of its frame included: the server closes the connection for more than 10 MB. */
const MOST = 9_000_000;

/** Hears what comes from Python. */
export interface ModelsListener {
  said(message: ModelSaid): void;
  /** The page has been sent anew: what was told meanwhile is lost. */
  lost(): void;
}

export class Models {
  private readonly pending = new Map<number, Pending>();
  private readonly waiting = new Map<string, () => void>();
  private readonly own = [...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(36)).join("");
  private listener: ModelsListener | null = null;

  /** `last` is the number before the first: several pages that show one session have others. */
  constructor(
    private readonly post: Post,
    private last = 0,
  ) {}

  /** Tells one listener, the newest, of all that comes. */
  listen(listener: ModelsListener): void {
    this.listener = listener;
  }

  /** Asks for the state of a model and of those that it refers to. */
  state(model: string): Promise<ModelState> {
    return new Promise((resolve, reject) => {
      this.last += 1;
      const message: ModelRequest = { type: "model_request", request: this.last, model };
      this.pending.set(this.last, { message, resolve, reject });
      this.post(message);
    });
  }

  /**
   * Tells a model's twin of a change; returns its name, by which an echo can be known.
   *
   * `done` is called once the twin has dealt with it, or never will.
   */
  send(change: Omit<ModelChange, "type" | "id">, parts: readonly Uint8Array[], done: () => void): string {
    const size = parts.reduce((total, part) => total + part.byteLength, 0) + JSON.stringify(change.content).length;
    if (size > MOST) throw new Error("The widget wants to send more than fits into one message.");
    this.last += 1;
    const id = `${this.own}-${this.last}`;
    this.waiting.set(id, done);
    this.post({ type: "model_change", id, ...change }, parts);
    return id;
  }

  /** Takes a message from Python. */
  receive(message: ModelSaid | ModelState | ModelTook): void {
    if (message.type === "model_said") {
      this.listener?.said(message);
    } else if (message.type === "model_took") {
      const done = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      done?.();
    } else {
      const pending = this.pending.get(message.request);
      this.pending.delete(message.request);
      if (message.error === null) pending?.resolve(message);
      else pending?.reject(new Error(message.error));
    }
  }

  /** The page has been sent anew: asks again for what has not come, and lets models be brought up to date. */
  repeat(): void {
    this.release();
    for (const { message } of this.pending.values()) this.post(message);
    this.listener?.lost();
  }

  /** The connection is lost: what was sent may be, too. */
  release(): void {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const done of waiting) done();
  }
}
