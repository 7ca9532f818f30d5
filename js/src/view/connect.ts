/** Joins a page with a transport. */

import { Page } from "../page/page";
import type { Attach, Forward } from "../protocol";
import type { Theme } from "../theme/theme";
import type { Transport } from "../transport/transport";
import { preload } from "../ui/lazy";
import { pageOf } from "./address";
import { SidebarNav } from "./pages";
import { viewOf } from "./place";

/**
 * A page that speaks over `transport`; `theme` is asked for at every connection.
 *
 * `root` is the path of the app's address, up to the name of a page. A `guest` stands in somebody else's page: the query of its address, which may hold a token, is none of the app's.
 */
export function connect(transport: Transport, theme: () => Theme, guest = false, root: string | null = null): Page {
  const page = new Page(fetchViews);
  page.root = root;
  transport.open({
    parts: (parts) => page.receive(parts),
    status: (status, reason) => {
      if (status === "connected") page.connect((parts) => transport.send(parts), surroundings(page, theme(), guest));
      else page.disconnect(status, reason);
    },
    places: (media, upload) => {
      page.files.settle(media);
      page.uploads.settle(upload);
    },
    notice: (text) => {
      page.notice.value = text;
    },
  });
  timezone(); // while the connection is being made: the first question takes a browser 20 ms
  return page;
}

/** Fetches the components that messages ask for, those that are not there yet. */
function fetchViews(messages: readonly Forward[]): Promise<unknown> | undefined {
  const missing = new Set<Promise<void>>();
  for (const message of messages) {
    const view =
      message.type === "delta" ? viewOf(message.element) : message.type === "navigation" ? SidebarNav : undefined;
    const loading = preload(view);
    if (loading) missing.add(loading);
  }
  return missing.size > 0 ? Promise.all(missing) : undefined;
}

/** What Python is told of where the page stands. */
function surroundings(page: Page, theme: Theme, guest: boolean): Attach {
  return {
    type: "attach",
    query: guest ? null : location.search.slice(1),
    url: guest ? location.origin + location.pathname : location.href,
    timezone: timezone(),
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    theme,
    embedded: window !== window.parent,
    page: page.root === null ? null : pageOf(location, page.root),
  };
}

let zone: string | undefined;

function timezone(): string {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}
