/** The value of a widget that takes files: what the browser has sent of them. */

import type { Page } from "../page/page";
import type { Uploaded } from "../page/uploads";
import type { Valued } from "../page/values";
import type { Json } from "../protocol";
import { useValue } from "./signals";

/** The files that are a widget's value, and how to make others its value. */
export function useUploaded(page: Page, element: Valued): { files: Uploaded[]; commit(files: Uploaded[]): void } {
  const { value, commit } = useValue<Json>(page.values, element);
  return {
    files: (value ?? []) as unknown as Uploaded[],
    commit: (files) => commit(files as unknown as Json),
  };
}

/** A blob with a name, as it is sent. */
export function named(blob: Blob, name: string): Blob & { readonly name: string } {
  return Object.assign(blob, { name });
}

/** A moment, as the name of a file can hold it. */
export function stamp(separator: string, moment: Date = new Date()): string {
  return moment.toISOString().replace(/:/g, separator);
}
