/** HTML whose scripts run as part of the page. */

/** Returns what puts HTML into an element and lets its scripts and handlers run, in their order. */
export function withScripts(html: string): (target: Element) => void {
  return (target) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    const handlers = [...template.content.querySelectorAll("*")].flatMap(takeHandlers);
    target.replaceChildren(template.content);
    for (const { element, type, code } of handlers) attach(element, type, code);
    for (const script of target.querySelectorAll("script")) script.replaceWith(runnable(script));
  };
}

interface Handler {
  element: Element;
  type: string;
  code: string;
}

/** Takes handlers out of an element's attributes, where a page with a policy lets none run. */
function takeHandlers(element: Element): Handler[] {
  const named = [...element.attributes].filter(({ name }) => name.startsWith("on"));
  for (const { name } of named) element.removeAttribute(name);
  return named.map(({ name, value }) => ({ element, type: name.slice(2), code: value }));
}

function attach(element: Element, type: string, code: string): void {
  const script = document.createElement("script") as HTMLScriptElement & { handler?: (event: Event) => unknown };
  script.textContent = `document.currentScript.handler = function (event) {${code}\n};`;
  admit(script);
  document.head.append(script); // runs at once
  script.remove();
  const { handler } = script;
  element.addEventListener(type, (event) => {
    if (handler?.call(element, event) === false) event.preventDefault();
  });
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
