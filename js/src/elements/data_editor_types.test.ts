import { expect, test } from "vitest";
import { clockOf, editingOf } from "./data_editor_types";

test("texts may be too long, and must match", () => {
  const text = editingOf({ type: "text" }, { max_chars: 3, validate: "^[a-z😀]+$" });
  expect(text.read("ab😀")).toEqual({ value: "ab😀" });
  expect(text.read("abcd")).toEqual({ problem: "Too long. At most 3 characters fit." });
  expect(text.read("A")).toEqual({ problem: "Invalid input. Must match pattern: ^[a-z😀]+$" });
  expect(editingOf({ type: "text" }, { validate: "(?P<x>" }).read("A")).toEqual({ value: "A" });
});

test("what is required cannot be empty", () => {
  expect(editingOf({ type: "text" }, {}, true).read(" ")).toEqual({ problem: "This field is required." });
  expect(editingOf({ type: "number" }).read("")).toEqual({ value: null });
});

test("whole numbers are exact and have bounds", () => {
  const whole = editingOf({ type: "integer", min: "-128", max: "127" }, { min_value: 0 });
  expect(whole.read("1e2")).toEqual({ value: 100 });
  expect(whole.read("1.5")).toEqual({ problem: "Only whole numbers are taken." });
  expect(whole.read("128")).toEqual({ problem: "Number is too large. Please enter a value of at most 127." });
  expect(whole.read("-1")).toEqual({ problem: "Number is too small. Please enter a value of at least 0." });
  expect(editingOf({ type: "integer" }).read("9007199254740993")).toEqual({ value: "9007199254740993" });
});

test("numbers have the decimals of their step, decimals all that fit", () => {
  expect(editingOf({ type: "number" }, { step: 0.01 }).read("7.129")).toEqual({ value: 7.13 });
  expect(editingOf({ type: "number" }, { step: 5 }).read("7.6")).toEqual({ value: 8 });
  expect(editingOf({ type: "number" }, { step: 1e-7 }).read("0.12345678")).toEqual({ value: 0.1234568 });
  expect(editingOf({ type: "decimal", scale: 2 }).read("12.50")).toEqual({ value: "12.5" });
  expect(editingOf({ type: "decimal", scale: 2 }).read("1.234")).toEqual({ problem: "At most 2 decimals fit." });
});

test("truth has several names", () => {
  const truth = editingOf({ type: "boolean" });
  expect([truth.read("Yes"), truth.read("0")]).toEqual([{ value: true }, { value: false }]);
  expect(truth.read("perhaps")).toEqual({ problem: "“perhaps” is neither true nor false." });
});

test("dates and times lie within their bounds", () => {
  const date = editingOf({ type: "date" }, { min_value: "2024-01-01" });
  expect(date.read("2024-01-01 10:00")).toEqual({ value: "2024-01-01" });
  expect(date.read("2023-12-31")).toEqual({ problem: "Nothing before 2024-01-01 is taken." });
  const time = editingOf({ type: "time" }, { max_value: "12:00:00" });
  expect(time.read("12:00")).toEqual({ value: "12:00:00" });
  expect(time.read("12:01")).toEqual({ problem: "Nothing after 12:00:00 is taken." });
});

test("a datetime is what the clock of its column shows", () => {
  const naive = editingOf({ type: "datetime", timezone: null });
  expect(naive.read("2024-07-01 10:00")).toEqual({ value: "2024-07-01T10:00:00" });
  expect(naive.text("2024-07-01T10:00:00")).toBe("2024-07-01 10:00:00");
  const zoned = editingOf({ type: "datetime", timezone: "Europe/Berlin" }, { max_value: "2024-07-01T10:00:00" });
  expect(zoned.read("2024-07-01 10:00")).toEqual({ value: "2024-07-01T08:00:00.000Z" });
  expect(zoned.read("2024-07-01 09:00+01:00")).toEqual({ value: "2024-07-01T08:00:00.000Z" });
  expect(zoned.read("2024-07-01 10:01")).toEqual({ problem: "Nothing after 2024-07-01T10:00:00 is taken." });
  expect(zoned.text("2024-01-01T08:00:00Z")).toBe("2024-01-01 09:00:00");
  const shown = clockOf({ timezone: "Asia/Tokyo" }, { type: "datetime", timezone: null });
  expect(shown.value("2024-07-01T10:00:00")).toBe("2024-07-01T01:00:00");
  expect(new Date(shown.wall("2024-07-01T01:00:00")).toISOString()).toBe("2024-07-01T10:00:00.000Z");
});

test("spans of time are seconds, or as they are shown", () => {
  const span = editingOf({ type: "duration" });
  expect([span.read("90"), span.read("1 day 00:00:01")]).toEqual([{ value: 90 }, { value: 86_401 }]);
});

test("an option is named by its label, its value or its number", () => {
  const choice = editingOf(
    { type: "choice" },
    { options: [{ value: 1, label: "One" }, 2, { value: true, label: "Yes" }] },
  );
  expect(choice.read("One")).toEqual({ value: 1 });
  expect(choice.read("2.0")).toEqual({ value: 2 });
  expect(choice.read("TRUE")).toEqual({ value: true });
  expect(choice.read("three")).toEqual({ problem: "“three” is not one of the options." });
  expect(choice.read("three", [{ value: "three", label: "three" }])).toEqual({ value: "three" });
});

test("several options stand between commas or as JSON; others are only taken where they may be new", () => {
  const settings = { options: [{ value: "a", label: "A" }, "b"] };
  expect(editingOf({ type: "choices" }, settings).read("A, b")).toEqual({ value: ["a", "b"] });
  expect(editingOf({ type: "choices" }, settings).read('["a","c"]')).toEqual({
    problem: "“c” is not one of the options.",
  });
  expect(editingOf({ type: "choices", new: true }, settings).read("c,a")).toEqual({ value: ["c", "a"] });
  expect(editingOf({ type: "list" }).read('[1, "x", null]')).toEqual({ value: [1, "x", null] });
});
