/** A component's folder without a server: its page with what it refers to, as one document. */

import type { Page } from "../page/page";

/** Reads files of a folder by their path in it, as text or as an address. */
class Folder {
  private readonly urls = new Map<string, Promise<string>>();
  readonly made: string[] = [];

  constructor(
    private readonly page: Page,
    private readonly id: string,
  ) {}

  async read(path: string): Promise<{ bytes: Uint8Array; mime: string }> {
    const file = `${this.id}/${path}`;
    const { total, mime } = await this.page.files.make(file); // asks for no bytes: hears what there is
    return { bytes: await this.page.files.read(file, 0, total), mime };
  }

  async text(path: string): Promise<string> {
    return new TextDecoder().decode((await this.read(path)).bytes);
  }

  url(path: string): Promise<string> {
    let url = this.urls.get(path);
    if (!url) {
      url = path.endsWith(".css")
        ? this.text(path).then(async (text) => this.make(await this.relink(text, path), "text/css"))
        : this.read(path).then(({ bytes, mime }) => this.make(bytes, mime));
      this.urls.set(path, url);
    }
    return url;
  }

  make(content: string | Uint8Array, mime: string): string {
    const url = URL.createObjectURL(new Blob([content as BlobPart], { type: mime }));
    this.made.push(url);
    return url;
  }

  /** Fonts and pictures that a style sheet names. */
  private async relink(text: string, at: string): Promise<string> {
    const named = [...text.matchAll(/url\(\s*(["']?)([^"')]+)\1\s*\)/g)].map(([, , name]) => name ?? "");
    const found = new Map<string, string>();
    for (const name of new Set(named)) {
      const path = within(name, at);
      const url = path === null ? null : await this.url(path).catch(() => null);
      if (url !== null) found.set(name, url);
    }
    return text.replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, (whole, _, name) => {
      const url = found.get(name);
      return url === undefined ? whole : `url("${url}")`;
    });
  }
}

/** The path in the folder that a file at `at` means by a name; null for addresses elsewhere. */
export function within(name: string, at: string): string | null {
  const url = new URL(name, `https://folder.invalid/${at}`);
  return url.host === "folder.invalid" && url.protocol === "https:" ? decodeURIComponent(url.pathname.slice(1)) : null;
}

/** Where a page refers to other files: the attribute by the kind of element. */
const REFERENCES = [
  ["script[src]", "src"],
  ["link[href]", "href"],
  ["img[src]", "src"],
] as const;

/**
 * The address of a folder's `index.html` with all that it refers to; what scripts ask for later is out of reach.
 * Returns how to let go of it too.
 */
export async function openFolder(page: Page, id: string): Promise<{ url: string; close: () => void }> {
  const folder = new Folder(page, id);
  const parsed = new DOMParser().parseFromString(await folder.text("index.html"), "text/html");
  for (const [selector, attribute] of REFERENCES) {
    for (const place of parsed.querySelectorAll(selector)) {
      const path = within(place.getAttribute(attribute) ?? "", "index.html");
      const url = path === null ? null : await folder.url(path).catch(() => null);
      if (url !== null) place.setAttribute(attribute, url);
    }
  }
  const url = folder.make(`<!doctype html>${parsed.documentElement.outerHTML}`, "text/html");
  return { url, close: () => folder.made.forEach(URL.revokeObjectURL) };
}
