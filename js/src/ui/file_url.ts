/** Files of elements as addresses: the server's where it has them, else made of what the kernel sends. */

import { useEffect, useState } from "react";
import type { Known } from "../page/files";
import type { Page } from "../page/page";
import type { MediaFile } from "../protocol";
import { useSignal } from "./signals";
import { reasonOf, t } from "./text";

/** Larger ones are fetched only when the reader says so, where they must be fetched as a whole. */
const LARGE = 50_000_000;
/** How long, in ms, an address outlives the last element that has used it: a rerun may draw it again. */
const LINGER = 2000;

export interface FileUrl {
  /** The address; null as long as there is none. */
  url: string | null;
  /** How much has come, from 0 to 1. */
  progress: number;
  /** Why there will be none. */
  error: string | null;
  /** Fetches a file that is too large to be fetched unasked; null for others. */
  load: (() => void) | null;
}

const NOTHING: FileUrl = { url: null, progress: 0, error: null, load: null };

/** The address of a file of the server's, null where it has none. */
export function serverUrl(page: Page, { id, name }: Pick<Known, "id" | "name">): string | null {
  const place = page.files.place.peek();
  return place === "" ? null : `${place}${id}/${encodeURIComponent(name)}`;
}

/** Some bytes of a file, by whichever way they come. */
export async function readFile(page: Page, file: MediaFile, start: number, stop: number): Promise<Uint8Array> {
  const url = serverUrl(page, file);
  if (url === null) return page.files.read(file.id, start, stop);
  const answer = await fetch(url, { headers: { Range: `bytes=${start}-${stop - 1}` } });
  if (answer.status !== 206) throw new Error(t("fileGone"));
  return new Uint8Array(await answer.arrayBuffer());
}

/** The address of an element's file, by whichever way it comes. */
export function useFileUrl(page: Page, file: MediaFile | null): FileUrl {
  const place = useSignal(page.files.place);
  const [state, setState] = useState<FileUrl>(NOTHING);
  const [asked, ask] = useState<string | null>(null);
  const { id = "", size = 0, mime = "" } = file ?? {};
  const over = place === "" && id !== "";
  const hold = over && size > LARGE && asked !== id;
  useEffect(() => {
    setState(NOTHING);
    if (!over || hold) return;
    return holdObject(page, { id, size, mime }, setState);
  }, [page, id, size, mime, over, hold]);
  if (file === null) return NOTHING;
  if (!over) return { ...NOTHING, url: serverUrl(page, file) };
  return hold ? { ...NOTHING, load: () => ask(id) } : state;
}

/** A file that has come over the page's connection, and who uses it. */
interface Held {
  state: FileUrl;
  readonly users: Set<(state: FileUrl) => void>;
  readonly gone: AbortController;
}

const held = new WeakMap<Page, Map<string, Held>>();

/** Fetches a file unless it is there; calls `tell` with how it stands. Returns how to let go of it. */
function holdObject(
  page: Page,
  file: Pick<MediaFile, "id" | "size" | "mime">,
  tell: (state: FileUrl) => void,
): () => void {
  const files = held.get(page) ?? new Map<string, Held>();
  held.set(page, files);
  const known = files.get(file.id);
  const entry: Held = known ?? { state: NOTHING, users: new Set(), gone: new AbortController() };
  entry.users.add(tell);
  tell(entry.state);
  if (!known) {
    files.set(file.id, entry);
    void fill(page, file, entry);
  }
  return () => {
    entry.users.delete(tell);
    setTimeout(() => {
      if (entry.users.size > 0 || files.get(file.id) !== entry) return;
      files.delete(file.id);
      entry.gone.abort();
      if (entry.state.url !== null) URL.revokeObjectURL(entry.state.url);
    }, LINGER);
  };
}

async function fill(page: Page, file: Pick<MediaFile, "id" | "size" | "mime">, entry: Held): Promise<void> {
  const change = (state: Partial<FileUrl>): void => {
    entry.state = { ...entry.state, ...state };
    for (const tell of entry.users) tell(entry.state);
  };
  try {
    const pieces = await page.files.whole(
      file,
      (loaded) => change({ progress: loaded / file.size }),
      entry.gone.signal,
    );
    if (!entry.gone.signal.aborted) change({ url: objectUrl(pieces, file.mime), progress: 1 });
  } catch (error) {
    change({ error: reasonOf(error) });
  }
}

/** Pieces of a file as an address; what could act as a page is not called one. */
export function objectUrl(pieces: readonly Uint8Array[], mime: string): string {
  const type = /^(audio|video|image)\/|^application\/pdf$/.test(mime) ? mime : "application/octet-stream";
  return URL.createObjectURL(new Blob([...pieces] as BlobPart[], { type }));
}
