import { render } from "@testing-library/react";
import { useRef } from "react";
import { expect, test, vi } from "vitest";
import { useEnd, useScrollable } from "./scroll";

function Box({ follows, lines }: { follows: boolean; lines: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEnd(box, follows);
  return (
    <div ref={box} data-testid="box">
      {Array.from({ length: lines }, (_, line) => String(line)).join(" ")}
    </div>
  );
}

function Scroller() {
  return <div ref={useScrollable()} data-testid="scroller" style={{ overflowY: "auto" }} />;
}

/** Gives a box heights, which nothing has where nothing is laid out. */
function laidOut(box: HTMLElement, heights: { scrollHeight: number; clientHeight: number }): void {
  for (const [name, value] of Object.entries(heights)) Object.defineProperty(box, name, { value, configurable: true });
}

test("a box stays at its end until the reader scrolls away, and again once they are back", async () => {
  const { getByTestId, rerender } = render(<Box follows lines={1} />);
  const box = getByTestId("box");
  const grow = async (height: number, lines: number) => {
    laidOut(box, { scrollHeight: height, clientHeight: 100 });
    rerender(<Box follows lines={lines} />);
    await new Promise((resolve) => setTimeout(resolve));
  };
  const scroll = (top: number) => {
    box.scrollTop = top;
    box.dispatchEvent(new Event("scroll"));
  };
  await grow(300, 2);
  expect(box.scrollTop).toBe(300);
  scroll(50);
  await grow(400, 3);
  expect(box.scrollTop).toBe(50);
  scroll(300);
  await grow(500, 4);
  expect(box.scrollTop).toBe(500);
});

test("a box that does not follow stays where it is", async () => {
  const { getByTestId, rerender } = render(<Box follows={false} lines={1} />);
  laidOut(getByTestId("box"), { scrollHeight: 300, clientHeight: 100 });
  rerender(<Box follows={false} lines={2} />);
  await new Promise((resolve) => setTimeout(resolve));
  expect(getByTestId("box").scrollTop).toBe(0);
});

test("a box is within reach of the keyboard once more comes into it than is seen", async () => {
  class Sizes {
    constructor(private readonly tell: (entries: []) => void) {}
    observe() {
      queueMicrotask(() => this.tell([]));
    }
    disconnect() {}
  }
  vi.stubGlobal("ResizeObserver", Sizes);
  const { getByTestId } = render(<Scroller />);
  const box = getByTestId("scroller");
  laidOut(box, { scrollHeight: 300, clientHeight: 100 });
  box.append(document.createElement("p"));
  await vi.waitFor(() => expect(box.tabIndex).toBe(0));
  box.append(document.createElement("button")); // which takes the focus, and can be seen with it
  await vi.waitFor(() => expect(box.hasAttribute("tabindex")).toBe(false));
});
