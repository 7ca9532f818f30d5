/** What of the browser's window belongs to a page of its own: title, icon, address. */

import { effect } from "@preact/signals-core";
import type { Page } from "../page/page";
import { iconUrl } from "./favicon";

/** Keeps the window in step with the page; returns how to end that. */
export function followBrowser(page: Page, title: string): () => void {
  const ends = [
    effect(() => {
      const config = page.config.value;
      document.title = config?.title || title;
      if (config?.icon) void showIcon(config.icon);
    }),
    effect(() => {
      if (page.query.value === null) return;
      const { query, replace } = page.query.value;
      if (query === location.search.slice(1)) return;
      const url = `${location.pathname}${query && `?${query}`}${location.hash}`;
      if (replace) history.replaceState(null, "", url);
      else history.pushState(null, "", url);
    }),
  ];
  const back = () => page.rerun({ query: location.search.slice(1) });
  addEventListener("popstate", back);
  return () => {
    for (const end of ends) end();
    removeEventListener("popstate", back);
  };
}

async function showIcon(icon: string): Promise<void> {
  const url = await iconUrl(icon);
  let link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
  if (link === null) {
    link = document.createElement("link");
    link.rel = "shortcut icon";
    document.head.append(link);
  }
  link.href = url;
}
