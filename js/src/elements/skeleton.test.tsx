import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("a skeleton waits for what replaces it, unseen by screen readers", () => {
  const app = drawn([{ kind: "skeleton", height: 100 }]);
  const skeleton = screen.getByTestId("stSkeletonElement");
  expect(skeleton.getAttribute("aria-hidden")).toBe("true");
  expect(skeleton.hasAttribute("data-quiet")).toBe(false);
  expect(screen.getByTestId("stElementContainer").style.blockSize).toBe("100px");
  app.put([0, 0], { kind: "skeleton", quiet: true });
  expect(screen.getByTestId("stSkeletonElement").hasAttribute("data-quiet")).toBe(true);
  app.put([0, 0], { kind: "text", body: "there" });
  expect(screen.queryByTestId("stSkeletonElement")).toBeNull();
});
