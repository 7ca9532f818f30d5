/** Frames over a comm of our own target: the door of JupyterLab's panel. */

import type { Listener, Transport } from "./transport";

/** What a comm is opened with: which session, app and page. */
export interface Opening {
  session: string;
  app: string;
  page: string;
}

/** What is needed of a comm as `@jupyterlab/services` has it. */
export interface Comm {
  open(data: object): unknown;
  send(data: object, metadata?: object, buffers?: (ArrayBuffer | ArrayBufferView)[]): unknown;
  close(): unknown;
  onMsg: (message: { buffers?: (ArrayBuffer | ArrayBufferView)[] }) => void;
  onClose: () => void;
}

export class CommTransport implements Transport {
  constructor(
    private readonly comm: Comm,
    private readonly opening: Opening,
  ) {}

  open(listener: Listener): void {
    this.comm.onMsg = ({ buffers = [] }) => listener.parts(buffers.map(bytes));
    this.comm.onClose = () => listener.status("disconnected");
    this.comm.open(this.opening);
    listener.status("connected");
  }

  send(parts: readonly Uint8Array[]): void {
    this.comm.send({}, {}, [...parts]);
  }

  close(): void {
    this.comm.onClose = () => undefined;
    this.comm.close();
  }
}

function bytes(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer)
    : new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.byteLength);
}
