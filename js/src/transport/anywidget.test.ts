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

const listener = () => ({ parts: vi.fn(), status: vi.fn(), places: vi.fn(), notice: vi.fn() });

test("frames are custom messages of the model", () => {
  const door = model();
  const heard = listener();
  const transport = new AnywidgetTransport(door, "Bye.");
  transport.open(heard);
  expect(heard.status.mock.calls).toEqual([["connected"]]);

  const part = new Uint8Array([1, 2]);
  transport.send([part]);
  expect(door.send).toHaveBeenCalledWith({}, undefined, [part]);

  const whole = new Uint8Array([0, 7, 8, 9]).buffer;
  door.emit("msg:custom", {}, [new DataView(whole, 1, 2)]);
  expect(heard.parts).toHaveBeenCalledWith([new Uint8Array([7, 8])]);
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
