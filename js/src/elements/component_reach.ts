/** What a component's page asks for while it runs, where its folder has no address: it asks the page around it. */

/** The kind of message in which a component's page asks for a file, and is told the file's address. */
export const ASKS = "jupyterlit:file";

/** How a script or a picture of the page says which file of the folder it is. */
export const MARK = "data-jupyterlit-file";

/** A question of a component's page; null for any other message. */
export function askedIn(data: unknown): { request: number; path: string } | null {
  if (typeof data !== "object" || data === null) return null;
  const { type, request, path } = data as Record<string, unknown>;
  return type === ASKS && typeof request === "number" && typeof path === "string" ? { request, path } : null;
}

/**
 * Lets a page reach the files of its folder by names, as if it lay there: runs in that page, before everything else,
 * and knows nothing of this module. Returns how to pass over what comes into the page from then on.
 */
export function reachBack(type: string, mark: string, nowhere: string): () => void {
  type Linked = HTMLElement & Record<string, string>;
  const asked = new Map<number, { resolve(url: string): void; reject(error: Error): void }>();
  let last = 0;

  const pathOf = (name: unknown, at = ""): string | null => {
    try {
      const url = new URL(String(name), nowhere + at);
      return url.href.startsWith(nowhere) ? decodeURIComponent(url.pathname.slice(1)) || null : null;
    } catch {
      return null;
    }
  };
  const ask = (path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      last += 1;
      asked.set(last, { resolve, reject });
      parent.postMessage({ type, request: last, path }, "*");
    });

  addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.type !== type) return;
    event.stopImmediatePropagation();
    const { request, url, problem } = event.data;
    const waiting = asked.get(request);
    asked.delete(request);
    if (typeof url === "string") waiting?.resolve(url);
    else waiting?.reject(new Error(problem));
  });

  // Scripts that have been relinked call this in the place of `import`.
  Object.assign(window, {
    jupyterlitFolder: (_: string, at: string) => async (name: unknown) => {
      const path = /^(\.{0,2}\/|https:)/.test(String(name)) ? pathOf(name, at) : null;
      return import(path === null ? String(name) : await ask(path));
    },
  });

  const fetchThere = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const path = pathOf(input instanceof Request ? input.url : input);
    return path === null ? fetchThere(input, init) : fetchThere(await ask(path));
  };

  const { open, send } = XMLHttpRequest.prototype;
  const paths = new WeakMap<XMLHttpRequest, string>();
  XMLHttpRequest.prototype.open = function (
    this: XMLHttpRequest,
    method: string,
    url: string | URL,
    ...rest: unknown[]
  ) {
    const path = rest[0] === false ? null : pathOf(url);
    if (path === null) paths.delete(this);
    else paths.set(this, path);
    (open as (...given: unknown[]) => void).call(this, method, path === null ? url : nowhere + path, ...rest);
  } as typeof open;
  XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, body) {
    const path = paths.get(this);
    if (path === undefined) {
      send.call(this, body);
      return;
    }
    ask(path).then(
      (url) => {
        open.call(this, "GET", url, true);
        send.call(this);
      },
      () => send.call(this, body), // it fails as it would without a file
    );
  };

  const linked: [{ prototype: HTMLElement }, "src" | "href"][] = [
    [HTMLScriptElement, "src"],
    [HTMLLinkElement, "href"],
    [HTMLImageElement, "src"],
    [HTMLSourceElement, "src"],
    [HTMLMediaElement, "src"],
  ];
  const attributeOf = (element: Element) => linked.find(([kind]) => element instanceof (kind as never))?.[1];
  const setAttribute = Element.prototype.setAttribute;
  for (const [{ prototype }, attribute] of linked) {
    const there = Object.getOwnPropertyDescriptor(prototype, attribute);
    if (!there?.get || !there.set) continue;
    const { get, set } = there;
    Object.defineProperty(prototype, attribute, {
      ...there,
      get(this: HTMLElement) {
        const path = this.getAttribute(mark);
        return path === null ? get.call(this) : nowhere + path;
      },
      set(this: HTMLElement, value: unknown) {
        const path = pathOf(value);
        this.removeAttribute(mark);
        if (path === null) {
          set.call(this, value);
          return;
        }
        setAttribute.call(this, mark, path);
        ask(path).then(
          (url) => this.getAttribute(mark) === path && set.call(this, url),
          () => set.call(this, nowhere + path),
        );
      },
    });
  }
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    if (attributeOf(this) === name.toLowerCase()) (this as Linked)[name.toLowerCase()] = value;
    else setAttribute.call(this, name, value);
  };
  Object.defineProperty(document, "baseURI", { get: () => `${nowhere}index.html` });

  /** What comes into the page as HTML, and styles that scripts write, name files too. */
  const relink = (element: Element): void => {
    const attribute = attributeOf(element);
    const name = attribute && element.getAttribute(attribute);
    if (attribute && name && !element.hasAttribute(mark) && pathOf(name) !== null)
      (element as Linked)[attribute] = name;
    if (!(element instanceof HTMLStyleElement)) return;
    for (const [whole, , named] of (element.textContent ?? "").matchAll(/url\(\s*(["']?)([^"')]+)\1\s*\)/g)) {
      const path = pathOf(named);
      if (path === null || named?.startsWith("#")) continue;
      ask(path).then(
        (url) => {
          element.textContent = (element.textContent ?? "").replaceAll(whole, `url("${url}")`);
        },
        () => undefined,
      );
    }
  };
  const watch = new MutationObserver((records) => {
    for (const { addedNodes, target } of records) {
      if (target instanceof HTMLStyleElement) relink(target);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        relink(node);
        for (const inner of node.querySelectorAll("*")) relink(inner);
      }
    }
  });
  watch.observe(document, { childList: true, subtree: true });
  return () => watch.disconnect();
}
