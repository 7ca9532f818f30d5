/** Markdown as authors write it in labels and texts. */

import type { RootContent } from "mdast";
import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { slug } from "./heading";
import sheet from "./markdown.css";
import { GrowingParser } from "./markdown_growth";
import { draw, textOf } from "./markdown_nodes";
import { hasMath, isPlain, parse } from "./markdown_parse";
import { addStyle } from "./style";

addStyle(sheet);

interface Options {
  body: string;
  /** Draw only what can stand in a label: emphasis, code, links, colours, icons, formulas. */
  inline?: boolean;
  /** Give headings a link to themselves. */
  anchors?: boolean;
  /** Draw HTML in the text, sanitised, instead of showing its source. */
  unsafeHtml?: boolean;
  /** Draw small and quiet. */
  caption?: boolean;
}

interface ParsedOptions extends Options {
  /** Leave out the paragraph. */
  unwrapped?: boolean;
}

/** A text in Markdown; one without any marks is not even parsed. */
export const Markdown = memo(function Markdown({ caption = false, ...options }: Options) {
  return (
    <div
      className={caption ? "lit-markdown lit-caption" : "lit-markdown"}
      data-testid={caption ? "stCaptionContainer" : "stMarkdownContainer"}
    >
      {isPlain(options.body) ? options.body !== "" && <p>{options.body}</p> : <Parsed {...options} />}
    </div>
  );
});

/** A line of Markdown without a box or a paragraph around it. */
export function Inline({ body }: { body: string }): ReactNode {
  return isPlain(body) ? body : <Parsed body={body} inline unwrapped />;
}

/** The text of a line of Markdown, without its marks. */
export function plainText(body: string): string {
  return isPlain(body) ? body : textOf(parse(body));
}

/** The id by which a heading can be linked. */
export function anchorOf(body: string): string {
  return slug(isPlain(body) ? body : textOf(parse(body), true));
}

function Parsed({ body, inline = false, anchors = false, unsafeHtml = false, unwrapped = false }: ParsedOptions) {
  const math = useModule(hasMath(body), mathModule);
  const html = useModule(unsafeHtml && body.includes("<"), htmlModule);
  const drawn = useRef(false);
  // What a text that grows has drawn already stays as it is.
  const growing = useMemo(
    () => ({
      parser: new GrowingParser(math ? [math.SYNTAX] : []),
      drawing: {
        inline,
        anchors,
        math: (formula: string, block: boolean): ReactNode => math && <math.Formula formula={formula} block={block} />,
        blocks: new WeakMap<RootContent, ReactNode>(),
      },
    }),
    [inline, anchors, math],
  );
  const waiting = (unsafeHtml && body.includes("<") && html === null) || (hasMath(body) && math === null);
  useEffect(() => {
    drawn.current = true;
  });
  return useMemo(() => {
    if (waiting && !drawn.current) return <p className="lit-waiting">{body}</p>;
    const { parser, drawing } = growing;
    const root = parser.parse(body);
    if (unwrapped) return draw({ ...root, children: root.children.flatMap(unwrap) }, drawing);
    return html ? html.drawWithHtml(root, drawing) : draw(root, drawing);
  }, [body, unwrapped, waiting, html, growing]);
}

function unwrap(node: RootContent): RootContent[] {
  return node.type === "paragraph" ? node.children : [node];
}

const mathModule = lazyModule(() => import("./markdown_math"));
const htmlModule = lazyModule(() => import("./markdown_html"));

interface LazyModule<T> {
  loaded: T | null;
  load(): Promise<void>;
}

function lazyModule<T>(fetch: () => Promise<T>): LazyModule<T> {
  const module: LazyModule<T> = {
    loaded: null,
    async load() {
      module.loaded = await fetch();
    },
  };
  return module;
}

/** A module that is fetched when it is needed; null until it is there. */
function useModule<T>(needed: boolean, module: LazyModule<T>): T | null {
  const [loaded, setLoaded] = useState(module.loaded);
  useEffect(() => {
    if (!needed || loaded !== null) return;
    let here = true;
    void module.load().then(() => here && setLoaded(() => module.loaded));
    return () => {
      here = false;
    };
  }, [needed, loaded, module]);
  return needed ? loaded : null;
}
