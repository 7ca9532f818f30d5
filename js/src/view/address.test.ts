import { expect, test } from "vitest";
import { pageOf } from "./address";

test.each([
  ["/", "/", ""],
  ["/penguins", "/", "penguins"],
  ["/the%20islands/", "/", "the islands"],
  ["/lit/app/a.py", "/lit/app/a.py/", ""],
  ["/lit/app/a.py/islands", "/lit/app/a.py/", "islands"],
  ["/%E0%A4%A", "/", ""],
])("%s below %s is %s", (pathname, root, page) => {
  expect(pageOf({ pathname }, root)).toBe(page);
});
