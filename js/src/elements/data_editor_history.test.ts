import { expect, test } from "vitest";
import { noHistory, redone, stepped, undone } from "./data_editor_history";

test("steps are taken back and done again, until another one is done", () => {
  const two = stepped(stepped(noHistory<string>(), "a"), "b");
  const [back, b] = undone(two, "c") ?? [];
  expect(b).toBe("b");
  const [further, a] = undone(back ?? two, "b") ?? [];
  expect(a).toBe("a");
  expect(undone(further ?? two, "a")).toBeNull();
  expect(redone(further ?? two, "a")?.[1]).toBe("b");
  expect(redone(stepped(further ?? two, "a"), "x")).toBeNull();
});

test("the oldest steps are forgotten", () => {
  let history = noHistory<number>();
  for (let step = 0; step < 500; step++) history = stepped(history, step);
  expect(history.past).toHaveLength(200);
  expect(history.past[0]).toBe(300);
});
