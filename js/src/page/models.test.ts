import { expect, test, vi } from "vitest";
import type { Back, ModelState } from "../protocol";
import { Models } from "./models";

function models(last?: number) {
  const sent: Back[] = [];
  const parts: (readonly Uint8Array[])[] = [];
  const made = new Models((message, data = []) => {
    sent.push(message);
    parts.push(data);
  }, last);
  return { made, sent, parts };
}

const answer = (request: number, error: string | null = null): ModelState => ({
  type: "model_state",
  request,
  states: {},
  folders: {},
  parts: [],
  error,
});

test("a state is asked for, again after a reset, until it comes or is refused", async () => {
  const { made, sent } = models(100);
  const asked = made.state("m");
  made.repeat();
  expect(sent).toEqual([
    { type: "model_request", request: 101, model: "m" },
    { type: "model_request", request: 101, model: "m" },
  ]);
  made.receive(answer(7));
  made.receive(answer(101));
  expect((await asked).request).toBe(101);
  const refused = made.state("n");
  made.receive(answer(102, "gone"));
  await expect(refused).rejects.toThrow("gone");
});

test("a change is done once Python has dealt with it, or never will", () => {
  const { made, sent, parts } = models();
  const done = vi.fn();
  const bytes = new Uint8Array([1]);
  const first = made.send({ model: "m", method: "update", content: { a: 1 }, paths: [["b"]] }, [bytes], done);
  expect(sent).toEqual([
    { type: "model_change", id: first, model: "m", method: "update", content: { a: 1 }, paths: [["b"]] },
  ]);
  expect(parts).toEqual([[bytes]]);
  made.receive({ type: "model_took", id: "another page's" });
  expect(done).not.toHaveBeenCalled();
  made.receive({ type: "model_took", id: first });
  made.receive({ type: "model_took", id: first });
  expect(done).toHaveBeenCalledTimes(1);
  const second = made.send({ model: "m", method: "custom", content: 1, paths: [] }, [], done);
  made.release();
  expect([first === second, done.mock.calls.length]).toEqual([false, 2]);
});

test("what is too large for a message is not sent", () => {
  const { made, sent } = models();
  const send = () =>
    made.send({ model: "m", method: "custom", content: null, paths: [] }, [new Uint8Array(9_000_001)], vi.fn());
  expect(send).toThrow("The widget wants to send more than fits into one message.");
  expect(sent).toEqual([]);
});

test("what widgets say is heard by whoever draws them", () => {
  const { made } = models();
  const said = { type: "model_said", model: "m", method: "custom", content: 1, parts: [], echo: null } as const;
  made.receive({ ...said, parts: [] });
  const listener = { said: vi.fn(), lost: vi.fn() };
  made.listen(listener);
  made.receive({ ...said, parts: [] });
  made.repeat();
  expect([listener.said.mock.calls.length, listener.lost.mock.calls.length]).toEqual([1, 1]);
});
