import type { Latex } from "../protocol";
import { classes, type ElementProps } from "../ui/element";
import { Formula } from "../ui/markdown_math";
import { Help } from "../ui/tooltip";

/** A formula on a line of its own. */
export function LatexView({ element: { body, help } }: ElementProps<Latex>) {
  return (
    <div className={classes("stMarkdown", help !== null && "lit-with-help")} data-testid="stMarkdown">
      <div className="lit-markdown lit-latex" data-testid="stMarkdownContainer">
        <Formula formula={body} block />
      </div>
      <Help text={help} />
    </div>
  );
}
