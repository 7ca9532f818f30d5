/** What a widget's model takes for a Jupyter comm: its messages are those of the page's session. */

import type { ICallbacks, IClassicComm } from "@jupyter-widgets/base";
import type { Models } from "../page/models";
import type { Json, ModelSaid } from "../protocol";

type Callback = (message: unknown) => unknown;
type Buffers = readonly (ArrayBuffer | ArrayBufferView)[];

/** What a model says through its comm. */
interface Outgoing {
  method: "update" | "custom";
  state?: Json;
  content?: Json;
  buffer_paths?: (string | number)[][];
}

export class ModelComm implements IClassicComm {
  readonly target_name = "jupyter.widget";
  private hear: Callback = () => undefined;
  private closed: Callback = () => undefined;

  constructor(
    readonly comm_id: string,
    private readonly models: Models,
  ) {}

  /** Widgets that the browser makes by itself have no twin in Python. */
  open(): string {
    throw new Error("Widgets are made in Python.");
  }

  send(data: unknown, callbacks?: ICallbacks, _metadata?: unknown, buffers: Buffers = []): string {
    const { method, state, content, buffer_paths: paths = [] } = data as Outgoing;
    if (method !== "update" && method !== "custom") return ""; // nothing that Python's side waits for
    const change = { model: this.comm_id, method, content: (method === "update" ? state : content) ?? null, paths };
    const id = this.models.send(change, buffers.map(bytesOf), () => {
      callbacks?.iopub?.status?.({ content: { execution_state: "idle" }, parent_header: { msg_id: id } } as never);
    });
    return id;
  }

  /** Only Python closes models. */
  close(): string {
    return "";
  }

  on_msg(callback: Callback): void {
    this.hear = callback;
  }

  on_close(callback: Callback): void {
    this.closed = callback;
  }

  /** Takes what Python says. */
  receive({ method, content, parts, echo }: ModelSaid): void {
    if (method === "close") {
      this.closed({});
      return;
    }
    const value = withViews(content);
    const data = method === "custom" ? { method, content: value } : { method, state: value, buffer_paths: [] };
    this.hear({ content: { data }, buffers: parts.map(viewOf), parent_header: { msg_id: echo ?? "" } });
  }
}

function bytesOf(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A value with bytes in the form in which widgets expect them. */
export function withViews(value: unknown): unknown {
  if (value instanceof Uint8Array) return viewOf(value);
  if (Array.isArray(value)) return value.map(withViews);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withViews(each)]));
}
