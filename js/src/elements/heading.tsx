import type { Tree, Node as TreeNode } from "../page/tree";
import type { Heading as HeadingElement } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Heading } from "../ui/heading";
import { Icon } from "../ui/icon";
import { anchorOf, Inline } from "../ui/markdown";

const CYCLE = ["blue", "green", "orange", "red", "violet", "gray"] as const;

/** A title, header or subheader. */
export function HeadingView({ element, page, node }: ElementProps<HeadingElement>) {
  const { body, level, anchor, help, icon, divider, text_alignment, wrap } = element;
  const color = divider === "auto" ? nextColor(page.tree, node) : divider;
  return (
    <div className="stHeading" data-testid="stHeading" data-align={text_alignment} data-wrap={wrap}>
      <div className="lit-markdown" data-testid="stMarkdownContainer">
        <Heading level={level} anchor={anchor === false ? null : (anchor ?? anchorOf(body))} help={help}>
          {icon !== null && (
            <>
              <Icon icon={icon} />{" "}
            </>
          )}
          <Inline body={body} />
        </Heading>
        {color !== null && <hr className="lit-heading-divider" data-testid="stHeadingDivider" data-color={color} />}
      </div>
    </div>
  );
}

/** Lines whose colour is left to the page take turns, in the order of the page. */
function nextColor(tree: Tree, node: TreeNode): string {
  let before = 0;
  for (const other of tree.walk()) {
    if (other === node) break;
    const element = other.element.peek();
    if (element.kind === "heading" && element.divider === "auto") before += 1;
  }
  return CYCLE[before % CYCLE.length] ?? "gray";
}
