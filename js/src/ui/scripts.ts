/**
 * HTML whose scripts run as part of the page.
 *
 * Why nobody but the author runs anything by it:
 * - Whoever calls these functions hands over texts of the author's: an `st.html` that says so, a component's HTML, the
 *   code of a widget's package. Texts that visitors send reach them only if the author puts them there, and then as with
 *   any other page: what is escaped, or cleaned of scripts and handlers, does nothing.
 * - That holds for what is done here on the way, too: handlers are renamed by a mark that nobody can know, so that no
 *   attribute in cleaned HTML becomes one; no escaped text can be a tag; what a handler's name stands in does not matter,
 *   as only attributes of elements count once the browser has read the HTML.
 * - What others have drawn on the page cannot take the place of a script: those made here have an id that nobody can
 *   know, and the script whose permission they name stands in the head, before all that apps draw.
 * - All other HTML of the page goes through `sanitized`, and the page's policy runs no script without its permission.
 */

const SCRIPT = /(<script\b[\s\S]*?<\/script\s*>)/i;
const HANDLER = /(<[a-z][^<>]*?\s)on([a-z]+)(?=\s*=)/gi;
/** What nobody can have written before the page was there. */
const UNKNOWN = crypto.getRandomValues(new Uint32Array(3)).join("-");
const MARK = `data-lit-${UNKNOWN}-on`;

/** Returns what puts HTML into an element and lets its scripts and handlers run, in their order. */
export function withScripts(html: string): (target: Element) => void {
  return (target) => {
    const template = document.createElement("template");
    template.innerHTML = html
      .split(SCRIPT)
      .map((part, index) => (index % 2 === 0 ? marked(part) : part))
      .join("");
    target.replaceChildren(template.content);
    for (const element of target.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        if (!name.startsWith(MARK)) continue;
        element.removeAttribute(name);
        attach(element, name.slice(MARK.length), value);
      }
    }
    for (const script of target.querySelectorAll("script")) script.replaceWith(runnable(script));
  };
}

/** Names handlers otherwise: a page with a policy refuses them, aloud, as soon as they are read. */
function marked(html: string): string {
  const once = html.replace(HANDLER, `$1${MARK}$2`);
  return once === html ? html : marked(once);
}

function attach(element: Element, type: string, code: string): void {
  const handler = compile(["event"], code);
  element.addEventListener(type, (event) => {
    if (handler?.call(element, event) === false) event.preventDefault();
  });
}

const COMPILED = `jupyterlit-compiled-${UNKNOWN}`;

/** What a text has become. */
export type Compiled = (...args: unknown[]) => unknown;

/**
 * Makes a function of a text, as the page's policy lets a script of its own do it: the text must be the author's.
 *
 * Returns nothing for a text that is no code; the browser's console says why.
 */
export function compile(names: readonly string[], body: string): Compiled | undefined {
  const script = document.createElement("script") as HTMLScriptElement & { compiled?: Compiled };
  script.id = COMPILED; // what runs at the time may have put another in place of the current script
  script.textContent = `document.getElementById("${COMPILED}").compiled = function (${names.join(", ")}) {${body}\n};`;
  admit(script);
  document.head.append(script); // runs at once
  script.remove();
  return script.compiled;
}

/** A script that has come as text does not run: one made anew does. */
function runnable(written: HTMLScriptElement): HTMLScriptElement {
  const script = document.createElement("script");
  for (const { name, value } of written.attributes) script.setAttribute(name, value);
  script.textContent = written.textContent;
  if (!written.hasAttribute("async")) script.async = false;
  admit(script);
  return script;
}

/** Names the page's own permission, which its policy asks of every script. */
function admit(script: HTMLScriptElement): void {
  const own = document.querySelector<HTMLScriptElement>("script[nonce]");
  if (own) script.nonce = own.nonce;
}
