import { expect, test } from "vitest";
import { visiblePages } from "./pagination_pages";

const shown = (current: number, count: number, most: number) =>
  visiblePages(current, count, most)
    .map((page) => page ?? "…")
    .join(" ");

test.each([
  [1, 5, 7, "1 2 3 4 5"],
  [1, 20, 7, "1 2 3 4 5 … 20"],
  [3, 20, 7, "1 2 3 4 5 … 20"],
  [4, 20, 7, "1 … 3 4 5 … 20"],
  [17, 20, 7, "1 … 16 17 18 … 20"],
  [18, 20, 7, "1 … 16 17 18 19 20"],
  [20, 20, 7, "1 … 16 17 18 19 20"],
  [3, 20, 5, "1 2 3 … 20"],
  [4, 20, 5, "1 … 4 … 20"],
  [18, 20, 5, "1 … 18 19 20"],
  [4, 20, 6, "1 … 4 5 … 20"],
  [2, 20, 4, "2 … 20"],
  [20, 20, 3, "1 … 20"],
  [9, 20, 2, "9"],
  [9, 20, 1, "9"],
  [9, 20, 0, ""],
])("page %i of %i, %i places: %s", (current, count, most, pages) => {
  expect(shown(current, count, most)).toBe(pages);
});

test("no gap stands for nothing, and none stands for more places than there are", () => {
  for (const most of [5, 6, 7, 8, 9, 10, 12]) {
    for (let current = 1; current <= 20; current++) {
      const pages = visiblePages(current, 20, most);
      expect(pages).toContain(current);
      expect(pages.length).toBe(most);
      pages.forEach((page, index) => {
        if (page === null) expect((pages[index + 1] ?? 0) - (pages[index - 1] ?? 0)).toBeGreaterThan(1);
      });
    }
  }
});
