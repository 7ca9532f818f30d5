/**
 * The languages there are beside English, and how their texts are fetched.
 *
 * Do not edit: `scripts/generate` writes this file.
 */

import type { Catalog } from "./text";

export const CATALOGS: Readonly<Record<string, () => Promise<{ default: Catalog }>>> = {
  "de-DE": () => import("../../../jupyterlit/locale/de_DE/LC_MESSAGES/jupyterlit.json"),
  "es-ES": () => import("../../../jupyterlit/locale/es_ES/LC_MESSAGES/jupyterlit.json"),
  "fr-FR": () => import("../../../jupyterlit/locale/fr_FR/LC_MESSAGES/jupyterlit.json"),
  "ja-JP": () => import("../../../jupyterlit/locale/ja_JP/LC_MESSAGES/jupyterlit.json"),
  "pt-BR": () => import("../../../jupyterlit/locale/pt_BR/LC_MESSAGES/jupyterlit.json"),
  "zh-CN": () => import("../../../jupyterlit/locale/zh_CN/LC_MESSAGES/jupyterlit.json"),
};
