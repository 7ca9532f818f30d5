/** The label of an option: an icon in front of it stands apart from the text. */

import { Icon } from "./icon";
import { Markdown } from "./markdown";

const EMOJI = String.raw`\p{Extended_Pictographic}(?:\uFE0F|\u200D|\p{Emoji_Modifier}|\p{Extended_Pictographic})*|\p{Regional_Indicator}{2}`;
const WITH_ICON = new RegExp(String.raw`^\s*(:material/[a-z0-9_]+:|${EMOJI})\s+(\S[\s\S]*)$`, "u");

/** An option in Markdown; `:material/home: Home` and `🏠 Home` have an icon. */
export function OptionLabel({ label }: { label: string }) {
  const [, icon, text] = WITH_ICON.exec(label) ?? [];
  return (
    <>
      {icon !== undefined && <Icon icon={icon} />}
      <Markdown body={text ?? label} inline />
    </>
  );
}
