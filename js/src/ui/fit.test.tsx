import { act, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useFit } from "./fit";

let measure: () => void;
let room: number;

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(told: () => void) {
        measure = () => act(told);
      }
      observe() {}
      disconnect() {}
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

function Figure({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null);
  useFit(box, text);
  return (
    <div ref={box} data-testid="figure">
      {text}
    </div>
  );
}

/** A figure of 10 px for each letter in its own size. */
function laidOut(text: string): { figure: HTMLElement; say(text: string): void } {
  const { rerender } = render(<Figure text={text} />);
  const figure = screen.getByTestId("figure");
  const share = () => Number(figure.style.getPropertyValue("--lit-fit") || 1);
  Object.defineProperty(figure, "clientWidth", { get: () => room });
  Object.defineProperty(figure, "scrollWidth", {
    get: () => Math.max(room, Math.round(10 * (figure.textContent ?? "").length * share())),
  });
  return { figure, say: (next) => rerender(<Figure text={next} />) };
}

function seen(figure: HTMLElement): [string, boolean] {
  return [figure.style.getPropertyValue("--lit-fit"), figure.hasAttribute("data-breaks")];
}

test("what fits keeps its size", () => {
  room = 100;
  const { figure } = laidOut("1,234.56");
  measure();
  expect(seen(figure)).toEqual(["", false]);
});

test("what does not becomes smaller, and as large as it was where there is room again", () => {
  room = 80;
  const { figure } = laidOut("1234567890");
  measure();
  expect(seen(figure)).toEqual(["0.8", false]);
  measure();
  expect(seen(figure)).toEqual(["0.8", false]);
  room = 90;
  measure();
  expect(seen(figure)).toEqual(["0.9", false]);
  room = 300;
  measure();
  expect(seen(figure)).toEqual(["", false]);
});

test("what would be too small to stand out is broken into lines", () => {
  room = 30;
  const { figure } = laidOut("1234567890");
  measure();
  expect(seen(figure)).toEqual(["0.55", true]);
  room = 70;
  measure();
  expect(seen(figure)).toEqual(["0.7", false]);
});

test("another text is measured anew", () => {
  room = 80;
  const { figure, say } = laidOut("1234567890");
  measure();
  say("12");
  measure();
  expect(seen(figure)).toEqual(["", false]);
});

test("where nothing is laid out nothing is measured", () => {
  room = 0;
  const { figure } = laidOut("1234567890");
  measure();
  expect(seen(figure)).toEqual(["", false]);
});
