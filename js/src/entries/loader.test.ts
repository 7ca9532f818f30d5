import { afterEach, describe, expect, it, vi } from "vitest";
import loader, { relink } from "./loader";

type Handler = (...given: never[]) => void;

/** A model whose kernel is played by the test. */
class FakeModel {
  readonly sent: unknown[] = [];
  private readonly handlers = new Map<string, Set<Handler>>();

  constructor(private readonly traits: Record<string, unknown> = { entry: "anywidget-1.js", height: null }) {}

  get(name: string): unknown {
    return this.traits[name];
  }

  send(content: unknown): void {
    this.sent.push(content);
  }

  on(event: string, handler: Handler): void {
    this.handlers.set(event, (this.handlers.get(event) ?? new Set()).add(handler));
  }

  off(event: string, handler: Handler): void {
    this.handlers.get(event)?.delete(handler);
  }

  emit(event: string, ...given: unknown[]): void {
    for (const handler of [...(this.handlers.get(event) ?? [])]) (handler as (...given: unknown[]) => void)(...given);
  }

  get listening(): number {
    return [...this.handlers.values()].reduce((count, handlers) => count + handlers.size, 0);
  }
}

afterEach(() => {
  document.body.replaceChildren();
});

describe("relink", () => {
  const text =
    'import{a as b}from"./chunk-1.js";import"./chunk-2.js";export{c}from"./chunk-1.js";const d=()=>import("./grid-3.js");';

  it("names what is imported at once by URL, and has the rest imported by the loader", () => {
    const urls = new Map([
      ["chunk-1.js", "blob:one"],
      ["chunk-2.js", "blob:two"],
    ]);
    expect(relink(text, urls, ["grid-3.js"])).toBe(
      'import{a as b}from"blob:one";import"blob:two";export{c}from"blob:one";const d=()=>jupyterlitImport("grid-3.js");',
    );
  });

  it("keeps a file that is needed at once and later in both ways", () => {
    const both = 'import"./a.js";import("./a.js")';
    expect(relink(both, new Map([["a.js", "blob:a"]]), ["a.js"])).toBe('import"blob:a";jupyterlitImport("a.js")');
  });
});

describe("render", () => {
  it("asks the kernel where there is no server, and says what is wrong", async () => {
    const model = new FakeModel();
    const el = document.createElement("div");
    const rendered = loader.render({ model, el });
    expect(model.sent).toEqual([{ file: "anywidget-1.js" }]);
    model.emit("msg:custom", { file: "other.js", error: "of another file" }, []);
    model.emit("msg:custom", { file: "anywidget-1.js", error: "anywidget-1.js is not there any more." }, []);
    await rendered;
    expect(el.textContent).toBe("The app cannot be shown here. anywidget-1.js is not there any more.");
    expect(model.listening).toBe(0);
  });

  it("gives up when the kernel goes, and asks again the next time", async () => {
    const model = new FakeModel({ entry: "anywidget-2.js" });
    const el = document.createElement("div");
    const rendered = loader.render({ model, el });
    model.emit("comm:close");
    await rendered;
    expect(el.textContent).toBe("The app cannot be shown here. The kernel is gone.");
    const next = new FakeModel({ entry: "anywidget-2.js" });
    const again = loader.render({ model: next, el });
    expect(next.sent).toEqual([{ file: "anywidget-2.js" }]);
    next.emit("comm:close");
    await again;
  });

  it("asks the kernel where the server has no such file", async () => {
    document.body.innerHTML = '<script id="jupyter-config-data" type="application/json">{"baseUrl": "/base/"}</script>';
    const model = new FakeModel({ entry: "anywidget-3.js" });
    const rendered = loader.render({ model, el: document.createElement("div") });
    await vi.waitFor(() => expect(model.sent).toEqual([{ file: "anywidget-3.js" }]));
    model.emit("comm:close");
    await rendered;
  });

  it("shows nothing of a model that was read from a file: its kernel is gone", async () => {
    const model = new FakeModel({ entry: "anywidget-5.js", key: "k1" });
    const asked: string[] = [];
    const widget_manager = { get_model: async (id: string) => ({ comm_live: asked.push(id) === 0 }) };
    const el = document.createElement("div");
    await loader.render({ model: Object.assign(model, { widget_manager }), el });
    expect([asked, model.sent, el.innerHTML]).toEqual([["k1"], [], ""]);
  });

  it.each([
    ["is alive", async () => ({ comm_live: true })],
    ["does not say", async () => Promise.reject(new Error("widget model not found"))],
  ])("goes on where a widget manager knows that the kernel %s", async (_, get_model) => {
    const model = new FakeModel({ entry: "anywidget-6.js" });
    const rendered = loader.render({
      model: Object.assign(model, { widget_manager: { get_model } }),
      el: document.createElement("div"),
    });
    await vi.waitFor(() => expect(model.sent).toEqual([{ file: "anywidget-6.js" }]));
    model.emit("comm:close");
    await rendered;
  });

  it("gives the page the height that was asked for", async () => {
    const model = new FakeModel({ entry: "anywidget-4.js", height: 300 });
    const el = document.createElement("div");
    const rendered = loader.render({ model, el });
    expect([el.style.blockSize, el.style.overflow]).toEqual(["300px", "auto"]);
    model.emit("comm:close");
    await rendered;
  });
});
