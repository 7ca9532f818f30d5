/** The words of our settings in the reader's language. */

import type { ISettingRegistry, Schema } from "@jupyterlab/settingregistry";
import type { TranslationBundle } from "@jupyterlab/translation";

/**
 * Lets the settings editor show our settings in the reader's language: JupyterLab's server knows only what its language
 * packs say of schemas, and nothing of the words that a package brings along.
 */
export function translateSettings(registry: ISettingRegistry, id: string, words: TranslationBundle): void {
  registry.transform(id, { fetch: (plugin) => ({ ...plugin, schema: inWords(plugin.schema, words) }) });
}

function inWords(schema: Schema, words: TranslationBundle): Schema {
  const properties: Record<string, Schema> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) properties[name] = inWords(property, words);
  return {
    ...schema,
    ...(schema.title ? { title: words.gettext(schema.title) } : {}),
    ...(schema.description ? { description: words.gettext(schema.description) } : {}),
    ...(schema.properties ? { properties } : {}),
  };
}
