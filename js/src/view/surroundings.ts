/** Where a page stands, as Python is told. */

import type { Attach, Surroundings } from "../protocol";
import type { ThemeSource } from "../theme/theme";
import { pageOf } from "./address";

/**
 * What Python is told of where the page stands when it comes.
 *
 * `root` is the path of the app's address, up to the name of a page. A `guest` stands in somebody else's page: the query of its address, which may hold a token, is none of the app's.
 * `holds` are the digests of buffers that need not come.
 */
export function attachment(
  root: string | null,
  theme: ThemeSource,
  guest = false,
  holds: readonly string[] = [],
): Attach {
  return {
    ...surroundings(root, theme, guest),
    type: "attach",
    query: guest ? null : location.search.slice(1),
    embedded: window !== window.parent,
    holds: [...holds],
  };
}

/** What of that can change while the page is open. */
export function surroundings(root: string | null, theme: ThemeSource, guest = false): Surroundings {
  return {
    type: "surroundings",
    url: guest ? location.origin + location.pathname : location.href,
    timezone: timezone(),
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    theme: theme.current(),
    page: root === null ? null : pageOf(location, root),
  };
}

/** The browser's time zone, as of when the page was looked at last: the first question takes it 20 ms, others half of one. */
export function timezone(): string {
  const offset = new Date().getTimezoneOffset();
  if (zone?.offset !== offset) zone = { name: Intl.DateTimeFormat().resolvedOptions().timeZone, offset };
  return zone.name;
}

let zone: { name: string; offset: number } | null = null;

if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => {
    zone = null; // the reader may have travelled
  });
}
