/** Several parts as one binary message, and back. */

/** A frame that is not one of ours. */
export class MalformedFrame extends Error {}

/** Joins the parts of a frame into one websocket message: a 32-bit count, the lengths, the parts. */
export function pack(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = 4 * (parts.length + 1);
  const packed = new Uint8Array(parts.reduce((total, part) => total + part.byteLength, head));
  const view = new DataView(packed.buffer);
  view.setUint32(0, parts.length, true);
  let at = head;
  parts.forEach((part, index) => {
    view.setUint32(4 * (index + 1), part.byteLength, true);
    packed.set(part, at);
    at += part.byteLength;
  });
  return packed;
}

/** Splits a websocket message into its parts, without copying them. */
export function unpack(data: ArrayBuffer): Uint8Array[] {
  const view = new DataView(data);
  const count = data.byteLength < 4 ? 0 : view.getUint32(0, true);
  let at = 4 * (count + 1);
  if (count < 1 || at > data.byteLength) throw new MalformedFrame(`${count} parts in ${data.byteLength} bytes`);
  const parts: Uint8Array[] = [];
  for (let index = 1; index <= count; index++) {
    const size = view.getUint32(4 * index, true);
    if (at + size > data.byteLength) throw new MalformedFrame(`part ${index} reaches beyond ${data.byteLength} bytes`);
    parts.push(new Uint8Array(data, at, size));
    at += size;
  }
  return parts;
}
