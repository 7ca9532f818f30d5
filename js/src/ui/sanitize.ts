/** HTML without anything that could run. Large, so modules that need it are fetched when they are needed. */

import DOMPurify, { type Config } from "dompurify";

/** HTML as nodes without scripts, handlers and frames; null where the browser cannot take them out. Styles stay. */
export function sanitized(html: string, { ADD_TAGS = [], ADD_ATTR = [] }: Allowed = {}): DocumentFragment | null {
  if (!DOMPurify.isSupported) return null;
  const fragment = DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    FORCE_BODY: true,
    ADD_TAGS: ["style", ...ADD_TAGS],
    ADD_ATTR: ["target", ...ADD_ATTR],
  } satisfies Config);
  for (const link of fragment.querySelectorAll("[target]")) link.setAttribute("rel", "noopener noreferrer");
  return fragment;
}

/** Tags and attributes that are kept besides those of HTML. */
interface Allowed {
  ADD_TAGS?: string[];
  ADD_ATTR?: string[];
}
