import type { Markdown as MarkdownElement } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { Help } from "../ui/tooltip";

/** Formatted text. */
export function MarkdownView({ element }: ElementProps<MarkdownElement>) {
  const { body, unsafe_html, caption, anchors, help, text_alignment, wrap } = element;
  return (
    <div
      className={help === null ? "stMarkdown" : "stMarkdown lit-with-help"}
      data-testid="stMarkdown"
      data-align={text_alignment}
      data-wrap={wrap}
    >
      <Markdown body={body} anchors={anchors} unsafeHtml={unsafe_html} caption={caption} />
      <Help text={help} />
    </div>
  );
}
