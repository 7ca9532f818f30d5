/** The files of one widget that are not its value yet: on their way, or refused. They outlive what draws them. */

import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Page } from "../page/page";
import type { Sending, Uploaded } from "../page/uploads";
import type { FileUploader } from "../protocol";
import { reasonOf, t } from "../ui/text";
import { type Chosen, isOf, refusal } from "./file_uploader_files";

export interface Item {
  /** Tells it from others; for one on its way the id of its upload. */
  key: string;
  name: string;
  type: string;
  size: number;
  received: number;
  error: string | null;
}

const lists = new WeakMap<Page, Map<string, UploadList>>();

/** The list of a widget on a page. */
export function listOf(page: Page, element: FileUploader): UploadList {
  const known = lists.get(page) ?? new Map<string, UploadList>();
  lists.set(page, known);
  const list = known.get(element.id) ?? new UploadList(page, element);
  known.set(element.id, list);
  list.element = element;
  return list;
}

/** How often, in ms, progress is drawn: of ten thousand files some change all the time. */
const PACE = 50;

export class UploadList {
  private readonly shown = signal<readonly Item[]>([]);
  private readonly known = new Map<string, Item>();
  private readonly sendings = new Map<string, Sending>();
  private readonly whole = new Map<string, Uploaded>();
  /** The ids of all files in the order in which they were chosen: the value keeps it, whichever is there first. */
  private readonly order: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private count = 0;

  constructor(
    private readonly page: Page,
    public element: FileUploader,
  ) {}

  get items(): ReadonlySignal<readonly Item[]> {
    return this.shown;
  }

  /** Whether files are on their way. */
  get busy(): boolean {
    return this.sendings.size > 0;
  }

  /** Takes what the reader has chosen: sends it, or says why not. */
  add(chosen: readonly Chosen[]): void {
    const { element } = this;
    if (element.disabled) return;
    // A folder holds what it holds: what is not asked for there is no mistake.
    const meant = element.directory ? chosen.filter(({ file }) => isOf(element.types, file)) : chosen;
    const taken: Chosen[] = [];
    const refused: Item[] = [];
    for (const each of meant) {
      const reason = refusal(element, each);
      if (reason === null && (element.multiple || taken.length === 0)) taken.push(each);
      else refused.push(this.item(each, reason === null ? t("oneFileOnly") : refusalText(reason)));
    }
    if (!element.multiple) {
      for (const item of [...this.known.values()]) {
        if (item.error !== null || taken.length > 0) this.forget(item.key);
      }
    }
    for (const item of [...refused, ...taken.map((each) => this.send(each))]) this.known.set(item.key, item);
    this.publish();
  }

  /** Removes a file that is on its way, was refused, or waits for others to arrive. */
  remove(key: string): void {
    this.forget(key);
    this.settle();
    this.publish();
  }

  private forget(key: string): void {
    this.sendings.get(key)?.cancel();
    if (this.whole.delete(key)) this.page.uploads.drop(key);
    this.sendings.delete(key);
    this.known.delete(key);
  }

  private send(chosen: Chosen): Item {
    const { file, path } = chosen;
    const name = this.element.directory ? path : file.name;
    const sending = this.page.uploads.start(this.element, file, {
      name,
      onProgress: (received) => this.change(sending.id, { received }),
    });
    const { id } = sending;
    this.sendings.set(id, sending);
    this.order.push(id);
    sending.done.then(
      (uploaded) => {
        if (!this.sendings.delete(id)) return;
        this.whole.set(id, uploaded);
        this.change(id, { received: file.size });
        this.settle();
      },
      (error: Error) => {
        if (!this.sendings.delete(id)) return;
        this.change(id, { error: reasonOf(error) });
        this.settle();
      },
    );
    return { ...this.item(chosen, null), key: id };
  }

  /** Makes whole files the widget's value, once no more are on their way: many are one rerun. */
  private settle(): void {
    if (this.busy || this.whole.size === 0) return;
    const { values } = this.page;
    const before = this.element.multiple ? ((values.of(this.element).peek() ?? []) as unknown as Uploaded[]) : [];
    const added = this.order.map((id) => this.whole.get(id)).filter((uploaded) => uploaded !== undefined);
    this.whole.clear();
    this.order.length = 0;
    for (const { id } of added) this.known.delete(id);
    this.publish();
    values.commit(this.element, [...before, ...added].map(plain));
  }

  private change(key: string, change: Partial<Item>): void {
    const item = this.known.get(key);
    if (item === undefined) return;
    this.known.set(key, { ...item, ...change });
    this.timer ??= setTimeout(() => this.publish(), PACE);
  }

  private publish(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.shown.value = [...this.known.values()];
  }

  private item({ file, path }: Chosen, error: string | null): Item {
    this.count += 1;
    const name = this.element.directory ? path : file.name;
    return { key: `refused-${this.count}`, name, type: file.type, size: file.size, received: 0, error };
  }
}

function refusalText({ kind, what }: { kind: "size" | "type"; what: string }): string {
  return kind === "size" ? t("fileTooLarge", { size: what }) : t("fileTypeRefused", { type: what });
}

function plain({ id, name, type, size }: Uploaded): Record<string, string | number> {
  return { id, name, type, size };
}
