/** Which language the page's own words are in: that of the page if it says, else the first of the browser's that there is. */

import { CATALOGS } from "./catalogs";
import { speak } from "./text";

/** Fetches the words that the reader is to have. English ones are there; they also stand in where others do not come. */
export async function speakReaders(): Promise<void> {
  const told = document.documentElement.lang;
  const language = choose(told ? [told] : navigator.languages);
  const texts = await CATALOGS[language]?.().catch(() => null);
  if (texts) speak(language, texts.default);
}

/** The first of the wanted languages that there is, as it is called here: that of another country does, of another script not. */
export function choose(wanted: readonly string[]): string {
  for (const each of wanted) {
    const found = ["en", ...Object.keys(CATALOGS)].find((language) => alike(language, each));
    if (found) return found;
  }
  return "en";
}

function alike(language: string, other: string): boolean {
  const [one, two] = [written(language), written(other)];
  return one !== null && one === two;
}

/** A language and its script; null of what is no language. */
function written(tag: string): string | null {
  try {
    const { language, script } = new Intl.Locale(tag.replaceAll("_", "-")).maximize();
    return `${language}-${script}`;
  } catch {
    return null;
  }
}
