/** Frames as custom messages of an anywidget's model: the door of a notebook's cell. */

import type { Listener, Transport } from "./transport";

/** What is needed of the model that anywidget hands to `render`. */
export interface Model {
  send(content: unknown, callbacks?: unknown, buffers?: (ArrayBuffer | ArrayBufferView)[]): void;
  on(event: string, handler: (...given: never[]) => void): void;
  off(event: string, handler: (...given: never[]) => void): void;
  /** Whose kernel says how it is, in JupyterLab. */
  widget_manager?: object;
}

interface Statuses {
  connect(slot: (sender: unknown, status: string) => void): unknown;
  disconnect(slot: (sender: unknown, status: string) => void): unknown;
}

/** The comm is closed, the model is given up, or the kernel restarts: a comm that was live does not come back. */
const ENDS = ["comm:close", "destroy", "comm_live_update"];

/** How long, in ms, a frame may be on its way to the script before the reader is told. */
const PATIENCE = 400;

/**
 * Frames are numbered, and the kernel tells with what it sends how far it has heard: while it runs a cell, and has no
 * subshell for us, it hears nothing. Other browsers have numbers of their own.
 */
export class AnywidgetTransport implements Transport {
  private listener: Listener | null = null;
  private readonly browser = crypto.getRandomValues(new Uint32Array(2)).join("");
  private sent = 0;
  private heard = 0;
  private late = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private statuses: Statuses | undefined;

  /** `farewell` is what the reader is told when the kernel is gone. */
  constructor(
    private readonly model: Model,
    private readonly farewell: string,
  ) {}

  open(listener: Listener): void {
    this.listener = listener;
    this.model.on("msg:custom", this.received);
    for (const end of ENDS) this.model.on(end, this.ended);
    this.statuses = statusesOf(this.model.widget_manager);
    this.statuses?.connect(this.kernelSays);
    listener.status("connected");
  }

  send(parts: readonly Uint8Array[]): void {
    this.sent += 1;
    this.model.send({ browser: this.browser, frame: this.sent }, undefined, [...parts]);
    if (this.timer === undefined && !this.late) this.watch();
  }

  close(): void {
    clearTimeout(this.timer);
    this.model.off("msg:custom", this.received);
    for (const end of ENDS) this.model.off(end, this.ended);
    this.statuses?.disconnect(this.kernelSays);
  }

  private readonly received = (content: unknown, buffers: readonly DataView[] = []): void => {
    if (isLoaders(content)) return;
    this.hear(heardOf(content, this.browser));
    if (buffers.length === 0) return;
    this.listener?.parts(
      buffers.map((view) => new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength)),
    );
  };

  private readonly ended = (): void => {
    this.hear(this.sent);
    this.listener?.status("disconnected", this.farewell);
  };

  /** A kernel that starts knows nothing of this comm: all that is heard here if another browser has restarted it. */
  private readonly kernelSays = (_: unknown, status: string): void => {
    if (status === "starting") this.ended();
  };

  /** Looks after a while whether what is sent by now has been heard. */
  private watch(): void {
    const awaited = this.sent;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.heard < awaited) this.tell(true);
      else if (this.heard < this.sent) this.watch();
    }, PATIENCE);
  }

  private hear(frame: number): void {
    this.heard = Math.max(this.heard, frame);
    if (this.heard < this.sent) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tell(false);
  }

  private tell(late: boolean): void {
    if (late === this.late) return;
    this.late = late;
    this.listener?.unheard(late);
  }
}

/** Where a kernel says how it is; undefined where it does not. */
function statusesOf(manager: { kernel?: { statusChanged?: Statuses } | null } | undefined): Statuses | undefined {
  return manager?.kernel?.statusChanged;
}

/** A message that brings the loader a file of the bundle, and is none of ours. */
function isLoaders(content: unknown): boolean {
  return typeof content === "object" && content !== null && "file" in content;
}

/** The last frame of a browser that the kernel says it has heard; 0 where it says nothing of it. */
function heardOf(content: unknown, browser: string): number {
  const { heard = {} } = (content ?? {}) as { heard?: Record<string, number> };
  return heard[browser] ?? 0;
}
