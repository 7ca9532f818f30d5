/** A Markdown syntax tree as React elements. */

import type { AlignType, Definition, FootnoteDefinition, Nodes, Root, RootContent, Table } from "mdast";
import { type AnchorHTMLAttributes, Fragment, type MouseEvent, type ReactNode } from "react";
import { CodeBlock } from "./code_block";
import { Heading, slug } from "./heading";
import { Emoji, MaterialIcon } from "./icon";
import type { Styled } from "./markdown_parse";
import { t } from "./text";

/** What drawing a tree depends on. */
export interface Drawing {
  /** In a label only text-like parts are drawn, of others what they contain. */
  inline: boolean;
  /** Whether headings get a link to themselves. */
  anchors: boolean;
  /** Draws a formula; raw text stands for it while the code is fetched. */
  math(formula: string, block: boolean): ReactNode;
  /** Blocks of this text that have been drawn already. */
  blocks?: WeakMap<RootContent, ReactNode>;
}

const SAFE_URL = /^(?:https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])/i;
const SAFE_IMAGE = /^(?:https?:|data:image\/|[^:]*$|[^:]*[/?#])/i;

/** Where a link may lead; nothing for what could run a script. */
function safe(url: string, allowed: RegExp): string | undefined {
  return allowed.test(url.trim()) ? url : undefined;
}

/** Draws a tree. */
export function draw(root: Root, drawing: Drawing): ReactNode {
  return new Drawer(root, drawing).all(root.children);
}

class Drawer {
  private readonly definitions = new Map<string, Definition>();
  private readonly footnotes = new Map<string, FootnoteDefinition>();
  private readonly cited: string[] = [];

  constructor(
    root: Root,
    private readonly drawing: Drawing,
  ) {
    for (const node of root.children) {
      if (node.type === "definition") this.definitions.set(node.identifier, node);
      if (node.type === "footnoteDefinition") this.footnotes.set(node.identifier, node);
    }
  }

  all(nodes: readonly RootContent[]): ReactNode {
    const body = this.top(nodes);
    const notes = this.cited.flatMap((name) => this.footnotes.get(name) ?? []);
    if (notes.length === 0) return body;
    return (
      <>
        {body}
        <section className="lit-footnotes" data-footnotes="true" aria-label={t("footnotes")}>
          <ol>
            {notes.map((note, index) => (
              <li key={note.identifier} id={`user-content-fn-${note.identifier}`}>
                {this.children(note.children)}
                <Jump
                  to={`user-content-fnref-${note.identifier}`}
                  data-footnote-backref=""
                  aria-label={t("footnoteBack", { number: String(index + 1) })}
                >
                  ↩
                </Jump>
              </li>
            ))}
          </ol>
        </section>
      </>
    );
  }

  /** The blocks of a text: those that stand for themselves are drawn once. */
  private top(nodes: readonly RootContent[]): ReactNode {
    const { blocks } = this.drawing;
    if (blocks === undefined || this.definitions.size > 0 || this.footnotes.size > 0) return this.children(nodes);
    return nodes.map((node, index) => {
      const known = blocks.get(node);
      if (known !== undefined) return known;
      // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a text have no other identity
      const drawn = <Fragment key={index}>{this.node(node)}</Fragment>;
      blocks.set(node, drawn);
      return drawn;
    });
  }

  private children(nodes: readonly RootContent[]): ReactNode {
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a text have no other identity
    return nodes.map((node, index) => <Fragment key={index}>{this.node(node)}</Fragment>);
  }

  private node(node: RootContent): ReactNode {
    switch (node.type) {
      case "text":
        return node.value;
      case "paragraph":
        return <p>{this.children(node.children)}</p>;
      case "strong":
        return <strong>{this.children(node.children)}</strong>;
      case "emphasis":
        return <em>{this.children(node.children)}</em>;
      case "delete":
        return <del>{this.children(node.children)}</del>;
      case "inlineCode":
        return <code>{node.value}</code>;
      case "break":
        return <br />;
      case "link":
        return (
          <Link url={node.url} title={node.title}>
            {this.children(node.children)}
          </Link>
        );
      case "linkReference": {
        const target = this.definitions.get(node.identifier);
        if (!target) return this.children(node.children);
        return (
          <Link url={target.url} title={target.title}>
            {this.children(node.children)}
          </Link>
        );
      }
      case "image":
        return <img src={safe(node.url, SAFE_IMAGE)} alt={node.alt ?? ""} title={node.title ?? undefined} />;
      case "imageReference":
        return <img src={safe(this.definitions.get(node.identifier)?.url ?? "", SAFE_IMAGE)} alt={node.alt ?? ""} />;
      case "styled":
        return <StyledText node={node}>{this.children(node.children)}</StyledText>;
      case "symbol":
        return node.family === "material" ? <MaterialIcon name={node.name} /> : <Emoji name={node.name} />;
      case "inlineMath":
        return this.drawing.math(node.value, false);
      case "html":
        return node.value;
      case "definition":
      case "footnoteDefinition":
        return null;
      default:
        return this.drawing.inline && "children" in node
          ? this.children(node.children as RootContent[])
          : this.block(node);
    }
  }

  private block(node: RootContent): ReactNode {
    switch (node.type) {
      case "heading":
        return (
          <Heading level={node.depth} anchor={this.drawing.anchors ? slug(textOf(node, true)) : null}>
            {this.children(node.children)}
          </Heading>
        );
      case "code":
        return this.drawing.inline ? (
          node.value
        ) : (
          <div data-testid="stMarkdownPre">
            <CodeBlock code={node.value} language={node.lang ?? null} />
          </div>
        );
      case "math":
        return this.drawing.math(node.value, true);
      case "blockquote":
        return <blockquote dir="auto">{this.children(node.children)}</blockquote>;
      case "list":
        return node.ordered ? (
          <ol start={node.start ?? 1} dir="auto">
            {this.children(node.children)}
          </ol>
        ) : (
          <ul dir="auto">{this.children(node.children)}</ul>
        );
      case "listItem": {
        const [first, ...rest] = node.children;
        const tight = !node.spread && first?.type === "paragraph";
        return (
          <li className={typeof node.checked === "boolean" ? "lit-task" : undefined}>
            {typeof node.checked === "boolean" && (
              <input type="checkbox" aria-label={first && textOf(first)} checked={node.checked} disabled readOnly />
            )}
            {tight ? this.children(first.children) : first && this.node(first)}
            {this.children(rest)}
          </li>
        );
      }
      case "table":
        return this.table(node);
      case "thematicBreak":
        return this.drawing.inline ? null : <hr />;
      case "footnoteReference":
        if (!this.cited.includes(node.identifier)) this.cited.push(node.identifier);
        return (
          <sup>
            <Jump
              id={`user-content-fnref-${node.identifier}`}
              to={`user-content-fn-${node.identifier}`}
              data-footnote-ref="true"
            >
              {this.cited.indexOf(node.identifier) + 1}
            </Jump>
          </sup>
        );
      default:
        return null;
    }
  }

  private table({ align, children }: Table): ReactNode {
    const [head, ...rows] = children;
    const cell = (nodes: readonly RootContent[], index: number, header: boolean) => {
      const Cell = header ? "th" : "td";
      return (
        <Cell key={index} style={aligned(align?.[index])}>
          {this.children(nodes)}
        </Cell>
      );
    };
    return (
      <div className="lit-table-scroll">
        <table>
          <thead>
            <tr>{head?.children.map((item, index) => cell(item.children, index, true))}</tr>
          </thead>
          <tbody>
            {rows.map((row, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={number}>{row.children.map((item, index) => cell(item.children, index, false))}</tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  }
}

function aligned(align: AlignType | undefined) {
  return align ? { textAlign: align } : undefined;
}

function Link({ url, title, children }: { url: string; title?: string | null | undefined; children: ReactNode }) {
  const href = safe(url, SAFE_URL);
  const told = title ?? undefined;
  return href?.startsWith("#") ? (
    <a href={href} title={told}>
      {children}
    </a>
  ) : (
    <a href={href} title={told} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** A link within one text: another text on the page can have notes of the same name. */
function Jump({ to, ...props }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const jump = (event: MouseEvent) => {
    const text = event.currentTarget.closest(".lit-markdown");
    const target = text?.querySelector<HTMLElement>(`#${CSS.escape(to)}`);
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: "center" });
    (target.matches("a") ? target : target.querySelector("a"))?.focus({ preventScroll: true });
  };
  return <a href={`#${to}`} onClick={jump} {...props} />;
}

const LOOKS = {
  text: "stMarkdownColoredText",
  background: "stMarkdownColoredBackground lit-colored-background",
  badge: "stMarkdownBadge lit-badge",
  small: "lit-small",
} as const;

function StyledText({ node, children }: { node: Styled; children: ReactNode }) {
  return (
    <span className={LOOKS[node.look]} data-color={node.color || undefined}>
      {children}
    </span>
  );
}

/** The text of a node, without its marks; icons have a name that counts in addresses. */
export function textOf(node: Nodes, icons = false): string {
  if (node.type === "symbol") return icons && node.family === "material" ? node.name : "";
  if ("value" in node) return node.value;
  if ("children" in node) return node.children.map((child) => textOf(child, icons)).join("");
  return "";
}
