import { expect, it, vi } from "vitest";
import { afterPress } from "./press";

it("waits until a press is over and its click is heard", async () => {
  const heard: string[] = [];
  document.body.addEventListener("click", () => heard.push("click"), { once: true });
  afterPress(() => heard.push("at once"));
  document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  afterPress(() => heard.push("after"));
  document.body.dispatchEvent(new Event("pointerup", { bubbles: true }));
  document.body.dispatchEvent(new Event("click", { bubbles: true }));
  expect(heard).toEqual(["at once", "click"]);
  await vi.waitFor(() => expect(heard).toEqual(["at once", "click", "after"]));
  afterPress(() => heard.push("at once"));
  expect(heard).toHaveLength(4);
});
