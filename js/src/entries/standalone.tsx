/** The page that `jupyter lit serve` shows. */

import { createRoot } from "react-dom/client";
import type { Appearance } from "../protocol";
import { ChosenTheme } from "../theme/theme";
import { sessionKey, socketUrl } from "../transport/early";
import { WebSocketTransport } from "../transport/websocket";
import { showFramesOn } from "../ui/frame";
import { speakReaders } from "../ui/language";
import { addStyle } from "../ui/style";
import { App } from "../view/app";
import { followBrowser } from "../view/browser";
import { connect } from "../view/connect";
import { readEmbedding } from "../view/embedding";
import { leave } from "../view/leave";
import type { ToolbarMode } from "../view/menu_box";
import sheet from "./standalone.css";

/** What the server writes into the page. */
interface Config {
  app: string;
  /** The websocket's URL, relative to the page. */
  ws: string;
  /** The URL of an empty page that lets HTML in frames run its scripts. */
  frame?: string;
  /** The addresses where readers log in and out. */
  login?: string;
  logout?: string;
  title: string;
  page?: string | null;
  /** The path of the app's address, up to the name of a page. */
  root?: string;
  /** Whom the menu is for. */
  toolbar?: ToolbarMode;
  /** What the author wants the page to look like, as far as that is known before the script is. */
  appearance?: Appearance | null;
}

/** How long, in ms, a page that could be drawn waits for its typeface. */
const FONT_PATIENCE = 100;

async function start(root: HTMLElement, config: Config, first: HTMLElement | null): Promise<void> {
  addStyle(sheet);
  const words = speakReaders();
  const font = import("../theme/font").then(({ addFont }) => addFont()).catch(() => undefined); // another stands in
  showFramesOn(config.frame ?? null);
  const url = socketUrl(config.ws);
  const embedding = readEmbedding(location.search);
  const theme = new ChosenTheme(undefined, embedding.theme);
  const early = window.jupyterlitEarly ?? null;
  window.jupyterlitEarly = undefined;
  const transport = new WebSocketTransport(
    url.href,
    sessionKey(url),
    config.page ?? null,
    reloadIfSignedOut,
    undefined,
    early,
  );
  const told = first && !transport.returns ? readFirstPage(first.textContent ?? "") : null;
  const page = connect(transport, theme, false, config.root ?? null, told);
  page.appearance.value = config.appearance ?? null;
  const doors = { login: config.login ?? "", logout: config.logout ?? "" };
  page.leave = (message) => {
    leave(message, doors).then((sentence) => {
      if (sentence) page.notice.value = sentence;
    });
  };
  // What is there already would move when its typeface comes; other pages get that while their script runs.
  if (told) await Promise.race([font, new Promise((resolve) => setTimeout(resolve, FONT_PATIENCE))]);
  await Promise.all([page.shown, words]);
  followBrowser(page, config.title || config.app);
  createRoot(root).render(
    <App
      page={page}
      theme={theme}
      choice={theme}
      host="page"
      toolbar={config.toolbar ?? "developer"}
      embedding={embedding}
    />,
  );
}

/** Not ours to answer any more: signed out, or JupyterHub in place of a server it has stopped, which knows no HEAD. */
const ELSEWHERE = [401, 403, 405];

/** A login that has expired is renewed by loading the page again, and who has stopped a server offers to start it. */
async function reloadIfSignedOut(): Promise<void> {
  const answer = await fetch(location.href, { method: "HEAD", redirect: "manual" }).catch(() => null);
  if (answer && (answer.type === "opaqueredirect" || ELSEWHERE.includes(answer.status))) location.reload();
}

/** The parts of the batch that the server has written into the page. */
function readFirstPage(text: string): Uint8Array[] {
  const { batch, buffers } = JSON.parse(text) as { batch: object; buffers: string[] };
  const bytes = buffers.map((buffer) => Uint8Array.from(atob(buffer), (byte) => byte.charCodeAt(0)));
  return [new TextEncoder().encode(JSON.stringify(batch)), ...bytes];
}

const root = document.getElementById("root");
const config = document.getElementById("jupyterlit-config");
if (root && config) {
  void start(root, JSON.parse(config.textContent ?? "{}") as Config, document.getElementById("jupyterlit-first"));
}
