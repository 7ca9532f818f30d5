/** The files that wait in a chat input to be sent along. They outlive what draws them. */

import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Page } from "../page/page";
import type { Sending, Uploaded } from "../page/uploads";
import type { ChatInput } from "../protocol";
import { reasonOf, t } from "../ui/text";
import { type Chosen, isOf, refusal } from "./file_uploader_files";

/** One file in the field. */
export interface Attached {
  /** Tells it from others. */
  key: string;
  name: string;
  file: File;
  received: number;
  /** Why it cannot be sent along. */
  error: string | null;
  /** What it is to Python, once it is there. */
  uploaded: Uploaded | null;
}

const pages = new WeakMap<Page, Map<string, Attachments>>();

/** The files in one field of a page. */
export function attachmentsOf(page: Page, element: ChatInput): Attachments {
  const known = pages.get(page) ?? new Map<string, Attachments>();
  pages.set(page, known);
  const attachments = known.get(element.id) ?? new Attachments(page, element);
  known.set(element.id, attachments);
  attachments.element = element;
  return attachments;
}

export class Attachments {
  private readonly list = signal<readonly Attached[]>([]);
  private readonly sendings = new Map<string, Sending>();
  private sent: readonly Attached[] = [];
  private count = 0;

  constructor(
    private readonly page: Page,
    public element: ChatInput,
  ) {}

  get items(): ReadonlySignal<readonly Attached[]> {
    return this.list;
  }

  /** Takes what the reader has chosen: sends it ahead, or says why not. */
  add(chosen: readonly Chosen[]): void {
    const { element } = this;
    const { takes, types } = element;
    if (takes === "none" || element.disabled) return;
    const several = takes !== "one";
    // A folder holds what it holds: what is not asked for there is no mistake.
    const meant = takes === "directory" ? chosen.filter(({ file }) => isOf(types, file)) : chosen;
    for (const each of several ? meant : meant.slice(0, 1)) {
      if (!several) this.clear();
      const reason = refusal({ ...element, multiple: several, directory: takes === "directory" }, each);
      const error = reason === null ? null : refused(reason);
      this.count += 1;
      const key = `file-${this.count}`;
      const name = takes === "directory" ? each.path : each.file.name;
      this.list.value = [...this.list.peek(), { key, name, file: each.file, received: 0, error, uploaded: null }];
      if (error === null) this.send(key, name, each.file);
    }
  }

  /** Removes a file, wherever it is on its way. */
  remove(key: string): void {
    const item = this.list.peek().find((each) => each.key === key);
    this.sendings.get(key)?.cancel();
    this.sendings.delete(key);
    if (item?.uploaded) this.page.uploads.drop(item.uploaded.id);
    this.list.value = this.list.peek().filter((each) => each.key !== key);
  }

  /** Gives the files that are there to a message: the field is empty then. */
  take(): Uploaded[] {
    const items = this.list.peek();
    this.sent = items.filter((item) => item.uploaded !== null);
    this.list.value = [];
    return this.sent.flatMap(({ uploaded }) => uploaded ?? []);
  }

  /** The message was not taken: its files are in the field again, and sent once more. */
  restore(): void {
    const items = this.sent;
    this.sent = [];
    this.add(items.map(({ name, file }) => ({ path: name, file })));
  }

  private clear(): void {
    for (const { key } of this.list.peek()) this.remove(key);
  }

  private send(key: string, name: string, file: File): void {
    const sending = this.page.uploads.start(this.element, file, {
      name,
      onProgress: (received) => this.change(key, { received }),
    });
    this.sendings.set(key, sending);
    sending.done.then(
      (uploaded) => this.settle(key, { uploaded, received: file.size }),
      (error: unknown) => this.settle(key, { error: reasonOf(error) }),
    );
  }

  private settle(key: string, change: Partial<Attached>): void {
    if (this.sendings.delete(key)) this.change(key, change);
  }

  private change(key: string, change: Partial<Attached>): void {
    this.list.value = this.list.peek().map((item) => (item.key === key ? { ...item, ...change } : item));
  }
}

function refused({ kind, what }: { kind: "size" | "type"; what: string }): string {
  return kind === "size" ? t("fileTooLarge", { size: what }) : t("fileTypeRefused", { type: what });
}
