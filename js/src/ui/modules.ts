/** Modules that authors and packages bring along, imported into the page. */

import type { Page } from "../page/page";
import type { MediaFile } from "../protocol";
import { Folder } from "./folder";

/** What a module exports, by name. */
export type Module = Readonly<Record<string, unknown>>;

interface Known {
  folders: Map<string, Folder>;
  modules: Map<string, Promise<Module>>;
}

const known = new WeakMap<Page, Known>();

/**
 * Imports a module of a folder that an element refers to: the server's file where the page has one, else what comes
 * over the page's own connection. It is the same module for all elements of a page, and runs once.
 *
 * What Python's `media_module` makes of a text is such a folder, with the text as `index.js`.
 */
export function loadModule(page: Page, folder: Pick<MediaFile, "id">, path = "index.js"): Promise<Module> {
  const { modules } = knownTo(page);
  const name = `${folder.id}/${path}`;
  let module = modules.get(name);
  if (!module) {
    module = addressIn(page, folder, path).then((url) => import(new URL(url, location.href).href));
    modules.set(name, module);
    module.catch(() => modules.delete(name)); // another try may find what this one has not
  }
  return module;
}

/** The address of a file of a folder that an element refers to: the server's, or one made of what has come. */
export async function addressIn(page: Page, folder: Pick<MediaFile, "id">, path: string): Promise<string> {
  const place = componentPlace(page);
  return place === null ? folderOf(page, folder.id).url(path) : `${place}${folder.id}/${path}`;
}

/** Where the server has the files of folders that elements refer to, by id and path; null without a server. */
export function componentPlace(page: Page): string | null {
  const place = page.files.place.peek();
  return place === "" ? null : place.replace(/media\/([^/]+)\/$/, "component/$1/");
}

function folderOf(page: Page, id: string): Folder {
  const { folders } = knownTo(page);
  const folder = folders.get(id) ?? new Folder(page, id);
  folders.set(id, folder);
  return folder;
}

function knownTo(page: Page): Known {
  let found = known.get(page);
  if (!found) {
    found = { folders: new Map(), modules: new Map() };
    known.set(page, found);
  }
  return found;
}
