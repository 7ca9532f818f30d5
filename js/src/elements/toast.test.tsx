import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

let call = 0;

function toast(body: string, first?: string) {
  call += 1;
  return { kind: "toast", body, call: `toast ${call}`, first: first ?? `toast ${call}` };
}

const bodies = (app: ReturnType<typeof drawn>) => app.page.toasts.shown.value.map(({ body }) => body);

test("each call is shown once, and outlives its place", () => {
  const app = drawn([toast("one")]);
  expect(bodies(app)).toEqual(["one"]);
  app.put([0, 0], toast("two"));
  expect(bodies(app)).toEqual(["two", "one"]);
  app.receive({ type: "run_ended", run: 2, status: "finished", keep: [[[0], 0]] });
  expect(bodies(app)).toEqual(["two", "one"]);
});

test("the same call sent again is not shown again", () => {
  const message = toast("one");
  const app = drawn([message]);
  app.page.toasts.dismiss(message.first);
  app.receive({ type: "reset", session: "s" }, { type: "delta", path: [0, 0], element: message });
  expect(bodies(app)).toEqual([]);
});

test("a later call can change an earlier one", () => {
  const message = toast("one");
  const app = drawn([message]);
  app.put([0, 0], toast("two", message.first));
  expect(bodies(app)).toEqual(["two"]);
});
