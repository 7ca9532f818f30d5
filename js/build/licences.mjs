/** The licences of the packages in a bundle, as one text to ship beside it. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * @param {string} root the folder that holds `node_modules`
 * @param {import("esbuild").Metafile} meta
 */
export async function licences(root, meta) {
  /** @type {Set<string>} */
  const folders = new Set();
  for (const input of Object.keys(meta.inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found?.[1]) folders.add(found[1]);
  }
  const parts = await Promise.all([...folders].sort().map((folder) => describe(join(root, folder))));
  return parts.join(`\n${"-".repeat(78)}\n\n`);
}

async function describe(/** @type {string} */ folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const names = files.map((file) => file.name).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const texts = await Promise.all(names.sort().map((file) => readFile(join(folder, file), "utf8")));
  return [`${name} ${version} (${license ?? "see below"})\n`, ...texts.map((text) => `${text.trim()}\n`)].join("\n");
}
