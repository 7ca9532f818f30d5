/** Frames as custom messages of an anywidget's model: the door of a notebook's cell. */

import type { Listener, Transport } from "./transport";

/** What is needed of the model that anywidget hands to `render`. */
export interface Model {
  send(content: unknown, callbacks?: unknown, buffers?: (ArrayBuffer | ArrayBufferView)[]): void;
  on(event: string, handler: (...given: never[]) => void): void;
  off(event: string, handler: (...given: never[]) => void): void;
}

/** The comm is closed, the model is given up, or the kernel restarts: a comm that was live does not come back. */
const ENDS = ["comm:close", "destroy", "comm_live_update"];

export class AnywidgetTransport implements Transport {
  private listener: Listener | null = null;

  /** `farewell` is what the reader is told when the kernel is gone. */
  constructor(
    private readonly model: Model,
    private readonly farewell: string,
  ) {}

  open(listener: Listener): void {
    this.listener = listener;
    this.model.on("msg:custom", this.received);
    for (const end of ENDS) this.model.on(end, this.ended);
    listener.status("connected");
  }

  send(parts: readonly Uint8Array[]): void {
    this.model.send({}, undefined, [...parts]);
  }

  close(): void {
    this.model.off("msg:custom", this.received);
    for (const end of ENDS) this.model.off(end, this.ended);
  }

  private readonly received = (content: unknown, buffers: readonly DataView[] = []): void => {
    if (isLoaders(content)) return;
    this.listener?.parts(
      buffers.map((view) => new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength)),
    );
  };

  private readonly ended = (): void => this.listener?.status("disconnected", this.farewell);
}

/** A message that brings the loader a file of the bundle, and is none of ours. */
function isLoaders(content: unknown): boolean {
  return typeof content === "object" && content !== null && "file" in content;
}
