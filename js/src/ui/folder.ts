/** A folder of files without a server: its files come over the page's own connection, and each gets an address. */

import type { Page } from "../page/page";
import { type Edit, edited, fetchesLater, type Named, scriptParts } from "./folder_script";
import { styleParts } from "./folder_style";

/** Where the folder seems to be to what is in it; nothing is ever fetched from there. */
export const NOWHERE = "https://folder.invalid/";

/** The path in the folder that a file at `at` means by a name; null for addresses elsewhere. */
export function within(name: string, at: string): string | null {
  try {
    const url = new URL(name, NOWHERE + at);
    return url.href.startsWith(NOWHERE) ? decodeURIComponent(url.pathname.slice(1)) : null;
  } catch {
    return null; // no address at all
  }
}

/** A file as text, with the places where it names others. */
interface Text {
  text: string;
  /** Modules that it needs before it can run: their names, and where they stand. */
  imports: { path: string; start: number; end: number }[];
  /** What can be put in at once. */
  edits: Edit[];
}

/** Scripts that import something later, by the name of their folder. */
interface Later {
  jupyterlitFolders?: Map<string, Folder>;
  jupyterlitFolder?: (key: string, at: string) => (name: unknown) => Promise<unknown>;
}

const shared = globalThis as Later;
let folders = 0;
let inlines = 0;

/** Gives addresses to files of a folder, by their path in it. */
export class Folder {
  private readonly key = `${++folders}`;
  private readonly urls = new Map<string, Promise<string>>();
  private readonly scripts = new Map<string, Promise<Text>>();
  private readonly linked = new Map<string, string>();
  private readonly made: string[] = [];

  constructor(
    private readonly page: Page,
    private readonly id: string,
  ) {}

  /** The text of a file. */
  async text(path: string): Promise<string> {
    return new TextDecoder().decode((await this.read(path)).bytes);
  }

  /** The address of a file, which names others by addresses of their own where it is a script or a style sheet. */
  url(path: string): Promise<string> {
    let url = this.urls.get(path);
    if (!url) {
      url = this.find(path);
      this.urls.set(path, url);
      url.catch(() => this.urls.delete(path));
    }
    return url;
  }

  /** Makes an address of what has been put together here. */
  make(content: string | Uint8Array, mime: string): string {
    const url = URL.createObjectURL(new Blob([content as BlobPart], { type: mime }));
    this.made.push(url);
    return url;
  }

  /** The address of a module that stands in another file, at `at`. */
  async inline(text: string, at: string): Promise<string> {
    inlines += 1;
    const name = `${at}#${inlines}`;
    this.scripts.set(name, this.parts(text, at));
    return this.script(name);
  }

  /** Styles that stand at `at`, with addresses in the place of names. */
  async style(text: string, at: string): Promise<string> {
    return edited(text, await this.addressed(styleParts(text), at));
  }

  /** Lets go of all addresses. */
  close(): void {
    shared.jupyterlitFolders?.delete(this.key);
    for (const url of this.made) URL.revokeObjectURL(url);
  }

  private async read(path: string): Promise<{ bytes: Uint8Array; mime: string }> {
    const file = `${this.id}/${path}`;
    const { total, mime } = await this.page.files.make(file); // asks for no bytes: hears what there is
    return { bytes: await this.page.files.read(file, 0, total), mime };
  }

  private async find(path: string): Promise<string> {
    if (/\.m?js$/.test(path)) return this.script(path);
    if (path.endsWith(".css")) {
      return this.make(await this.style(await this.text(path), path), "text/css");
    }
    const { bytes, mime } = await this.read(path);
    return this.make(bytes, mime);
  }

  /** Those of the named files that are there, as addresses. */
  private async addressed(parts: Named[], at: string): Promise<Edit[]> {
    const found = await Promise.all(
      parts.map(async ({ name, start, end, put }) => {
        const path = within(name, at);
        const url = path === null ? null : await this.url(path).catch(() => null);
        return url === null ? [] : [{ start, end, text: put(url) }];
      }),
    );
    return found.flat();
  }

  /** Reads a script and all that it imports, and gives them addresses, the imported ones first. */
  private async script(path: string): Promise<string> {
    const texts = new Map<string, Text>();
    const gather = async (at: string): Promise<void> => {
      if (texts.has(at) || this.linked.has(at)) return;
      texts.set(at, { text: "", imports: [], edits: [] });
      const text = await this.parsed(at);
      texts.set(at, text);
      await Promise.all(text.imports.map((named) => gather(named.path)));
    };
    await gather(path);
    return this.link(path, texts, []);
  }

  private link(path: string, texts: ReadonlyMap<string, Text>, above: readonly string[]): string {
    const known = this.linked.get(path);
    if (known !== undefined) return known;
    if (above.includes(path)) throw new Error(`${path} and ${above.at(-1)} import each other.`);
    const text = texts.get(path) as Text;
    const imports = text.imports.map(({ path: named, start, end }) => ({
      start,
      end,
      text: this.link(named, texts, [...above, path]),
    }));
    const url = this.make(edited(text.text, [...text.edits, ...imports]), "text/javascript");
    this.linked.set(path, url);
    return url;
  }

  private parsed(path: string): Promise<Text> {
    let text = this.scripts.get(path);
    if (!text) {
      text = this.text(path).then((content) => this.parts(content, path));
      this.scripts.set(path, text);
      text.catch(() => this.scripts.delete(path));
    }
    return text;
  }

  private async parts(text: string, path: string): Promise<Text> {
    const { imports, later, own, assets } = await scriptParts(text);
    if (later.length > 0) this.announce();
    return {
      text,
      imports: imports.flatMap(({ name, ...place }) => {
        const named = /^\.{0,2}\//.test(name) ? within(name, path) : null;
        return named === null ? [] : [{ ...place, path: named }];
      }),
      edits: [
        ...later.map((place) => ({ ...place, text: fetchesLater(this.key, path) })),
        ...own.map((place) => ({ ...place, text: JSON.stringify(NOWHERE + path) })),
        ...(await this.addressed(assets, path)),
      ],
    };
  }

  /** Lets scripts of this folder import others of it while they run. */
  private announce(): void {
    shared.jupyterlitFolders ??= new Map();
    shared.jupyterlitFolders.set(this.key, this);
    shared.jupyterlitFolder ??= (key, at) => async (name) => {
      const path = /^(\.{0,2}\/|https:)/.test(String(name)) ? within(String(name), at) : null;
      const folder = shared.jupyterlitFolders?.get(key);
      return import(path === null || !folder ? String(name) : await folder.url(path));
    };
  }
}
