/** Markdown with HTML in it, sanitised. A module of its own, as few texts need it. */

import { fromDom } from "hast-util-from-dom";
import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { Parent, Root, RootContent } from "mdast";
import type { ReactNode } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { type Drawing, draw } from "./markdown_nodes";
import { sanitized } from "./sanitize";

const SLOT = "lit-slot";

/** Draws a tree whose `html` nodes are HTML and not text. */
export function drawWithHtml(root: Root, drawing: Drawing): ReactNode {
  const slots: RootContent[] = [];
  const source = root.children.map((node) => toHtml(node, slots)).join("\n");
  const fragment = sanitized(source, { ADD_TAGS: [SLOT], ADD_ATTR: ["n"] });
  if (fragment === null) return draw(root, drawing); // as text, rather than unchecked
  const definitions = root.children.filter(({ type }) => type === "definition" || type === "footnoteDefinition");
  const slot = ({ n }: { n: string }): ReactNode => {
    const node = slots[Number(n)];
    return node && draw({ type: "root", children: [node, ...definitions] }, drawing);
  };
  const tree = fromDom(fragment) as Parameters<typeof toJsxRuntime>[0];
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, components: { [SLOT]: slot } as object as Components });
}

/** HTML in which everything that is not HTML, and cannot hold any, is a numbered slot. */
function toHtml(node: RootContent, slots: RootContent[]): string {
  if (node.type === "html") return node.value;
  const tag = holdsHtml(node) ? tagOf(node) : null;
  if (tag === null) return `<${SLOT} n="${slots.push(node) - 1}"></${SLOT}>`;
  const inner = (node as Parent).children.map((child) => toHtml(child as RootContent, slots)).join("");
  return `<${tag}>${inner}</${tag.split(" ", 1)[0]}>`;
}

function holdsHtml(node: RootContent): boolean {
  return node.type === "html" || ("children" in node && node.children.some((child) => holdsHtml(child as RootContent)));
}

/** The tag of what HTML can stand in: there an element opened in one node may be closed in another. */
function tagOf(node: RootContent): string | null {
  switch (node.type) {
    case "heading":
      return `h${node.depth} class="lit-h${node.depth}"`;
    case "list":
      return node.ordered ? "ol" : "ul";
    default:
      return TAGS[node.type] ?? null;
  }
}

const TAGS: Partial<Record<RootContent["type"], string>> = {
  blockquote: "blockquote",
  delete: "del",
  emphasis: "em",
  listItem: "li",
  paragraph: "p",
  strong: "strong",
  table: "table",
  tableCell: "td",
  tableRow: "tr",
};
