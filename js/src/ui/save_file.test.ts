import { expect, test, vi } from "vitest";
import { datedName, saveFrom } from "./save_file";

test("the click on what is to be saved reaches the page around us, and leaves nothing there", () => {
  const clicked: unknown[] = [];
  const listen = (event: Event) => {
    const link = event.target as HTMLAnchorElement;
    clicked.push([link.href, link.download]);
    event.preventDefault();
  };
  document.addEventListener("click", listen);
  saveFrom("blob:1", "rows.csv");
  document.removeEventListener("click", listen);
  expect(clicked).toEqual([["blob:1", "rows.csv"]]);
  expect(document.querySelector("a")).toBeNull();
});

test("what has no name is named by its time", () => {
  vi.useFakeTimers({ now: new Date("2026-02-03T04:05:06Z") });
  expect(datedName("chart.png")).toBe("2026-02-03T04-05_chart.png");
  vi.useRealTimers();
});
