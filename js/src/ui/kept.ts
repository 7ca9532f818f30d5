/** What the browser keeps of files that it has sent: a picture to show, a recording to play. */

import type { Page } from "../page/page";

const pages = new WeakMap<Page, Map<string, unknown>>();

/** How many files of a page are kept. */
const MOST = 50;

/** Keeps something of a file under the name of its upload. */
export function keep(page: Page, id: string, what: unknown): void {
  const kept = pages.get(page) ?? new Map<string, unknown>();
  pages.set(page, kept);
  kept.delete(id);
  kept.set(id, what);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
}

/** What was kept of a file; null where it was sent by another page, or long ago. */
export function kept<T>(page: Page, id: string | undefined): T | null {
  return id === undefined ? null : ((pages.get(page)?.get(id) as T | undefined) ?? null);
}
