/** The licences of the packages in a bundle, as one text to ship beside it. */

import { existsSync } from "node:fs";
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

/** What packages contain of others, whose licences they do not bring along. @type {Record<string, (folder: string) => Promise<string>>} */
const CONTAINED = {
  "@fontsource/material-symbols-rounded": async () =>
    "Google offers these symbols under the Apache License 2.0 as well: https://github.com/google/material-design-icons.",
  "@viz-js/viz": async (folder) => {
    const built = JSON.parse(await readFile(join(folder, "lib", "provenance.json"), "utf8"));
    /** @type {{ uri: string }[]} */
    const sources = built.predicate.buildDefinition.resolvedDependencies;
    const text = await readFile(new URL("licences/viz.txt", import.meta.url), "utf8");
    return text.replace("{sources}", sources.map(({ uri }) => `- ${uri}`).join("\n"));
  },
};

async function describe(/** @type {string} */ folder) {
  const described = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { name, version, license } = described;
  const texts = await licenceTexts(folder);
  if (texts.length === 0) texts.push(await standardText(described));
  texts.push(...(await licenceTexts(join(folder, "licenses"))));
  const contained = CONTAINED[name];
  if (contained) texts.push(await contained(folder));
  return [`${name} ${version} (${license ?? "see below"})\n`, ...texts.map((text) => `${text.trim()}\n`)].join("\n");
}

/**
 * The text of the licence that a package names and does not bring along, though the licence asks for it.
 * @param {{ name: string, license?: string, author?: string | { name: string }, repository?: string | { url: string } }} described
 */
async function standardText({ name, license, author, repository }) {
  const holder = (typeof author === "string" ? author : author?.name) ?? `the authors of ${name}`;
  const source = typeof repository === "string" ? repository : repository?.url;
  try {
    const text = await readFile(new URL(`licences/${license}.txt`, import.meta.url), "utf8");
    return text.replace("{holder}", source ? `${holder}, ${source}` : holder);
  } catch (error) {
    throw new Error(`${name} comes without the text of its licence: put it into js/build/licences/${license}.txt.`, {
      cause: error,
    });
  }
}

/** The licences that lie in a folder of a package, empty if there are none. */
async function describeParts(/** @type {string} */ root, /** @type {string} */ folder) {
  const texts = await licenceTexts(join(root, folder));
  return texts.length > 0
    ? [`${folder.replace(/^.*node_modules\//, "")}\n`, ...texts.map((text) => `${text.trim()}\n`)].join("\n")
    : "";
}

async function licenceTexts(/** @type {string} */ folder) {
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const names = files.map((file) => file.name).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  return Promise.all(names.sort().map((file) => readFile(join(folder, file), "utf8")));
}
