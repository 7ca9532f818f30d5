/** Joins a page with a transport. */

import { Page } from "../page/page";
import type { Attach, Forward, Surroundings } from "../protocol";
import type { ThemeSource } from "../theme/theme";
import type { Transport } from "../transport/transport";
import { preload } from "../ui/lazy";
import { pageOf } from "./address";
import { SidebarNav } from "./pages";
import { viewOf } from "./place";

/**
 * A page that speaks over `transport`. Python is told of a change of the theme at once, of others with the next run.
 *
 * `root` is the path of the app's address, up to the name of a page. A `guest` stands in somebody else's page: the query of its address, which may hold a token, is none of the app's.
 */
export function connect(transport: Transport, theme: ThemeSource, guest = false, root: string | null = null): Page {
  const page = new Page(fetchViews, guest ? Math.random().toString(36).slice(2) : "");
  page.root = root;
  page.surroundings = () => surroundings(page, theme, guest);
  theme.watch(() => page.tell());
  transport.open({
    parts: (parts) => page.receive(parts),
    status: (status, reason) => {
      if (status === "connected") page.connect((parts) => transport.send(parts), attach(page, theme, guest));
      else page.disconnect(status, reason);
    },
    places: (media, upload) => {
      page.files.settle(media);
      page.uploads.settle(upload);
    },
    notice: (text) => {
      page.notice.value = text;
    },
    unheard: (is) => {
      page.unheard.value = is;
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
function attach(page: Page, theme: ThemeSource, guest: boolean): Attach {
  return {
    ...surroundings(page, theme, guest),
    type: "attach",
    query: guest ? null : location.search.slice(1),
    embedded: window !== window.parent,
  };
}

/** What of that can change while the page is open. */
function surroundings(page: Page, theme: ThemeSource, guest: boolean): Surroundings {
  return {
    type: "surroundings",
    url: guest ? location.origin + location.pathname : location.href,
    timezone: timezone(),
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    theme: theme.current(),
    page: page.root === null ? null : pageOf(location, page.root),
  };
}

function timezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
