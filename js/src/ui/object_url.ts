/** Bytes of a message as an address for `<img>` and the like. */

import { useEffect, useMemo } from "react";

/** The address of `data`, which holds as long as the component is there; null without data. */
export function useObjectUrl(data: Uint8Array | null | undefined, mime = ""): string | null {
  const url = useMemo(
    () => (data ? URL.createObjectURL(new Blob([data as BlobPart], mime ? { type: mime } : {})) : null),
    [data, mime],
  );
  useEffect(() => () => void (url !== null && URL.revokeObjectURL(url)), [url]);
  return url;
}
