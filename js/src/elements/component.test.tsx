import { act, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { drawn } from "../testing/draw";

afterEach(() => vi.useRealTimers());

async function shown(more: object = {}) {
  const app = drawn([{ kind: "component", id: "c", name: "pkg.own", url: "http://localhost:3001/", ...more }]);
  const frame = (await screen.findByTitle("pkg.own")) as HTMLIFrameElement;
  const told: object[] = [];
  const contents = { postMessage: (message: object) => told.push(message) };
  Object.defineProperty(frame, "contentWindow", { value: contents });
  const say = (type: string, data: object = {}, source: unknown = contents) =>
    act(async () => {
      const event = new MessageEvent("message", {
        data: { isStreamlitMessage: true, type: `streamlit:${type}`, ...data },
      });
      Object.defineProperty(event, "source", { value: source });
      window.dispatchEvent(event);
    });
  return { app, frame, told, say };
}

test("a component is drawn once it is ready, and again with other arguments", async () => {
  const { app, frame, told, say } = await shown({ args: { n: 1 } });
  expect([frame.dataset.ready, told.length]).toEqual(["false", 0]);
  await say("componentReady");
  expect([frame.dataset.ready, told]).toMatchObject(["true", [{ args: { n: 1 } }]]);
  await act(async () =>
    app.put([0, 0], { kind: "component", id: "c", name: "pkg.own", url: "http://localhost:3001/", args: { n: 2 } }),
  );
  expect(told[1]).toMatchObject({ args: { n: 2 } });
  await say("setFrameHeight", { height: 77 });
  expect(frame.getAttribute("height")).toBe("77");
});

test("its value is sent to Python", async () => {
  const { app, say } = await shown();
  await say("componentReady");
  await say("setComponentValue", { value: 3, dataType: "json" });
  expect(app.sent).toMatchObject([{ type: "rerun", values: { c: { type: "json", value: 3 } } }]);
});

test("nobody else speaks for it", async () => {
  const { app, frame, say } = await shown();
  await say("componentReady", {}, window);
  await say("setComponentValue", { value: 3, dataType: "json" }, null);
  expect([frame.dataset.ready, app.sent]).toEqual(["false", []]);
});

test("what it asks for is answered, if only that it is not there", async () => {
  const { told, say } = await shown();
  await say("", { type: "jupyterlit:file", request: 1, path: "a.json" });
  expect(told).toEqual([{ type: "jupyterlit:file", request: 1, problem: "Error: gone" }]);
  await say("", { type: "jupyterlit:file", request: 2, path: "a.json" }, window);
  expect(told.length).toBe(1);
});

test("what is too large is not sent, and the reader is told", async () => {
  const { app, say } = await shown();
  await say("setComponentValue", { value: "x".repeat(9_000_001), dataType: "json" });
  expect(app.sent).toEqual([]);
  expect(screen.getByRole("alert").textContent).toBe("The component wants to send more than fits into one message.");
});

test("a component that does not answer is told of", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await shown();
  await act(async () => vi.advanceTimersByTime(11_000));
  expect(screen.getByRole("alert").textContent).toContain("The component pkg.own has not answered.");
});

test("the address says whose page it stands in, and an argument how high it is at first", async () => {
  const { frame } = await shown({ args: { height: 150 }, url: "http://localhost:3001/?a=1" });
  const url = new URL(frame.src);
  expect([url.searchParams.get("a"), url.searchParams.get("streamlitUrl")]).toEqual([
    "1",
    location.origin + location.pathname,
  ]);
  expect(frame.getAttribute("height")).toBe("150");
});
