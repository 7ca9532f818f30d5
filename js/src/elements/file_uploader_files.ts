/** The files that a reader chooses or drops, folders included, and what of them a widget takes. */

import type { FileUploader } from "../protocol";

/** A file, and its name with the names of the folders it is in. */
export interface Chosen {
  file: File;
  path: string;
}

type Rule = Pick<FileUploader, "types" | "max_size" | "multiple" | "directory">;

const MEGABYTE = 1024 * 1024;

/** The files of a list: what a file input, a paste or a plain drop gives. */
export function chosenFrom(files: Iterable<File>): Chosen[] {
  return Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** The files of a drop, those in folders too; what is in it must be read before the event is over. */
export function dropped(transfer: DataTransfer): Promise<Chosen[]> {
  const entries = Array.from(transfer.items ?? [])
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve(chosenFrom(transfer.files));
  return Promise.all(entries.map((entry) => (entry ? within(entry) : []))).then((found) => found.flat());
}

async function within(entry: FileSystemEntry): Promise<Chosen[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Chosen[] = [];
  for (;;) {
    // A browser gives a part of a folder at a time, and nothing after the last.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return found;
    for (const each of entries) found.push(...(await within(each)));
  }
}

/** Why a widget does not take a file; null where it does. Python looks again. */
export function refusal(rule: Rule, { file }: Chosen): { kind: "size" | "type"; what: string } | null {
  if (!isOf(rule.types, file)) return { kind: "type", what: file.type || extension(file.name) };
  if (file.size > rule.max_size) return { kind: "size", what: `${(rule.max_size / MEGABYTE).toFixed(1)}MB` };
  return null;
}

/** Tells whether a file is of one of the types. */
export function isOf(types: readonly string[], file: Pick<File, "name" | "type">): boolean {
  if (types.length === 0) return true;
  const name = file.name.toLowerCase();
  const mime = file.type.toLowerCase();
  return types.some((type) => {
    if (type.startsWith(".")) return name.endsWith(type);
    return type === "*/*" || (type.endsWith("/*") ? mime.startsWith(type.slice(0, -1)) : mime === type);
  });
}

/** A number of bytes, short. */
export function fileSize(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1000;
  return `${value.toFixed(1)}${units[unit]}`;
}

/** What is said of a widget's rule: how large files may be, and of which types. */
export function limits(rule: Rule): { size: string; types: string } {
  const types = rule.types.map((type) => (type.startsWith(".") ? type.slice(1) : type).replace(/\/\*$/, ""));
  const megabytes = rule.max_size / MEGABYTE;
  const size = megabytes >= 1024 ? `${Number((megabytes / 1024).toFixed(1))}GB` : `${Number(megabytes.toFixed(1))}MB`;
  return { size, types: types.map((type) => (type.includes("/") ? type : type.toUpperCase())).join(", ") };
}

const ICONS: [RegExp, string][] = [
  [/\.(csv|tsv|xlsx?|ods|parquet|feather|arrow)$/i, "table"],
  [/\.(zip|gz|tgz|bz2|xz|7z|rar|tar)$/i, "folder_zip"],
  [/\.(txt|md|rst|log|docx?|odt|rtf)$/i, "description"],
  [/\.(py|js|ts|json|html?|css|xml|ya?ml|toml|sql|ipynb|r|c|cpp|java|rs|go|sh)$/i, "code"],
  [/\.pdf$/i, "picture_as_pdf"],
];
const MEDIA: Record<string, string> = { image: "image", audio: "audio_file", video: "video_file", text: "description" };

/** The icon for a file. */
export function iconOf(name: string, type: string): string {
  const found = ICONS.find(([pattern]) => pattern.test(name));
  return found?.[1] ?? MEDIA[type.split("/")[0] ?? ""] ?? "draft";
}

function extension(name: string): string {
  const at = name.lastIndexOf(".");
  return at > 0 ? name.slice(at) : name;
}
