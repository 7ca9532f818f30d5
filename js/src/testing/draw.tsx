/** Draws elements as the page does, from messages as they travel, and keeps what is sent back. */

import { act, render } from "@testing-library/react";
import { ELEMENTS } from "../elements";
import { Page } from "../page/page";
import { MAIN } from "../page/tree";
import type { Attach, Back, Forward } from "../protocol";
import { preload } from "../ui/lazy";
import { OverlayContext } from "../ui/overlay";
import { Children } from "../view/place";

/** A message as it travels: fields that have their default are left out. */
export type Sparse = Record<string, unknown>;

const ATTACH: Attach = {
  type: "attach",
  query: "",
  url: "",
  timezone: null,
  timezone_offset: null,
  locale: null,
  theme: null,
  embedded: false,
  page: null,
  holds: [],
};

// Small, and drawn at once where the browser has them already: so it is in tests.
await Promise.all(
  (
    [
      "audio",
      "audio_input",
      "button_group",
      "camera_input",
      "chat_input",
      "chat_message",
      "color_picker",
      "date_input",
      "datetime_input",
      "dialog",
      "download_button",
      "feedback",
      "file_uploader",
      "help",
      "iframe",
      "image",
      "json",
      "link_button",
      "menu_button",
      "metric",
      "multiselect",
      "number_input",
      "page_link",
      "pagination",
      "popover",
      "refusal",
      "select_slider",
      "selectbox",
      "slider",
      "task",
      "time_input",
      "video",
    ] as const
  ).map((kind) => preload(ELEMENTS[kind])),
);

/** A page under test. */
export class Drawn {
  readonly page = new Page();
  /** What the page has sent, without the `attach` it begins with. */
  readonly sent: Back[] = [];
  private seq = 0;

  constructor() {
    this.page.connect((parts) => {
      const message = JSON.parse(new TextDecoder().decode(parts[0])) as Back;
      if (message.type !== "attach") this.sent.push(message);
    }, ATTACH);
    this.receive({ type: "reset", session: "s" });
  }

  /** Lets messages come as one batch; `buffers` by digest. */
  receive(...given: Sparse[]): void {
    this.receiveWith({}, ...given);
  }

  receiveWith(buffers: Record<string, Uint8Array>, ...messages: Sparse[]): void {
    this.seq += 1;
    const head = { seq: this.seq, messages: messages as unknown as Forward[], buffers: Object.keys(buffers) };
    act(() => this.page.receive([new TextEncoder().encode(JSON.stringify(head)), ...Object.values(buffers)]));
  }

  /** Lets an element stand at a path. */
  put(path: number[], element: Sparse): void {
    this.receive({ type: "delta", path, element });
  }
}

/** Draws elements one below the other in the main area. */
export function drawn(elements: Sparse[]): Drawn {
  const app = new Drawn();
  app.receive(
    { type: "run_started", run: 1 },
    ...elements.map((element, index) => ({ type: "delta", path: [MAIN, index], element })),
    { type: "run_ended", run: 1, status: "finished" },
  );
  render(
    <OverlayContext.Provider value={document.body}>
      <Children node={app.page.tree.roots[MAIN]} page={app.page} />
    </OverlayContext.Provider>,
  );
  return app;
}
