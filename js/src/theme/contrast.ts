/** How much contrast the reader has asked the system for: the values of tokens depend on it. */

export type Contrast = "usual" | "more" | "forced";

const FORCED = "(forced-colors: active)";
const MORE = "(prefers-contrast: more)";

export function currentContrast(): Contrast {
  if (globalThis.matchMedia?.(FORCED).matches) return "forced";
  return globalThis.matchMedia?.(MORE).matches ? "more" : "usual";
}

/** Calls `changed` when the reader changes that; returns how to stop. */
export function watchContrast(changed: () => void): () => void {
  const queries = [FORCED, MORE].flatMap((query) => globalThis.matchMedia?.(query) ?? []);
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
  };
}
