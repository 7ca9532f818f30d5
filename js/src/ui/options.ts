/** Which options fit what the reader has typed. */

import { t } from "./text";

export type FilterMode = "fuzzy" | "contains" | "prefix" | null;

/** A list of options, prepared for being searched with every key. */
export class Options {
  private folded: readonly string[] | null = null;

  constructor(readonly texts: readonly string[]) {}

  /** The indices of the options that fit `query`: the best first where the search is fuzzy, else in their order. */
  matching(query: string, mode: FilterMode): readonly number[] {
    const needle = fold(query.trim());
    if (needle === "" || mode === null) return this.texts.map((_, index) => index);
    this.folded ??= this.texts.map(fold);
    const rate = FITS[mode];
    return this.folded
      .map((text, index) => ({ index, score: rate(text, needle) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.index - b.index)
      .map(({ index }) => index);
  }

  /** Tells whether `text` is an option, however it is written. */
  has(text: string): boolean {
    const wanted = fold(text.trim());
    this.folded ??= this.texts.map(fold);
    return this.folded.includes(wanted);
  }
}

/** How well a text fits; 0 when it does not. */
const FITS: Record<"fuzzy" | "contains" | "prefix", (text: string, needle: string) => number> = {
  contains: (text, needle) => (text.includes(needle) ? 1 : 0),
  prefix: (text, needle) => (text.startsWith(needle) ? 1 : 0),
  fuzzy(text, needle) {
    if (text === needle) return 5;
    const at = text.indexOf(needle);
    if (at === 0) return 4;
    if (at > 0) return isWordStart(text, at) ? 3 : 2;
    const span = shortestSpan(text, needle);
    return span === 0 ? 0 : needle.length / span;
  },
};

/** Lower case, without accents: "Église" is found by "eglise". */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function isWordStart(text: string, at: number): boolean {
  return !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** The length of the shortest stretch of `text` that has the letters of `needle` in order; 0 if there is none. */
function shortestSpan(text: string, needle: string): number {
  const first = needle.charAt(0);
  let shortest = 0;
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    let end = start;
    for (const letter of needle.slice(1)) {
      end = text.indexOf(letter, end + 1);
      if (end < 0) return shortest;
    }
    const span = end - start + 1;
    if (shortest === 0 || span < shortest) shortest = span;
  }
  return shortest;
}

/** The row that makes an option of what was typed. */
export const NEW_OPTION = "__creatable__";

/** So many options are read faster than searched. */
export const FEW = 8;

interface Prompted {
  options: readonly string[];
  placeholder: string | null;
  accept_new_options: boolean;
}

/** What an empty field asks for, in the author's words or in ours. */
export function promptFor(
  { options, placeholder, accept_new_options: creates }: Prompted,
  many: "one" | "many",
): string {
  if (placeholder !== null) return placeholder;
  const several = many === "many";
  if (options.length === 0) {
    if (!creates) return t("noOptions");
    return t(several ? "addOptions" : "addAnOption");
  }
  if (several) return t(creates ? "chooseOrAddOptions" : "chooseOptions");
  return t(creates ? "chooseOrAddOption" : "chooseOption");
}
