import { expect, test, vi } from "vitest";
import { BatchReader, encode } from "./batch";

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test("fills in what the wire leaves out", () => {
  const batch = new BatchReader().read(
    [json({ seq: 3, messages: [{ type: "delta", path: [0, 0], element: { kind: "text", body: "hi" } }] })],
    vi.fn(),
  );
  expect(batch).toMatchObject({
    seq: 3,
    buffers: [],
    drop: [],
    messages: [
      {
        type: "delta",
        path: [0, 0],
        element: { kind: "text", body: "hi", help: null, key: null, text_alignment: "left", wrap: true },
      },
    ],
  });
});

test("puts buffers in the place of their digests, the same object as long as they are kept", () => {
  const reader = new BatchReader();
  const missing = vi.fn();
  const rows = { type: "rows", request: 1, data: { $buffer: "d1" } };
  const data = (parts: Uint8Array[]) => (reader.read(parts, missing).messages[0] as { data?: unknown }).data;

  const first = data([json({ seq: 1, messages: [rows], buffers: ["d1"] }), new Uint8Array([1, 2])]);
  expect(first).toEqual(new Uint8Array([1, 2]));
  expect(data([json({ seq: 2, messages: [rows], drop: ["d1"] })])).toBe(first);
  expect(missing).not.toHaveBeenCalled();

  expect(data([json({ seq: 3, messages: [rows] })])).toBeNull();
  expect(missing).toHaveBeenCalledWith("d1");
});

test("keeps buffers of the page before until the one that is told anew is whole", () => {
  const reader = new BatchReader();
  const rows = (digest: string) => ({ type: "rows", request: 1, data: { $buffer: digest } });
  const data = [new Uint8Array([1]), new Uint8Array([2])];
  reader.read([json({ seq: 1, messages: [rows("d1"), rows("d2")], buffers: ["d1", "d2"] }), ...data], vi.fn());
  const missing = vi.fn();
  const { messages } = reader.read(
    [json({ seq: 1, messages: [{ type: "reset", session: "s" }, rows("d1")] })],
    missing,
  );
  expect(messages[1]).toMatchObject({ data: new Uint8Array([1]) });
  expect(missing).not.toHaveBeenCalled();
  reader.settle();
  reader.read([json({ seq: 2, messages: [rows("d1"), rows("d2")] })], missing);
  expect(missing.mock.calls).toEqual([["d2"]]);
});

test("leaves a message of an unknown type as it is", () => {
  const batch = new BatchReader().read([json({ seq: 1, messages: [{ type: "later", field: 1 }] })], vi.fn());
  expect(batch.messages).toEqual([{ type: "later", field: 1 }]);
});

test("a message to Python is one part of JSON", () => {
  const parts = encode({ type: "ack", seq: 16 });
  expect(parts.map((part) => new TextDecoder().decode(part))).toEqual(['{"type":"ack","seq":16}']);
});
