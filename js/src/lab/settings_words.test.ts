import type { ISettingRegistry, Schema, Transform } from "@jupyterlab/settingregistry";
import type { TranslationBundle } from "@jupyterlab/translation";
import { expect, test } from "vitest";
import schema from "../../schema/plugin.json";
import { translateSettings } from "./settings_words";

const WORDS: Readonly<Record<string, string>> = {
  "Apps in notebooks": "Apps in Notebooks",
  "Update while editing": "Beim Bearbeiten aktualisieren",
};
const words = { gettext: (text: string) => WORDS[text] ?? text } as TranslationBundle;

test("titles and descriptions are the reader's, the rest is as it was", () => {
  const transforms: Record<string, Transform> = {};
  const registry = { transform: (id: string, given: Transform) => (transforms[id] = given) };
  translateSettings(registry as unknown as ISettingRegistry, "jupyterlit:plugin", words);
  const before = structuredClone(schema) as Schema;
  const plugin = transforms["jupyterlit:plugin"]?.fetch({ id: "jupyterlit:plugin", schema: before });
  expect(plugin?.id).toBe("jupyterlit:plugin");
  expect(plugin?.schema).toEqual({
    ...schema,
    title: "Apps in Notebooks",
    properties: {
      ...schema.properties,
      liveEdit: { ...schema.properties.liveEdit, title: "Beim Bearbeiten aktualisieren" },
    },
  });
  expect(before).toEqual(schema);
});
