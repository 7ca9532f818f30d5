/** Runs within the page, before anything that it fetches: connects, and lets the script run while the rest comes. */

import type { Appearance } from "../protocol";
import { paintBackdrop } from "../theme/backdrop";
import { ChosenTheme } from "../theme/theme";
import { EarlyConnection, remembered, sessionKey, socketUrl } from "../transport/early";
import { readEmbedding } from "../view/embedding";
import { attachment } from "../view/surroundings";

const config = JSON.parse(document.getElementById("jupyterlit-config")?.textContent ?? "{}") as {
  ws: string;
  page?: string | null;
  root?: string;
  appearance?: Appearance | null;
  holds?: readonly string[];
};
const url = socketUrl(config.ws);
const theme = new ChosenTheme(undefined, readEmbedding(location.search).theme);
const shade = config.appearance?.only ?? theme.current();
paintBackdrop(shade, config.appearance?.[shade].page.background);
const session = remembered(sessionStorage, sessionKey(url));
const hello = { session, page: config.page ?? null };
// Who comes back does not look at what the document holds.
const attach = attachment(config.root ?? null, theme, false, session === null ? config.holds : []);
window.jupyterlitEarly = new EarlyConnection(url.href, hello, JSON.stringify(attach));
