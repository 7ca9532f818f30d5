import type { Text } from "../protocol";
import type { ElementProps } from "../ui/element";
import { addStyle } from "../ui/style";
import { Help } from "../ui/tooltip";
import sheet from "./text.css";

addStyle(sheet);

/** Text as it is: spaces and line ends count. */
export function TextView({ element }: ElementProps<Text>) {
  return (
    <div className="lit-text stText" data-testid="stText" data-align={element.text_alignment} data-wrap={element.wrap}>
      <span>{element.body}</span>
      <Help text={element.help} />
    </div>
  );
}
