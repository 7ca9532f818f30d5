/** A page whose files are texts, asked for by folder and path. */

import { signal } from "@preact/signals-core";
import type { Page } from "../page/page";

/** `texts`: what the files hold now, by id; `place`: where the server has them, if it has. */
export function filesOf(texts: Record<string, string>, place = ""): Page {
  const encode = (text: string) => new TextEncoder().encode(text);
  const make = async (id: string) => {
    const text = texts[id];
    if (text === undefined) throw new Error("gone");
    return { total: encode(text).length, mime: "text/javascript" };
  };
  return {
    files: { place: signal(place), make, read: async (id: string) => encode(texts[id] ?? "") },
  } as unknown as Page;
}
