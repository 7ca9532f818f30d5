import { expect, test, vi } from "vitest";
import { type Comm, CommTransport } from "./comm";

function comm() {
  return { open: vi.fn(), send: vi.fn(), close: vi.fn(), onMsg: vi.fn(), onClose: vi.fn() } satisfies Comm;
}

const listener = () => ({ parts: vi.fn(), status: vi.fn(), places: vi.fn(), notice: vi.fn() });

test("frames are buffers of the comm's messages", () => {
  const door: Comm & ReturnType<typeof comm> = comm();
  const heard = listener();
  const transport = new CommTransport(door, { session: "s", app: "a", page: "p" });
  transport.open(heard);
  expect(door.open).toHaveBeenCalledWith({ session: "s", app: "a", page: "p" });
  expect(heard.status.mock.calls).toEqual([["connected"]]);

  const part = new Uint8Array([1]);
  transport.send([part]);
  expect(door.send).toHaveBeenCalledWith({}, {}, [part]);

  door.onMsg({ buffers: [new Uint8Array([7]).buffer, new DataView(new Uint8Array([0, 8]).buffer, 1)] });
  expect(heard.parts).toHaveBeenCalledWith([new Uint8Array([7]), new Uint8Array([8])]);
});

test("the kernel's end of it is told, our own is not", () => {
  const door: Comm = comm();
  const heard = listener();
  const transport = new CommTransport(door, { session: "s", app: "a", page: "p" });
  transport.open(heard);
  door.onClose();
  expect(heard.status).toHaveBeenLastCalledWith("disconnected");
  heard.status.mockClear();
  transport.close();
  door.onClose();
  expect(heard.status).not.toHaveBeenCalled();
});
