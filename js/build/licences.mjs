/** The licences of the packages in a bundle, as one text to ship beside it. */

import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * @param {string} root the folder that holds `node_modules`
 * @param {import("esbuild").Metafile} meta
 */
export async function licences(root, meta) {
  /** @type {Set<string>} */
  const folders = new Set();
  /** Folders within packages: some hold what others have written. @type {Set<string>} */
  const inner = new Set();
  for (const input of Object.keys(meta.inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (!found?.[1]) continue;
    folders.add(found[1]);
    const folder = dirname(input);
    if (folder !== found[1]) inner.add(folder);
  }
  const parts = await Promise.all([
    ...[...folders].sort().map((folder) => describe(join(root, folder))),
    ...[...inner].sort().map((folder) => describeParts(root, folder)),
  ]);
  return parts.filter(Boolean).join(`\n${"-".repeat(78)}\n\n`);
}

async function describe(/** @type {string} */ folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const texts = await licenceTexts(folder);
  return [`${name} ${version} (${license ?? "see below"})\n`, ...texts.map((text) => `${text.trim()}\n`)].join("\n");
}

/** The licences that lie in a folder of a package, empty if there are none. */
async function describeParts(/** @type {string} */ root, /** @type {string} */ folder) {
  const texts = await licenceTexts(join(root, folder));
  return texts.length > 0
    ? [`${folder.replace(/^.*node_modules\//, "")}\n`, ...texts.map((text) => `${text.trim()}\n`)].join("\n")
    : "";
}

async function licenceTexts(/** @type {string} */ folder) {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const names = files.map((file) => file.name).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  return Promise.all(names.sort().map((file) => readFile(join(folder, file), "utf8")));
}
