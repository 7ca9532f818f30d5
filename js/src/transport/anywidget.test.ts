import { expect, test, vi } from "vitest";
import { AnywidgetTransport } from "./anywidget";

type Handler = (...given: never[]) => void;

function model() {
  const handlers = new Map<string, Handler>();
  return {
    send: vi.fn(),
    on: (event: string, handler: Handler) => void handlers.set(event, handler),
    off: (event: string) => void handlers.delete(event),
    emit: (event: string, ...given: unknown[]) => handlers.get(event)?.(...(given as never[])),
  };
}

const listener = () => ({
  parts: vi.fn(),
  status: vi.fn(),
  places: vi.fn(),
  notice: vi.fn(),
  unheard: vi.fn(),
});

/** The number of the frame that was sent last, and who has sent it. */
function lastSent(door: ReturnType<typeof model>): { browser: string; frame: number } {
  return door.send.mock.lastCall?.[0];
}

test("frames are custom messages of the model", () => {
  const door = model();
  const heard = listener();
  const transport = new AnywidgetTransport(door, "Bye.");
  transport.open(heard);
  expect(heard.status.mock.calls).toEqual([["connected"]]);

  const part = new Uint8Array([1, 2]);
  transport.send([part]);
  expect(door.send).toHaveBeenCalledWith({ browser: expect.any(String), frame: 1 }, undefined, [part]);

  const whole = new Uint8Array([0, 7, 8, 9]).buffer;
  door.emit("msg:custom", {}, [new DataView(whole, 1, 2)]);
  expect(heard.parts).toHaveBeenCalledWith([new Uint8Array([7, 8])]);
});

test("a kernel that another browser has started again is gone", () => {
  const slots = new Set<(sender: unknown, status: string) => void>();
  const statusChanged = { connect: slots.add.bind(slots), disconnect: slots.delete.bind(slots) };
  const door = { ...model(), widget_manager: { kernel: { statusChanged } } };
  const told = listener();
  const transport = new AnywidgetTransport(door, "Bye.");
  transport.open(told);
  for (const status of ["busy", "idle", "starting"]) for (const slot of slots) slot(null, status);
  expect(told.status.mock.calls).toEqual([["connected"], ["disconnected", "Bye."]]);
  transport.close();
  expect(slots.size).toBe(0);
});

test("a kernel that hears nothing for a while is told of, until it has heard all", () => {
  vi.useFakeTimers();
  const door = model();
  const told = listener();
  const transport = new AnywidgetTransport(door, "");
  transport.open(told);
  const part = new DataView(new ArrayBuffer(1));
  const hear = (frame: number, browser = lastSent(door).browser): void =>
    door.emit("msg:custom", { heard: { [browser]: frame } }, []);

  transport.send([]);
  vi.advanceTimersByTime(100);
  hear(1);
  vi.advanceTimersByTime(1000);
  expect(told.unheard).not.toHaveBeenCalled();

  transport.send([]);
  transport.send([]);
  hear(3, "another");
  door.emit("msg:custom", {}, [part]); // an older run goes on
  vi.advanceTimersByTime(399);
  expect(told.unheard).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(told.unheard.mock.calls).toEqual([[true]]);
  hear(2);
  expect(told.unheard.mock.calls).toEqual([[true]]);
  hear(3);
  expect(told.unheard.mock.calls).toEqual([[true], [false]]);
  expect(told.parts).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});

test("a kernel that hears each frame in time is not told of, however many there are", () => {
  vi.useFakeTimers();
  const door = model();
  const told = listener();
  const transport = new AnywidgetTransport(door, "");
  transport.open(told);
  for (let frame = 1; frame < 20; frame++) {
    transport.send([]);
    vi.advanceTimersByTime(150);
    if (frame > 1) door.emit("msg:custom", { heard: { [lastSent(door).browser]: frame - 1 } }, []);
  }
  expect(told.unheard).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test("nobody waits for a kernel that is gone", () => {
  vi.useFakeTimers();
  const door = model();
  const told = listener();
  const transport = new AnywidgetTransport(door, "Bye.");
  transport.open(told);
  transport.send([]);
  vi.advanceTimersByTime(400);
  door.emit("comm:close");
  expect(told.unheard.mock.calls).toEqual([[true], [false]]);
  transport.send([]);
  transport.close();
  vi.advanceTimersByTime(1000);
  expect(told.unheard).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

test("what is meant for the loader is left to it", () => {
  const door = model();
  const heard = listener();
  new AnywidgetTransport(door, "").open(heard);
  door.emit("msg:custom", { file: "chunk.js" }, [new DataView(new ArrayBuffer(1))]);
  expect(heard.parts).not.toHaveBeenCalled();
});

test.each(["comm:close", "destroy", "comm_live_update"])("%s is the end", (event) => {
  const door = model();
  const heard = listener();
  const transport = new AnywidgetTransport(door, "Bye.");
  transport.open(heard);
  door.emit(event);
  expect(heard.status).toHaveBeenLastCalledWith("disconnected", "Bye.");
  transport.close();
  door.emit("msg:custom", {}, [new DataView(new ArrayBuffer(1))]);
  expect(heard.parts).not.toHaveBeenCalled();
});
