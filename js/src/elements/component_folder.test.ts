// @vitest-environment jsdom
import { Blob } from "node:buffer";
import { expect, test, vi } from "vitest";
import type { Page } from "../page/page";
import { openFolder } from "./component_folder";

test("a folder becomes one document", async () => {
  const files: Record<string, [string, string]> = {
    "f/index.html": [
      "text/html",
      '<link rel="stylesheet" href="main.css"><script src="main.js"></script><img src="gone.png">',
    ],
    "f/main.css": ["text/css", "p { background: url('a.png') } i { background: url(https://example.org/b.png) }"],
    "f/main.js": ["text/javascript", "1"],
    "f/a.png": ["image/png", "x"],
  };
  const encode = (text: string) => new TextEncoder().encode(text);
  const page = {
    files: {
      make: async (id: string) => {
        const file = files[id];
        if (!file) throw new Error("gone");
        return { total: encode(file[1]).length, mime: file[0] };
      },
      read: async (id: string) => encode(files[id]?.[1] ?? ""),
    },
  } as unknown as Page;
  const blobs = new Map<string, Blob>();
  vi.stubGlobal("Blob", Blob);
  URL.createObjectURL = (blob) => {
    const url = `blob:${blobs.size}`;
    blobs.set(url, blob as unknown as Blob);
    return url;
  };
  URL.revokeObjectURL = (url) => blobs.delete(url);
  const { url, close } = await openFolder(page, "f");
  const text = async (found: string | undefined) => blobs.get(found ?? "")?.text();
  const html = (await text(url)) ?? "";
  const [, sheet, script] = /href="(.*?)".*<script src="(.*?)"/.exec(html) ?? [];
  expect([blobs.get(script ?? "")?.type, await text(script)]).toEqual(["text/javascript", "1"]);
  expect(await text(sheet)).toMatch(/url\("blob:\d+"\).*url\(https:\/\/example.org\/b.png\)/);
  expect(html).toContain('src="gone.png"');
  close();
  expect(blobs.size).toBe(0);
});
