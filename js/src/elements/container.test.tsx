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

test("a box of a fixed height follows a conversation, or whatever the author says", () => {
  const app = drawn([
    { kind: "container", key: "chat", height: 200 },
    { kind: "container", key: "never", height: 200, autoscroll: false },
    { kind: "container", key: "high", autoscroll: true },
    { kind: "container", key: "always", height: 200, autoscroll: true },
  ]);
  const follows = (key: string) =>
    document.querySelector(`.st-key-${key}`)?.getAttribute("data-test-scroll-behavior") === "scroll-to-bottom";
  expect(["chat", "never", "high", "always"].map(follows)).toEqual([false, false, false, true]);
  app.put([0, 0, 0], { kind: "chat_message", name: "user" });
  app.put([0, 1, 0], { kind: "chat_message", name: "user" });
  expect(["chat", "never", "high", "always"].map(follows)).toEqual([true, false, false, true]);
});
