import { beforeEach, expect, test } from "vitest";
import { Settings } from "./settings";

beforeEach(() => localStorage.clear());

test("what is settled is there again, for this app alone", () => {
  const settings = new Settings("/a");
  expect([settings.wide.value, settings.sidebar.value]).toEqual([null, null]);
  settings.setWide(false);
  settings.setSidebar(420);
  const again = new Settings("/a");
  expect([again.wide.value, again.sidebar.value]).toEqual([false, 420]);
  const other = new Settings("/b");
  expect([other.wide.value, other.sidebar.value]).toEqual([null, null]);
});

test("whether there was a sidebar is known again", () => {
  const settings = new Settings("/a");
  expect(settings.hadSidebar).toBe(false);
  settings.noteSidebar(true);
  expect(new Settings("/a").hadSidebar).toBe(true);
  expect(new Settings("/b").hadSidebar).toBe(false);
  settings.noteSidebar(false);
  expect(localStorage.length).toBe(0);
});

test("it can be left to the author again", () => {
  const settings = new Settings("/a");
  settings.setWide(true);
  settings.setWide(null);
  expect(new Settings("/a").wide.value).toBeNull();
  expect(localStorage.length).toBe(0);
});

test("without a store it holds for as long as the page", () => {
  const forbidden = () => {
    throw new DOMException("forbidden", "SecurityError");
  };
  for (const store of [null, { getItem: forbidden, setItem: forbidden, removeItem: forbidden }]) {
    const settings = new Settings("/a", store);
    settings.setSidebar(300);
    expect(settings.sidebar.value).toBe(300);
  }
});

test("what others have left there does no harm", () => {
  localStorage.setItem("jupyterlit-sidebar:/a", "wide");
  expect(new Settings("/a").sidebar.value).toBeNull();
});
