/** Frames as custom messages of an anywidget's model: the door of a notebook's cell. */

import type { Listener, Transport } from "./transport";

/** What is needed of the model that anywidget hands to `render`. */
export interface Model {
  send(content: unknown, callbacks?: unknown, buffers?: (ArrayBuffer | ArrayBufferView)[]): void;
  on(event: string, handler: (...given: never[]) => void): void;
  off(event: string, handler: (...given: never[]) => void): void;
}

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
    this.model.on("comm:close", this.ended);
    this.model.on("destroy", this.ended);
    listener.status("connected");
  }

  send(parts: readonly Uint8Array[]): void {
    this.model.send({}, undefined, [...parts]);
  }

  close(): void {
    this.model.off("msg:custom", this.received);
    this.model.off("comm:close", this.ended);
    this.model.off("destroy", this.ended);
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
