import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

const DATA = { a: 1, b: [true, null], s: "x" };

function shown(): string {
  return screen.getByTestId("stJson").querySelector(".react-json-view")?.textContent ?? "";
}

test("all of it, with names and values", () => {
  drawn([{ kind: "json", body: JSON.stringify(DATA) }]);
  for (const part of ['"a":1', '"b":[', "0:true", "1:NULL", '"s":"x"']) expect(shown()).toContain(part);
});

test("down to a depth, the rest on demand", async () => {
  drawn([{ kind: "json", body: JSON.stringify(DATA), expanded: 1 }]);
  expect(shown()).toContain('"b":[...]');
  await userEvent.click(screen.getByRole("button", { name: /"b"/ }));
  expect(shown()).toContain("1:NULL");
});

test("nothing of it", () => {
  drawn([{ kind: "json", body: JSON.stringify(DATA), expanded: false }]);
  expect(shown()).toBe("{...}3 items");
});

test("what is empty needs no line for its end", () => {
  drawn([{ kind: "json", body: '{"a": [], "b": {}}' }]);
  expect(shown()).toContain('"a":[]"b":{}');
  expect(screen.getAllByRole("button", { expanded: true })).toHaveLength(1);
});

test("a long list is drawn in portions", async () => {
  drawn([{ kind: "json", body: JSON.stringify(Array.from({ length: 150 }, (_, index) => index)) }]);
  expect(shown()).not.toContain("100:100");
  await userEvent.click(screen.getByRole("button", { name: "50 more …" }));
  expect(shown()).toContain("149:149");
});

test("numbers that JSON has no words for", () => {
  drawn([{ kind: "json", body: '{"a": NaN, "b": [-Infinity], "c": "NaN", "d": "say \\"NaN\\""}' }]);
  for (const part of ['"a":NaN', "0:-Infinity", '"c":"NaN"', '"d":"say \\"NaN\\""']) expect(shown()).toContain(part);
});

test("what is no JSON is told", () => {
  drawn([{ kind: "json", body: "{broken" }]);
  expect(screen.getByRole("alert").textContent).toContain("This is not JSON");
});
