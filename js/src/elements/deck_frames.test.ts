import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Frames } from "./deck_frames";

let look: (seen: boolean) => void;
let holder: HTMLElement;
let frames: Frames;
let drawn: number;

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame", "performance"],
  });
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        look = (isIntersecting) => tell([{ isIntersecting }]);
      }
      observe() {}
      disconnect() {
        look = () => undefined;
      }
    },
  );
  drawn = 0;
  holder = document.createElement("div");
  frames = new Frames(holder);
  const draw = () => {
    drawn += 1;
    frames.requestAnimationFrame(draw);
  };
  frames.requestAnimationFrame(draw);
});

afterEach(() => {
  frames.close();
  vi.useRealTimers();
});

/** How often a map draws in so many milliseconds. */
function during(time: number): number {
  const before = drawn;
  vi.advanceTimersByTime(time);
  return drawn - before;
}

test("each frame while something happens, a few a second when nothing does", () => {
  expect(during(960)).toBe(60);
  during(500);
  expect(during(1000)).toBeLessThan(10);
  expect(during(1000)).toBeGreaterThan(5);
});

test("what the reader does is drawn in the next frame", () => {
  during(2000);
  holder.dispatchEvent(new Event("wheel"));
  expect(during(17)).toBe(1);
  expect(during(480)).toBe(30);
});

test("out of sight it is drawn slowly until it is there, and then not at all", () => {
  look(false);
  expect(during(900)).toBeLessThan(10);
  expect(drawn).toBeGreaterThan(5);
  during(300);
  expect(during(60_000)).toBe(0);
  frames.wake(); // the script has changed it
  during(500);
  expect(drawn).toBeGreaterThan(10);
  during(2000);
  const before = drawn;
  look(true);
  during(200);
  expect(drawn).toBeGreaterThan(before);
});

test("it ends with its map", () => {
  during(100);
  frames.close();
  expect(during(5000)).toBe(0);
  holder.dispatchEvent(new Event("wheel"));
  expect(during(5000)).toBe(0);
});
