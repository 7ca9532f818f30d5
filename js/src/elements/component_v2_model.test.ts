import { expect, test } from "vitest";
import { WidgetModel } from "./component_v2_model";

function modelOf(traits: Record<string, unknown>) {
  const saved: object[] = [];
  const sent: unknown[] = [];
  const heard: unknown[] = [];
  const model = new WidgetModel(traits, { save: (changes) => saved.push(changes), send: (it) => sent.push(it) });
  const hear =
    (name: string) =>
    (_: unknown, value?: unknown): void =>
      void heard.push([name, value]);
  return { model, saved, sent, heard, hear };
}

test("traits are set, told of, and saved together", () => {
  const { model, saved, heard, hear } = modelOf({ count: 1 });
  model.on("change:count change:other", hear("either"));
  model.on("change", hear("any"));
  model.set("count", 2);
  model.set({ count: 2, other: [1] });
  expect([model.get("count"), model.get("other"), model.get("nothing")]).toEqual([2, [1], undefined]);
  expect(heard).toEqual([
    ["either", 2],
    ["any", undefined],
    ["either", [1]],
    ["any", undefined],
  ]);
  model.save_changes();
  model.save_changes();
  expect(saved).toEqual([{ count: 2, other: [1] }]);
});

test("listeners go", () => {
  const { model, heard, hear } = modelOf({});
  const first = hear("first");
  model.on("change:a", first);
  model.on("change:a", hear("second"));
  model.on("change:b", hear("third"));
  model.off("change:a", first);
  model.set("a", 1);
  model.off("change:a");
  model.set("a", 2);
  model.off();
  model.set("b", 1);
  expect(heard).toEqual([["second", 1]]);
});

test("what Python sets is told of, and takes nothing away that is about to be saved", () => {
  const { model, heard, hear, saved, sent } = modelOf({ a: { deep: 1 }, b: 1 });
  model.on("change:a", hear("a"));
  model.on("change:b", hear("b"));
  model.set("b", 2);
  model.receive({ a: { deep: 1 }, b: 5 });
  model.receive({ a: { deep: 2 } });
  expect([model.get("b"), heard]).toEqual([
    2,
    [
      ["b", 2],
      ["a", { deep: 2 }],
    ],
  ]);
  model.save_changes();
  model.receive({ b: 5 });
  model.send({ hi: 1 });
  expect([model.get("b"), saved, sent]).toEqual([5, [{ b: 2 }], [{ hi: 1 }]]);
});
