import { expect, test } from "vitest";
import type { InsideNews, InsideRun } from "../protocol";
import { bytes, duration, InsideModel } from "./inside_model";

function news(more: Partial<InsideNews>): InsideNews {
  return { type: "news", runs: [], entries: [], removed: [], tree: null, log: [], ...more };
}

function run(number: number, more: Partial<InsideRun> = {}): InsideRun {
  return {
    number,
    cause: { kind: "rerun", names: [] },
    began: 0,
    seconds: 0.1,
    status: "finished",
    error: "",
    spans: [],
    lines: [],
    caches: [],
    elements: 0,
    changes: 0,
    messages: 0,
    bytes: 0,
    ...more,
  };
}

const entry = { key: "n", kind: "int", text: "1", edit: "1", widget: false, more: false };

test("news are joined: a run that has ended takes the place of itself while it ran", () => {
  const model = new InsideModel();
  expect(model.take(news({ runs: [run(1, { status: "running" })] }))).toEqual(["runs"]);
  model.take(news({ runs: [run(1), run(2)] }));
  expect([...model.runs.values()].map(({ number, status }) => [number, status])).toEqual([
    [1, "finished"],
    [2, "finished"],
  ]);
});

test("only the last runs and lines are kept", () => {
  const model = new InsideModel();
  model.take(news({ runs: Array.from({ length: 60 }, (_, index) => run(index + 1)) }));
  expect([...model.runs.keys()].slice(0, 1)).toEqual([11]);
  const log = Array.from({ length: 600 }, (_, n) => ({
    number: n + 1,
    run: 0,
    at: 0,
    source: "out" as const,
    text: "",
  }));
  expect(model.take(news({ log }))).toEqual(["log"]);
  expect(model.log).toHaveLength(500);
  expect(model.log[0]?.number).toBe(101);
});

test("a key goes, and with it what was known of it", () => {
  const model = new InsideModel();
  model.take(news({ entries: [entry] }));
  model.take({ type: "value", key: "n", text: "1" });
  model.take({ type: "edited", key: "n", error: "no" });
  expect([model.values.get("n"), model.edits.get("n")]).toEqual(["1", "no"]);
  expect(model.take(news({ entries: [{ ...entry, text: "2" }] }))).toEqual(["state"]);
  expect(model.values.has("n")).toBe(false);
  model.take(news({ removed: ["n"] }));
  expect([model.entries.size, model.edits.size]).toEqual([0, 0]);
});

test("an app that is gone leaves nothing, and one that comes begins anew", () => {
  const model = new InsideModel();
  model.take(news({ runs: [run(1)], entries: [entry], tree: [] }));
  expect(model.take({ type: "absent" })).toEqual(["runs", "state", "tree", "log"]);
  expect([model.absent, model.runs.size, model.entries.size]).toEqual([true, 0, 0]);
  model.take(news({ runs: [run(1)] }));
  expect(model.absent).toBe(false);
});

test("times and sizes have as many digits as mean something", () => {
  expect([0.00001, 0.0004, 0.0123, 0.99, 1.234, 75].map(duration)).toEqual([
    "< 0.1 ms",
    "0.4 ms",
    "12 ms",
    "990 ms",
    "1.23 s",
    "75.0 s",
  ]);
  expect([12, 1500, 2_500_000].map(bytes)).toEqual(["12 B", "1.5 kB", "2.5 MB"]);
});
