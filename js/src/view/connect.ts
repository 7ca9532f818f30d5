/** Joins a page with a transport. */

import { Page } from "../page/page";
import type { Forward } from "../protocol";
import type { ThemeSource } from "../theme/theme";
import type { Transport } from "../transport/transport";
import { preload } from "../ui/lazy";
import { SidebarNav } from "./pages";
import { viewOf } from "./place";
import { attachment, surroundings, timezone } from "./surroundings";

/**
 * A page that speaks over `transport`. Python is told of a change of the theme at once, of others with the next run.
 *
 * `first` is what to show until Python has said something; `root` is the path of the app's address, up to the name of a page. A `guest` stands in somebody else's page: the query of its address, which may hold a token, is none of the app's.
 */
export function connect(
  transport: Transport,
  theme: ThemeSource,
  guest = false,
  root: string | null = null,
  first: readonly Uint8Array[] | null = null,
): Page {
  const page = new Page(fetchViews, guest ? Math.random().toString(36).slice(2) : "");
  page.root = root;
  page.surroundings = () => surroundings(page.root, theme, guest);
  theme.watch(() => page.tell());
  if (first) page.showFirst(first);
  let holds = page.holds;
  transport.open({
    parts: (parts) => page.receive(parts),
    status: (status, reason) => {
      if (status === "connected") {
        page.connect((parts) => transport.send(parts), attachment(page.root, theme, guest, holds));
        holds = []; // a run may end before the next connection: what came with the document is forgotten then
      } else page.disconnect(status, reason);
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
