import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Toast } from "../protocol";
import { Drawn } from "../testing/draw";
import { Toasts } from "./toasts";

let app: Drawn;

beforeEach(() => {
  vi.useFakeTimers();
  app = new Drawn();
  render(
    <>
      <button type="button">elsewhere</button>
      <Toasts page={app.page} />
    </>,
  );
});
afterEach(() => {
  vi.useRealTimers();
});

function show(body: string, more: Partial<Toast> = {}): void {
  const toast: Toast = {
    kind: "toast",
    call: body,
    first: body,
    body,
    seconds: 4,
    icon: null,
    key: null,
    width: "stretch",
    height: "content",
    ...more,
  };
  act(() => app.page.toasts.show(toast));
}

const texts = () => screen.queryAllByTestId("stToastText").map((toast) => toast.textContent);
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test("they are told, named and stacked", () => {
  const voice = document.querySelector("[aria-live=polite]");
  expect(voice?.children.length).toBe(0);
  show("*one*", { icon: "🎉" });
  show("two");
  const region = within(screen.getByRole("region", { name: "Notifications" }));
  expect(voice?.contains(screen.getByRole("region"))).toBe(true);
  expect(region.getAllByRole("alertdialog").map((toast) => toast.textContent)).toEqual(["two", "🎉one"]);
  expect(region.getByRole("alertdialog", { name: "one" })).toBeDefined();
  expect(screen.getByTestId("stToastDynamicIcon").textContent).toBe("🎉");
  wait(4000);
  expect(screen.queryByRole("region")).toBeNull();
});

test("they wait for the pointer", () => {
  show("one");
  const region = screen.getByRole("region");
  fireEvent.pointerEnter(region);
  wait(60_000);
  expect(texts()).toEqual(["one"]);
  fireEvent.pointerLeave(region);
  wait(4000);
  expect(texts()).toEqual([]);
});

test("they wait while the page is out of sight", () => {
  show("one");
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  fireEvent(document, new Event("visibilitychange"));
  wait(60_000);
  expect(texts()).toEqual(["one"]);
  hidden.mockReturnValue(false);
  fireEvent(document, new Event("visibilitychange"));
  wait(4000);
  expect(texts()).toEqual([]);
});

test("one that is closed under the pointer stops no later one", () => {
  show("one");
  fireEvent.pointerEnter(screen.getByRole("region"));
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  show("two");
  wait(4000);
  expect(texts()).toEqual([]);
});

test("the keyboard comes to them, closes them, and is back where it was", () => {
  show("one");
  show("two");
  const elsewhere = screen.getByRole("button", { name: "elsewhere" });
  elsewhere.focus();
  fireEvent.keyDown(elsewhere, { key: "F6" });
  expect(document.activeElement).toBe(screen.getByRole("alertdialog", { name: "two" }));
  wait(60_000);
  fireEvent.keyDown(document.activeElement as Element, { key: "Escape" });
  expect(texts()).toEqual(["one"]);
  expect(document.activeElement).toBe(screen.getByRole("alertdialog", { name: "one" }));
  fireEvent.keyDown(document.activeElement as Element, { key: "F6" });
  expect(document.activeElement).toBe(elsewhere);
  fireEvent.keyDown(elsewhere, { key: "F6" });
  fireEvent.keyDown(document.activeElement as Element, { key: "Escape" });
  expect([texts(), document.activeElement]).toEqual([[], elsewhere]);
});
