/** What of the browser's window belongs to a page of its own: title, icon, address. */

import { effect } from "@preact/signals-core";
import type { Page } from "../page/page";
import type { Navigation } from "../protocol";
import { pageOf } from "./address";
import { iconUrl } from "./favicon";

/** Keeps the window in step with the page; returns how to end that. */
export function followBrowser(page: Page, title: string): () => void {
  let told: Navigation | null = null;
  const here = () => location.pathname + location.search;
  let at = here();
  const ends = [
    effect(() => {
      const config = page.config.value;
      document.title = config?.title || title;
      if (config?.icon) void showIcon(config.icon);
    }),
    effect(() => {
      const menu = page.navigation.value;
      const query = page.query.value;
      // The reader may have gone elsewhere since: only news of a page leads there.
      const moved =
        menu !== null && menu !== told && page.root !== null && menu.current !== pageOf(location, page.root);
      const arrived = told !== null;
      told = menu;
      const search = query?.query ?? (moved ? "" : location.search.slice(1));
      if (!moved && search === location.search.slice(1)) return;
      const url = `${moved ? page.href(menu.current, search) : location.pathname + (search && `?${search}`) + location.hash}`;
      // An address that has led nowhere, or a query that follows, is not to be gone back to.
      if (moved ? !arrived : query?.replace) history.replaceState(null, "", url);
      else history.pushState(null, "", url);
      at = here();
    }),
  ];
  const back = () => {
    if (here() === at) return; // another place on the page: a link to "#"
    at = here();
    const path = page.root === null ? null : pageOf(location, page.root);
    page.query.value = null; // what the address says now has precedence
    page.rerun({ query: location.search.slice(1), page: path === page.navigation.peek()?.current ? null : path });
  };
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
