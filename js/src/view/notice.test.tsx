import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Page } from "../page/page";
import { ConnectionNotice } from "./notice";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function connected(): Page {
  const page = new Page();
  page.connection.value = "connected";
  return page;
}

test("the reader is told that the kernel is busy, until it hears again", () => {
  const page = connected();
  render(<ConnectionNotice page={page} />);
  expect(screen.queryByRole("status")).toBeNull();
  act(() => {
    page.unheard.value = true;
  });
  expect(screen.getByRole("status").textContent).toBe("The kernel is busy. The app begins when it is free.");
  act(() => {
    page.script.value = "running";
  });
  expect(screen.getByRole("status").textContent).toBe("The kernel is busy. The app goes on when it is free.");
  act(() => {
    page.unheard.value = false;
  });
  expect(screen.queryByRole("status")).toBeNull();
});

test("an app that takes a while to begin says so, until it does", () => {
  vi.useFakeTimers();
  const page = connected();
  const { rerender } = render(<ConnectionNotice page={page} begins />);
  act(() => vi.advanceTimersByTime(1000));
  expect(screen.queryByRole("status")).toBeNull();
  act(() => vi.advanceTimersByTime(1000));
  expect(screen.getByRole("status").textContent).toBe("The app is being started …");
  rerender(<ConnectionNotice page={page} />);
  expect(screen.queryByRole("status")).toBeNull();
  vi.useRealTimers();
});

test("a notice stands where the app is in sight", () => {
  let seen: IntersectionObserverCallback = () => undefined;
  const looks = vi.fn();
  class Observer {
    constructor(callback: IntersectionObserverCallback) {
      seen = callback;
    }
    observe = looks;
    unobserve = vi.fn();
    disconnect = vi.fn();
  }
  vi.stubGlobal("IntersectionObserver", Observer);
  const page = connected();
  page.unheard.value = true;
  render(<ConnectionNotice page={page} />);
  const see = (top: number, from: number, height: number): void =>
    act(() =>
      seen(
        [
          {
            isIntersecting: true,
            boundingClientRect: { top, height },
            intersectionRect: { top: from },
          } as IntersectionObserverEntry,
        ],
        {} as IntersectionObserver,
      ),
    );
  const where = (): string => screen.getByRole("status").style.getPropertyValue("--lit-seen");
  see(-300, 90, 1000);
  expect(where()).toBe("390px");
  see(40, 40, 1000);
  expect(where()).toBe("0px");
  see(-990, 0, 1000);
  expect(where()).toBe("976px");
  expect(looks).toHaveBeenCalledTimes(1);
  act(() => void document.dispatchEvent(new Event("scroll")));
  expect(looks).toHaveBeenCalledTimes(2);
});
