import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Page } from "../page/page";
import { keepPage } from "./keep_page";

let place: HTMLElement;
let told: string[];
let page: Page;
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  Element.prototype.checkVisibility = () => true;
  place = document.body.appendChild(document.createElement("div"));
  place.innerHTML = "<p>one</p>";
  told = [];
  page = new Page();
  end = keepPage(
    page,
    () => place,
    (json) => told.push(new TextDecoder().decode(json)),
  );
});

afterEach(() => {
  end();
  place.remove();
  vi.useRealTimers();
});

async function later(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(0);
}

test("a page is told once its run has ended and it is at rest", async () => {
  page.script.value = "running";
  await later(9000);
  expect(told).toEqual([]);
  page.script.value = "notRunning";
  await later(800);
  expect(told).toEqual(['[["p",{},["one"]]]']);
});

test("what has not changed is not told again, what has changed meanwhile is", async () => {
  page.script.value = "notRunning";
  await later(800);
  page.begun.value += 1;
  await later(9000);
  expect(told).toHaveLength(1);
  place.innerHTML = "<p>two</p>";
  page.begun.value += 1;
  await later(9000);
  expect(told.at(-1)).toBe('[["p",{},["two"]]]');
});

test("a page that nobody sees is left alone, and one that has ended", async () => {
  Element.prototype.checkVisibility = () => false;
  page.script.value = "notRunning";
  await later(9000);
  Element.prototype.checkVisibility = () => true;
  end();
  page.begun.value += 1;
  await later(9000);
  expect(told).toEqual([]);
});
