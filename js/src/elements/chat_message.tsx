import { useEffect, useMemo } from "react";
import type { ChatMessage } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { Icon } from "../ui/icon";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./chat_message.css";

addStyle(sheet);

/** One message of a conversation: who has said it, and what. */
export function ChatMessageView({ element, children }: ElementProps<ChatMessage>) {
  const { name } = element;
  const reader = name.toLowerCase() === "user" || name.toLowerCase() === "human";
  return (
    <div className="lit-chat-message stChatMessage" data-testid="stChatMessage" data-reader={reader || undefined}>
      <Avatar element={element} />
      {/* biome-ignore lint/a11y/useSemanticElements: a group of a conversation is no fieldset */}
      <div
        className="lit-chat-content"
        data-testid="stChatMessageContent"
        role="group"
        aria-label={t("chatMessage", { name })}
      >
        <Stack>{children}</Stack>
      </div>
    </div>
  );
}

function Avatar({ element: { name, avatar, picture } }: Pick<ElementProps<ChatMessage>, "element">) {
  const url = usePicture(picture);
  if (url !== null) {
    return (
      <img className="lit-chat-avatar" data-testid="stChatMessageAvatarImage" src={url} alt="" aria-hidden="true" />
    );
  }
  if (avatar === "user" || avatar === "assistant") {
    const testId = avatar === "user" ? "stChatMessageAvatarUser" : "stChatMessageAvatarAssistant";
    return (
      <div className="lit-chat-avatar" data-testid={testId} data-person={avatar} aria-hidden="true">
        <Glyph name={avatar === "user" ? "person" : "robot"} />
      </div>
    );
  }
  return (
    <div className="lit-chat-avatar" data-testid="stChatMessageAvatarCustom" aria-hidden="true">
      {avatar === "" ? initial(name) : <Icon icon={avatar} />}
    </div>
  );
}

/** The first letter of a name, whatever the script it is written in. */
export function initial(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name);
  return first?.segment.toLocaleUpperCase() ?? "";
}

/** The address of a picture: its own, or one for its bytes as long as it is shown. */
function usePicture(picture: ChatMessage["picture"]): string | null {
  const data = picture?.data ?? null;
  const mime = picture?.mime ?? "";
  const made = useMemo(
    () => (data === null ? null : URL.createObjectURL(new Blob([data as BlobPart], { type: mime }))),
    [data, mime],
  );
  useEffect(() => () => (made === null ? undefined : URL.revokeObjectURL(made)), [made]);
  return picture?.url ?? made;
}
