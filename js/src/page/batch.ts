/** Batches: the parts of a frame to messages with every field present, and back. */

import { type Back, type Batch, DEFAULTS, type Element, type Forward, type Rerun } from "../protocol";

const utf8 = new TextDecoder();
const toUtf8 = new TextEncoder();

/** A message to Python; a page that is the only one of its session need not say which it is. */
export type Outgoing = Back | Omit<Rerun, "view">;

/** The parts of a message to Python. */
export function encode(message: Outgoing): Uint8Array[] {
  return [toUtf8.encode(JSON.stringify(message))];
}

/** What a batch's JSON holds before defaults and buffers are filled in. */
interface Sparse {
  seq: number;
  messages: (Partial<Forward> & { type: string })[];
  buffers?: string[];
  drop?: string[];
}

/**
 * Reads batches and keeps the buffers they refer to.
 *
 * A field that holds a buffer becomes its bytes: the same object as long as the content is the same.
 */
export class BatchReader {
  private buffers = new Map<string, Uint8Array>();
  /** Those of the page before, until the one that is told anew is whole. */
  private former = new Map<string, Uint8Array>();

  /** Reads the parts of a batch. A buffer that was never received becomes `null` and is told to `missing`. */
  read(parts: readonly Uint8Array[], missing: (digest: string) => void): Batch {
    const text = utf8.decode(parts[0]);
    const sparse = JSON.parse(text) as Sparse;
    const { seq, messages, buffers = [], drop = [] } = sparse;
    if (messages[0]?.type === "reset") {
      this.former = this.buffers;
      this.buffers = new Map();
    }
    buffers.forEach((digest, index) => {
      const part = parts[index + 1];
      // A copy of its own: a part is a view that would keep the whole frame alive, at any alignment.
      if (part) this.buffers.set(digest, this.former.get(digest) ?? part.slice());
    });
    if (text.includes('"$buffer"')) {
      for (const message of messages) this.resolve(message, missing);
    }
    for (const digest of drop) this.buffers.delete(digest);
    return { seq, messages: messages.map(complete), buffers, drop };
  }

  /** The page is whole: what an earlier one held is forgotten. */
  settle(): void {
    this.former.clear();
  }

  private resolve(holder: object, missing: (digest: string) => void): void {
    for (const [name, value] of Object.entries(holder)) {
      if (typeof value !== "object" || value === null) continue;
      if (typeof value.$buffer !== "string") {
        this.resolve(value, missing);
        continue;
      }
      const buffer = this.buffers.get(value.$buffer) ?? this.former.get(value.$buffer) ?? null;
      if (buffer === null) missing(value.$buffer);
      else this.buffers.set(value.$buffer, buffer);
      Object.assign(holder, { [name]: buffer });
    }
  }
}

/** Fills in what Python leaves out on the wire. */
function complete(message: Partial<Forward> & { type: string }): Forward {
  const whole = { ...DEFAULTS[message.type], ...message } as Forward;
  if (whole.type === "delta") whole.element = completed(whole.element);
  return whole;
}

/** An element of a kind that this page does not know yet has at least what all elements have. */
function completed(element: Element): Element {
  return { ...(DEFAULTS[element.kind] ?? DEFAULTS.empty), ...element } as Element;
}
