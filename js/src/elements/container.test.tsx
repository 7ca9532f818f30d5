import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

test("children stand below each other, with the author's key on the box", () => {
  const app = drawn([{ kind: "container", key: "my box", border: true, gap: "large" }]);
  app.put([0, 0, 0], { kind: "text", body: "a" });
  app.put([0, 0, 1], { kind: "text", body: "b" });
  const box = screen.getByTestId("stVerticalBlock");
  expect(box.textContent).toBe("ab");
  expect(box.classList).toContain("st-key-my-box");
  expect(box.style.gap).toBe("4rem");
  expect(box.dataset.border).toBe("true");
  expect(box.parentElement?.dataset.testid).toBe("stLayoutWrapper");
});

test("or beside each other", () => {
  drawn([{ kind: "container", horizontal: true, horizontal_alignment: "right", gap: null }]);
  const box = screen.getByTestId("stHorizontalBlock");
  expect(box.dataset.justify).toBe("right");
  expect(box.style.gap).toBe("0");
});
