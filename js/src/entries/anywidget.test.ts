import { act, screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { render } from "./anywidget";

type Handler = (...given: never[]) => void;

/** A model as anywidget hands it out, and what was sent over it. */
function model(key = "k1") {
  const handlers = new Map<string, Handler>();
  const sent: { type: string }[] = [];
  return {
    sent,
    get: (name: string) => (name === "key" ? key : undefined),
    send: (_content: unknown, _callbacks: unknown, buffers: ArrayBufferView[] = []) => {
      sent.push(JSON.parse(new TextDecoder().decode(buffers[0] as Uint8Array)));
    },
    on: (event: string, handler: Handler) => void handlers.set(event, handler),
    off: (event: string) => void handlers.delete(event),
    emit(event: string, ...given: unknown[]) {
      act(() => handlers.get(event)?.(...(given as never[])));
    },
    batch(seq: number, ...messages: object[]) {
      const bytes = new TextEncoder().encode(JSON.stringify({ seq, messages }));
      this.emit("msg:custom", {}, [new DataView(bytes.buffer)]);
    },
  };
}

const text = (body: string) => ({ type: "delta", path: [0, 0], element: { kind: "text", body } });

let cells: HTMLElement[];

beforeEach(() => {
  cells = [0, 1].map(() => document.body.appendChild(document.createElement("div")));
  return () => {
    for (const cell of cells) cell.remove();
  };
});

function show(door: ReturnType<typeof model>, cell: number, signal?: AbortSignal) {
  const el = cells[cell];
  if (!el) throw new Error("no such cell");
  let end = () => {};
  act(() => {
    end = render({ model: door, el, ...(signal ? { signal } : {}) });
  });
  return { cell: within(el), end: () => act(() => end()) };
}

test("the app stands in its cell and speaks over the model", () => {
  const door = model();
  const view = show(door, 0);
  expect(door.sent.map(({ type }) => type)).toEqual(["attach"]);
  door.batch(1, { type: "reset", session: "s" }, text("hello"));
  expect(view.cell.getByTestId("stText").textContent).toBe("hello");
  expect(view.cell.getByTestId("stApp").dataset.host).toBe("lab");
  view.end();
  expect(screen.queryByTestId("stApp")).toBeNull();
});

test("views of one model show one page", () => {
  const door = model();
  const views = [show(door, 0), show(door, 1)];
  door.batch(1, { type: "reset", session: "s" }, text("hello"));
  expect(views.map(({ cell }) => cell.getByTestId("stText").textContent)).toEqual(["hello", "hello"]);
  expect(door.sent).toHaveLength(1);
  for (const { end } of views) end();
});

test("a view ends with its signal, and another goes on with what there was", () => {
  const door = model();
  const control = new AbortController();
  show(door, 0, control.signal);
  door.batch(1, { type: "reset", session: "s" }, text("hello"));
  act(() => control.abort());
  expect(screen.queryByTestId("stApp")).toBeNull();
  const again = show(door, 1);
  expect(again.cell.getByTestId("stText").textContent).toBe("hello");
  again.end();
});

test("when the kernel is gone, the reader is told what to do", () => {
  const door = model();
  const view = show(door, 0);
  door.emit("comm:close");
  expect(view.cell.getByTestId("stConnectionStatus").textContent).toBe(
    "The kernel is gone. Run the cell again: the app comes back as it was.",
  );
  view.end();
});

test("the copy that the notebook keeps is hidden once the app is there", () => {
  const door = model("k2");
  const copy = document.body.appendChild(document.createElement("div"));
  copy.className = "lit-saved-k2";
  const view = show(door, 0);
  expect(getComputedStyle(copy).display).toBe("block");
  door.batch(1, { type: "reset", session: "s" }, text("hello"));
  expect(getComputedStyle(copy).display).toBe("none");
  view.end();
  copy.remove();
});
