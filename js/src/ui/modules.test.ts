import { afterEach, expect, test, vi } from "vitest";
import { filesOf } from "../testing/files";
import { componentPlace, loadModule } from "./modules";

afterEach(() => vi.restoreAllMocks());

test("a module comes over the page's connection, once for all elements", async () => {
  vi.stubGlobal(
    "Blob",
    class {
      constructor(readonly parts: string[]) {}
    },
  );
  const url = vi
    .spyOn(URL, "createObjectURL")
    .mockImplementation((blob) => `data:text/javascript,${(blob as unknown as { parts: string[] }).parts.join("")}`);
  const texts: Record<string, string> = {};
  const page = filesOf(texts);
  await expect(loadModule(page, { id: "f" })).rejects.toThrow("gone");
  texts["f/index.js"] = "export default {};";
  const module = await loadModule(page, { id: "f" });
  expect((await loadModule(page, { id: "f" })).default).toBe(module.default);
  expect(url).toHaveBeenCalledTimes(1);
});

test("where the server has the files, modules have addresses there", () => {
  expect(componentPlace(filesOf({}, "/base/lit/media/HANDLE/"))).toBe("/base/lit/component/HANDLE/");
  expect(componentPlace(filesOf({}))).toBeNull();
});
