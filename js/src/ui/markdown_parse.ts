/** Markdown to a syntax tree: GitHub's dialect and what Streamlit adds, colours, icons, emoji and typographic signs. */

import type { Data, Node, Parent, PhrasingContent, Root, RootContent, Text } from "mdast";
import { fromMarkdown, type Options, type Extension as TreeExtension } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Coloured text, a coloured background, a badge, or small text. */
export interface Styled extends Parent {
  type: "styled";
  look: "text" | "background" | "badge" | "small";
  color: string;
  children: PhrasingContent[];
}

/** `:material/name:` or `:shortcode:`. */
export interface Symbol extends Node {
  type: "symbol";
  family: "material" | "emoji";
  name: string;
  data?: Data;
}

declare module "mdast" {
  interface PhrasingContentMap {
    styled: Styled;
    symbol: Symbol;
  }
  interface RootContentMap {
    styled: Styled;
    symbol: Symbol;
  }
}

/** More syntax, fetched when a text needs it. */
export interface Syntax {
  micromark: NonNullable<NonNullable<Options["extensions"]>[number]>;
  tree: TreeExtension;
}

export const COLORS = ["red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "rainbow", "primary"];

const OPENING = new RegExp(`:(?:(small)|(${COLORS.join("|")})(-background|-badge)?)\\[`);
const SYMBOL = /:material\/([a-z0-9_]+):|:([a-z0-9_+-]*[a-z_][a-z0-9_+-]*|[+-]1|100|1234):/;
const PLAIN =
  /^(?!\s|[-+]\s|[-=]{2,}|\d+[.)]\s)(?:(?![\\`*_[\]<>&~$#\n@]|--|https?:|www\.|:[a-z0-9_+-]+[:[/]|>=|<=).)*$/i;

const TYPOGRAPHY: readonly [RegExp, string][] = [
  [/<->/g, "↔"],
  [/<-(?!-)/g, "←"],
  [/(^|[^-])->/g, "$1→"],
  [/(^|[^-])--(?!-)/g, "$1—"],
  [/>=/g, "≥"],
  [/<=/g, "≤"],
  [/~=/g, "≈"],
];

/** Tells whether Markdown would leave a text as it is. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Tells whether a text has formulas. */
export function hasMath(text: string): boolean {
  return /\$[^$]+\$/.test(text);
}

/** The syntax tree of a text. */
export function parse(text: string, more: readonly Syntax[] = []): Root {
  const escapes = /\\[[\]:]/.test(text);
  const root = fromMarkdown(text, {
    extensions: [gfm(), ...more.map((syntax) => syntax.micromark)],
    mdastExtensions: [gfmFromMarkdown(), ...more.map((syntax) => syntax.tree), ...(escapes ? [ESCAPES] : [])],
  });
  refine(root);
  if (escapes) restoreEscaped(root);
  return root;
}

/** Signs of our syntax that an author has escaped, until it has been read. */
const ESCAPED: Readonly<Record<string, string>> = { "[": "\ue000", "]": "\ue001", ":": "\ue002" };
const PLAIN_AGAIN = Object.entries(ESCAPED).map(([sign, mark]) => [mark, sign] as const);

const ESCAPES: TreeExtension = {
  exit: {
    characterEscapeValue(token) {
      const tail = this.stack.pop() as Text;
      const sign = this.sliceSerialize(token);
      tail.value += ESCAPED[sign] ?? sign;
      if (tail.position) tail.position.end = { ...token.end };
    },
  },
};

/** Puts escaped signs back. */
function restoreEscaped(node: Root | RootContent): void {
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === "string") {
      const plain = PLAIN_AGAIN.reduce((text, [mark, sign]) => text.replaceAll(mark, sign), value);
      if (plain !== value) Object.assign(node, { [name]: plain });
    }
  }
  if ("children" in node) node.children.forEach(restoreEscaped);
}

/** Finds Streamlit's additions in the texts of a tree. */
function refine(parent: Root | RootContent): void {
  if (!("children" in parent)) return;
  const children = parent.children as RootContent[];
  for (const child of children) refine(child);
  if (children.some((child) => child.type === "text")) {
    (parent as { children: RootContent[] }).children = withSymbols(styled(children));
  }
}

/** Gathers what stands between `:red[` and its bracket, across the nodes of one parent. */
function styled(children: readonly RootContent[]): RootContent[] {
  const done: RootContent[] = [];
  const rest = [...children];
  for (let node = rest.shift(); node; node = rest.shift()) {
    const opening = node.type === "text" ? OPENING.exec(node.value) : null;
    if (node.type !== "text" || opening === null) {
      done.push(node);
      continue;
    }
    const after = text(node.value.slice(opening.index + opening[0].length));
    const found = upToBracket([after, ...rest]);
    if (found === null) {
      done.push(node);
      continue;
    }
    if (opening.index > 0) done.push(text(node.value.slice(0, opening.index)));
    const [, small, color = "", look] = opening;
    done.push({
      type: "styled",
      look: small ? "small" : look === "-background" ? "background" : look === "-badge" ? "badge" : "text",
      color: color === "grey" ? "gray" : color,
      children: withSymbols(styled(found.inside)) as PhrasingContent[],
    });
    rest.splice(0, rest.length, ...found.beyond);
  }
  return done;
}

/** Splits nodes at the bracket that closes one opened before them. */
function upToBracket(nodes: readonly RootContent[]): { inside: RootContent[]; beyond: RootContent[] } | null {
  let depth = 1;
  for (const [index, node] of nodes.entries()) {
    if (node.type !== "text") continue;
    for (let at = 0; at < node.value.length; at++) {
      if (node.value[at] === "[") depth += 1;
      if (node.value[at] === "]") depth -= 1;
      if (depth > 0) continue;
      const before = node.value.slice(0, at);
      const after = node.value.slice(at + 1);
      return {
        inside: [...nodes.slice(0, index), ...(before ? [text(before)] : [])],
        beyond: [...(after ? [text(after)] : []), ...nodes.slice(index + 1)],
      };
    }
  }
  return null;
}

function withSymbols(nodes: readonly RootContent[]): RootContent[] {
  return nodes.flatMap((node) => (node.type === "text" ? symbols(node) : [node]));
}

/** Finds icons and emoji in a text, and sets its arrows and dashes. */
function symbols(node: Text): RootContent[] {
  const done: RootContent[] = [];
  let rest = node.value;
  for (let found = SYMBOL.exec(rest); found; found = SYMBOL.exec(rest)) {
    if (found.index > 0) done.push(text(typographic(rest.slice(0, found.index))));
    const [, material, emoji] = found;
    done.push({ type: "symbol", family: material ? "material" : "emoji", name: material ?? emoji ?? "" });
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== "" || done.length === 0) done.push(text(typographic(rest)));
  return done;
}

function typographic(value: string): string {
  return TYPOGRAPHY.reduce((result, [sign, better]) => result.replace(sign, better), value);
}

function text(value: string): Text {
  return { type: "text", value };
}
