/**
 * What a notebook keeps of an app's cell: fetches the bundle and hands over to it.
 *
 * The bundle comes from the server, or, where the server has none or another one, from the kernel: file by file, over
 * the model's comm. A module made from such a file has a blob URL, against which "./chunk.js" means nothing. So what it
 * imports at once is fetched before it and named by blob URLs, and what it imports later goes through a function here.
 */

import type { Model } from "../transport/anywidget";

interface AppModel extends Model {
  get(name: string): unknown;
  widget_manager?: { get_model(id: string): Promise<{ comm_live?: boolean }> };
}

interface View {
  model: AppModel;
  el: HTMLElement;
  signal?: AbortSignal;
}

interface Bundle {
  render(view: View & { signal: AbortSignal }): unknown;
}

/** A file as the kernel sends it: compressed, with the names of the files it imports at once and later. */
interface Answer {
  file: string;
  imports: string[];
  lazy: string[];
  error?: string;
}

type Import = (file: string) => Promise<unknown>;

/** Shared by all cells of the notebook: the modules made here, and how those import others later. */
const shared = globalThis as { jupyterlitFiles?: Map<string, Promise<string>>; jupyterlitImport?: Import };

/** Rewrites the imports in a module's text; `urls` has those that it needs at once. */
export function relink(text: string, urls: ReadonlyMap<string, string>, lazy: readonly string[]): string {
  let linked = text;
  for (const file of lazy) linked = linked.replaceAll(`import("./${file}")`, `jupyterlitImport("${file}")`);
  for (const [file, url] of urls) linked = linked.replaceAll(`"./${file}"`, `"${url}"`);
  return linked;
}

function ask(model: AppModel, file: string): Promise<{ answer: Answer; data: DataView }> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      model.off("msg:custom", answered);
      model.off("comm:close", lost);
      model.off("comm_live_update", lost);
    };
    const answered = (answer: Answer, [data]: DataView[]): void => {
      if (answer.file !== file) return;
      settle();
      if (data) resolve({ answer, data });
      else reject(new Error(answer.error));
    };
    const lost = (): void => {
      settle();
      reject(new Error("The kernel is gone."));
    };
    model.on("msg:custom", answered);
    model.on("comm:close", lost);
    model.on("comm_live_update", lost);
    model.send({ file });
  });
}

async function makeModule(model: AppModel, file: string): Promise<string> {
  const { answer, data } = await ask(model, file);
  const unzipped = new Blob([data as DataView<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream("gzip"));
  const [text, urls] = await Promise.all([
    new Response(unzipped).text(),
    Promise.all(answer.imports.map(async (name) => [name, await moduleUrl(model, name)] as const)),
  ]);
  const linked = relink(text, new Map(urls), answer.lazy);
  return URL.createObjectURL(new Blob([linked], { type: "text/javascript" }));
}

function moduleUrl(model: AppModel, file: string): Promise<string> {
  shared.jupyterlitFiles ??= new Map();
  const files = shared.jupyterlitFiles;
  let url = files.get(file);
  if (!url) {
    url = makeModule(model, file);
    files.set(file, url);
    url.catch(() => files.delete(file));
  }
  return url;
}

/** Where the Jupyter server that shows this page has our files; null where that is not known. */
function staticUrl(): string | null {
  const config = document.getElementById("jupyter-config-data")?.textContent;
  const { baseUrl } = config ? JSON.parse(config) : {};
  return baseUrl ? new URL(`${baseUrl}lit/static/`, location.href).href : null;
}

async function load(model: AppModel): Promise<Bundle> {
  const entry = String(model.get("entry"));
  const server = staticUrl();
  if (server) {
    try {
      return await import(server + entry);
    } catch {
      // A server without the extension, or with another version of it.
    }
  }
  const importFile: Import = async (file) => import(await moduleUrl(model, file));
  shared.jupyterlitImport = importFile;
  return (await importFile(entry)) as Bundle;
}

/** Whether the model was read from a file, and its kernel is long gone: a copy of the last page stands beside it. */
async function isLeft(model: AppModel, manager: NonNullable<AppModel["widget_manager"]>): Promise<boolean> {
  try {
    return (await manager.get_model(String(model.get("key")))).comm_live === false;
  } catch {
    return false;
  }
}

async function render(view: View): Promise<() => void> {
  const { model, el } = view;
  const gone = new AbortController();
  view.signal?.addEventListener("abort", () => gone.abort());
  const manager = model.widget_manager;
  if (manager && (await isLeft(model, manager))) return () => {};
  const height = model.get("height");
  if (height) Object.assign(el.style, { blockSize: `${height}px`, overflow: "auto" });
  let end: unknown;
  try {
    const bundle = await load(model);
    if (!gone.signal.aborted) end = await bundle.render({ ...view, signal: gone.signal });
  } catch (error) {
    el.textContent = `The app cannot be shown here. ${error instanceof Error ? error.message : error}`;
  }
  return () => {
    gone.abort();
    if (typeof end === "function") end();
  };
}

export default { render };
