import { expect, test } from "vitest";
import { classes, keyClass } from "./element";

test("a key is a class, whatever it is made of", () => {
  expect(keyClass("bk key.1_a")).toBe("st-key-bk-key-1_a");
  expect(keyClass(null)).toBe("");
  expect(classes("a", false, "", null, "b")).toBe("a b");
});
