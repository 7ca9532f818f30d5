/** The syntax tree of a text that grows: only its end is parsed anew. */

import type { Root, RootContent } from "mdast";
import { parse, type Syntax } from "./markdown_parse";

/** Less text than this is parsed as fast whole. */
const SHORT = 500;
/** Blocks at the end that what follows can still change: a list goes on after a line that seemed to be none. */
const OPEN = 2;
/** Names that stand for something anywhere in a text, before or after it. */
const DEFINITION = /^ {0,3}\[[^\]]+\]:/m;

/** Parses texts of which each is likely to begin as the one before. */
export class GrowingParser {
  private text = "";
  private root: Root = { type: "root", children: [] };

  constructor(private readonly syntax: readonly Syntax[] = []) {}

  /** The tree of a text; blocks that are as they were are the same objects. */
  parse(text: string): Root {
    const open = this.root.children.at(-OPEN);
    const offset = open?.position?.start.offset ?? 0;
    const goesOn = offset > SHORT && text.startsWith(this.text.slice(0, offset)) && !DEFINITION.test(text);
    const kept = goesOn ? this.root.children.slice(0, -OPEN) : [];
    const rest = parse(goesOn ? text.slice(offset) : text, this.syntax).children;
    if (goesOn) for (const node of rest) move(node, offset);
    this.text = text;
    this.root = { type: "root", children: [...kept, ...rest] };
    return this.root;
  }
}

/** Lets a block know its place in the whole text. */
function move(node: RootContent, by: number): void {
  const start = node.position?.start;
  if (start?.offset !== undefined) start.offset += by;
}
