import type { PointerEvent } from "react";
import { describe, expect, it } from "vitest";
import { tellWhole } from "./whole";

function box(width: number): HTMLElement {
  const element = document.createElement("button");
  element.innerHTML = "<span><p>A <b>long</b> label</p></span>";
  const text = element.querySelector("p");
  Object.defineProperty(text, "scrollWidth", { value: width });
  Object.defineProperty(text, "clientWidth", { value: 80 });
  return element;
}

describe("tellWhole", () => {
  it("tells a text that is cut off", () => {
    const element = box(120);
    tellWhole({ currentTarget: element } as PointerEvent<HTMLElement>);
    expect(element.title).toBe("A long label");
  });

  it("says nothing, or no longer, of one that is seen", () => {
    const element = box(80);
    element.title = "A long label";
    tellWhole({ currentTarget: element } as PointerEvent<HTMLElement>);
    expect(element.hasAttribute("title")).toBe(false);
  });
});
