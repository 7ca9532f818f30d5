/** Keyboard shortcuts as authors write them: "K", "Ctrl+Shift+S", "F2", "Mod+Enter". */

/** A shortcut, read. */
export interface Shortcut {
  key: string;
  /** Ctrl, or Cmd on Apple's keyboards. */
  main: boolean;
  alt: boolean;
  shift: boolean;
}

const MAIN = new Set(["ctrl", "control", "cmd", "command", "meta", "mod"]);
const ALT = new Set(["alt", "option"]);

/** The names of keys in `KeyboardEvent.key`, where authors call them something else. */
const KEYS: Record<string, string> = {
  down: "arrowdown",
  up: "arrowup",
  left: "arrowleft",
  right: "arrowright",
  esc: "escape",
  space: " ",
};

/** How a key is written on a button. */
const CAPS: Record<string, string> = {
  " ": "Space",
  arrowdown: "↓",
  arrowup: "↑",
  arrowleft: "←",
  arrowright: "→",
  escape: "Esc",
  pagedown: "PageDown",
  pageup: "PageUp",
};

/** Reads a shortcut; null if it names no key. */
export function readShortcut(text: string): Shortcut | null {
  const names = text
    .toLowerCase()
    .split("+")
    .map((name) => name.trim());
  const key = names.pop();
  if (!key) return null;
  return {
    key: KEYS[key] ?? key,
    main: names.some((name) => MAIN.has(name)),
    alt: names.some((name) => ALT.has(name)),
    shift: names.includes("shift"),
  };
}

/** Tells whether a key stroke is the shortcut. */
export function strikes(shortcut: Shortcut, event: KeyboardEvent): boolean {
  const { key, main, alt, shift } = shortcut;
  return (
    (event.key.toLowerCase() === key || byPlace(event) === key) &&
    (event.ctrlKey || event.metaKey) === main &&
    event.altKey === alt &&
    event.shiftKey === shift
  );
}

/** The letter or digit on a key: Alt and Shift make other characters of it. */
function byPlace(event: KeyboardEvent): string {
  return /^(?:Key|Digit)(.)$/.exec(event.code)?.[1]?.toLowerCase() ?? "";
}

/** The shortcut as it stands on a button. */
export function shortcutText({ key, main, alt, shift }: Shortcut, apple: boolean): string {
  const cap = CAPS[key] ?? key.charAt(0).toUpperCase() + key.slice(1);
  const names = [main && (apple ? "⌘" : "Ctrl"), alt && (apple ? "⌥" : "Alt"), shift && (apple ? "⇧" : "Shift"), cap];
  return names.filter(Boolean).join(" + ");
}

/**
 * Tells whether a key stroke may be a shortcut for `button`: nobody is typing, and it is meant for the button's app.
 *
 * In JupyterLab the keys of the notebook around an app are not the app's.
 */
export function concerns(button: HTMLElement, event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (event.defaultPrevented || event.repeat || event.isComposing || !(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("select, textarea, input:not([type=checkbox], [type=radio])"))
    return false;
  const app = button.closest<HTMLElement>("[data-testid=stApp]");
  if (target === document.body ? app?.dataset.host === "lab" : !(app ?? document.body).contains(target)) return false;
  return button.closest("[inert]") === null;
}

/** Where a letter finds, opens or writes something, though nobody types into a field; and what waits for an answer. */
const LETTERS = ["grid", "listbox", "menu", "tree", "combobox", "textbox", "searchbox", "dialog", "alertdialog"]
  .map((role) => `[role=${role}]`)
  .concat("dialog", "canvas", "iframe")
  .join();

/** Tells whether a letter struck may be a shortcut of the page itself, which every reader has, wanted or not. */
export function concernsPage(button: HTMLElement, event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return concerns(button, event) && !(target as HTMLElement).closest(LETTERS);
}
