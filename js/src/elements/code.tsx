import type { Code } from "../protocol";
import { CodeBlock } from "../ui/code_block";
import type { ElementProps } from "../ui/element";

/** Source code. */
export function CodeView({ element }: ElementProps<Code>) {
  return (
    <CodeBlock
      code={element.body}
      language={element.language}
      lineNumbers={element.line_numbers}
      wrapLines={element.wrap_lines}
    />
  );
}
