/** What happens once, whether or not the page is loaded anew meanwhile. */

const KEY = "jupyterlit-calls";
const KEPT = 200;

let seen: Set<string> | null = null;

/** Tells whether the call of this name is met for the first time in this tab. */
export function firstTime(call: string): boolean {
  seen ??= new Set(remembered());
  if (seen.has(call)) return false;
  seen.add(call);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...seen].slice(-KEPT)));
  } catch {
    // Storage can be forbidden: then it is remembered for as long as the page is open.
  }
  return true;
}

function remembered(): string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((call) => typeof call === "string") : [];
  } catch {
    return [];
  }
}
