import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";

/** A module that is made when the bundle is; empty here. */
const MADE = "pdf-cmaps";

/** Style sheets as text and fonts as bytes, as `build.mjs` makes them; fonts are empty here. */
function assets(): Plugin {
  const marker = "\0asset:";
  return {
    name: "assets",
    enforce: "pre",
    async resolveId(source, importer) {
      if (source === MADE) return `\0${MADE}`;
      if (!/\.(css|woff2)$/.test(source)) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      // The ending is hidden, so that nobody else takes the file for a style sheet of its own.
      return found && `${marker}${found.id}#`;
    },
    async load(id) {
      if (id === `\0${MADE}`) return "export default {};";
      if (!id.startsWith(marker)) return null;
      const path = resolve(id.slice(marker.length).replace(/[?#].*$/, ""));
      if (path.endsWith(".woff2")) return "export default new Uint8Array();";
      return `export default ${JSON.stringify(await readFile(path, "utf8"))};`;
    },
  };
}

/** JupyterLab's own widgets, as far as the Lab extension needs them; those of others are drawn with the real ones. */
function lumino(): Plugin {
  return {
    name: "lumino",
    enforce: "pre",
    resolveId: (source, importer) =>
      source === "@lumino/widgets" && importer?.includes("/src/lab/") ? resolve("src/testing/lumino.ts") : null,
  };
}

export default defineConfig({
  plugins: [assets(), lumino()],
  test: {
    environment: "happy-dom",
    // Each file has a global object of its own, and all share what a thread has loaded: a third of the work of a process
    // for each. A single worker would give every file the same global object. What they leave behind goes with the
    // thread, which ends when it has grown.
    pool: "vmThreads",
    vmMemoryLimit: "600MB",
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 30_000,
    setupFiles: ["src/vitest.setup.ts"],
  },
});
