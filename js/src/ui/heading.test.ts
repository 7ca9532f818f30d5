import { expect, test } from "vitest";
import { slug } from "./heading";

test.each([
  ["My title", "my-title"],
  ["  What's new, in 2.0? ", "what-s-new-in-2-0"],
  ["Größe", "große"],
  ["日本語 の題", "日本語-の題"],
  ["🎈", "section"],
])("%j has the anchor %j", (text, anchor) => {
  expect(slug(text)).toBe(anchor);
});
