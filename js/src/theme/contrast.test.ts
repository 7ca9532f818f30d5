import { expect, test, vi } from "vitest";
import { currentContrast, watchContrast } from "./contrast";

function system(...holding: string[]): { change(): void; watchers: Set<() => void> } {
  const watchers = new Set<() => void>();
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: holding.some((each) => query.includes(each)),
    addEventListener: (_name: string, watcher: () => void) => watchers.add(watcher),
    removeEventListener: (_name: string, watcher: () => void) => watchers.delete(watcher),
  }));
  return { watchers, change: () => watchers.forEach((watcher) => void watcher()) };
}

test("colours that are forced come before contrast that is preferred", () => {
  system();
  expect(currentContrast()).toBe("usual");
  system("prefers-contrast");
  expect(currentContrast()).toBe("more");
  system("prefers-contrast", "forced-colors");
  expect(currentContrast()).toBe("forced");
});

test("a change is told until nobody wants to know", () => {
  const { change, watchers } = system();
  const changed = vi.fn();
  const stop = watchContrast(changed);
  change();
  expect(changed).toHaveBeenCalled();
  stop();
  expect(watchers.size).toBe(0);
});
