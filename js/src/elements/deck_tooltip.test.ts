// @vitest-environment jsdom
import { expect, test } from "vitest";
import { tipOf } from "./deck_tooltip";

const CITY = { name: "Oslo", degrees: 4, position: [1, 2], tags: ["a", "b"], deep: { er: 1 } };

test("all fields, where the author says no more", () => {
  expect(tipOf(true, CITY)?.text).toBe('name: Oslo\ndegrees: 4\ntags: ["a","b"]');
  expect(tipOf(true, { properties: { name: "Oslo" }, geometry: {} })?.text).toBe("name: Oslo");
});

test("a template is filled", () => {
  expect(tipOf('{"text":"{name}: {degrees} {deep.er} {gone}"}', CITY)?.text).toBe("Oslo: 4 1 {gone}");
  expect(tipOf('{"text":"{name}"}', { properties: { name: "Lima" } })?.text).toBe("Lima");
});

test("HTML does nothing but look", () => {
  const html = '<b onclick=\\"x()\\">{name}</b><script>alert(1)</script><img src=x onerror=alert(1)>';
  const tip = tipOf(`{"html":"${html}"}`, { name: "<iframe></iframe><style>*{color:red}</style>Oslo" });
  expect(tip?.html).toBe('<b>Oslo</b><img src="x">');
});

test("the author's style has precedence", () => {
  const style = tipOf('{"text":"","style":{"color":"red"}}', CITY)?.style;
  expect([style?.color, style?.backgroundColor]).toEqual(["red", "var(--lit-overlay)"]);
});

test.each([
  [false, CITY],
  [true, null],
  [true, undefined],
])("nothing is said with %j of %j", (tooltip, object) => {
  expect(tipOf(tooltip, object)).toBeNull();
});
