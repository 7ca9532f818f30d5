import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Uploaded } from "../page/uploads";
import type { ChatInput, Json } from "../protocol";
import { CaptureGlyph } from "../ui/capture_glyph";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { IconButton } from "../ui/icon_button";
import { useSignal, useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { ChatChips } from "./chat_chips";
import sheet from "./chat_input.css";
import { attachmentsOf } from "./chat_input_files";
import { ChatRecorder, useSpoken } from "./chat_recorder";
import { breakLine, type Message, toEnd, useAnswering, useFollowing, useHeight, useSent } from "./chat_sending";
import { type Chosen, chosenFrom, dropped } from "./file_uploader_files";

addStyle(sheet);

/** A field for messages. What is typed stays there until Python has it. */
export function ChatInputView({ element, page }: ElementProps<ChatInput>) {
  const { placeholder, max_chars: limit, takes, speaks, least, height, submit_mode: mode } = element;
  const { value, edit } = useValue<Json>(page.values, element);
  const text = textOf(value);
  const attachments = attachmentsOf(page, element);
  const files = useSignal(attachments.items);
  const answering = useAnswering(page, mode !== "submit");
  const disabled = element.disabled || answering.waits;
  const [notice, setNotice] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const instructions = useId();
  const spoken = useSpoken(page, element, (recording) => send(recording));
  const sent = useSent(page, value, () => {
    attachments.restore();
    setNotice(t("messageRefused"));
  });

  const coming = files.some((file) => file.error === null && file.uploaded === null);
  const filled = text.trim() !== "" || files.some((file) => file.uploaded !== null);
  const ready = filled && !coming && !disabled;

  useHeight(field, text);
  useFollowing(root);
  const connected = useSignal(page.connection) === "connected";
  useEffect(() => {
    if (connected) {
      setNotice(null);
      return;
    }
    // Nobody knows whether what has just been sent has arrived: the reader decides.
    const message = sent.unheard();
    if (message === null || textOf(page.values.of(element).peek()) !== "") return;
    page.values.edit(element, { text: message.text ?? "" });
    attachments.restore();
    setNotice(t("messageWaits"));
  }, [connected, page, element, attachments, sent]);

  function send(recording: Uploaded | null): boolean {
    if (disabled || coming || (recording === null && !filled)) return false;
    if (page.connection.peek() !== "connected") {
      setNotice(t("messageWaits"));
      return false;
    }
    const message: Message = { text };
    if (takes !== "none") message.files = attachments.take().map(plain);
    if (speaks) message.audio = recording === null ? [] : [plain(recording)];
    setNotice(null);
    sent.note(message);
    page.values.trigger(element, message);
    edit({ text: "" });
    answering.begin(field.current);
    field.current?.focus();
    toEnd(root.current);
    return true;
  }

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While a word is being composed, Enter takes it; some browsers say so by this code alone.
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (event.shiftKey) breakLine(event.currentTarget, write);
    else send(null);
  }

  function write(typed: string): void {
    setNotice(null);
    edit({ text: limit === null ? typed : [...typed].slice(0, limit).join("") });
  }

  function attach(chosen: readonly Chosen[]): void {
    setNotice(null);
    attachments.add(chosen);
    field.current?.focus();
  }

  function pasted(event: ClipboardEvent): void {
    const found = Array.from(event.clipboardData.files);
    if (takes === "none" || disabled || found.length === 0) return;
    event.preventDefault();
    attach(chosenFrom(found));
  }

  const takesFiles = takes !== "none";
  const dragging = takesFiles && {
    onDragEnter: drag,
    onDragOver: drag,
    onDragLeave(event: DragEvent) {
      if (!(event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget))) setOver(false);
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      setOver(false);
      if (!disabled) void dropped(event.dataTransfer).then(attach);
    },
  };

  function drag(event: DragEvent): void {
    event.preventDefault(); // the browser would open what is dropped
    event.dataTransfer.dropEffect = disabled ? "none" : "copy";
    setOver(!disabled && event.dataTransfer.types.includes("Files"));
  }

  return (
    <div ref={root} className="lit-chat-input stChatInput" data-testid="stChatInput" data-height={height} {...dragging}>
      <div
        className="lit-chat-box"
        data-over={over || undefined}
        data-live={spoken.live || undefined}
        data-disabled={disabled || undefined}
        style={{ minBlockSize: least ?? undefined }}
      >
        {over && (
          <p className="lit-chat-drop" aria-hidden="true">
            {t(takes === "directory" ? "dropDirectory" : takes === "one" ? "dropFile" : "dropFiles")}
          </p>
        )}
        <ChatChips
          items={files}
          disabled={disabled}
          onRemove={(key) => {
            attachments.remove(key);
            field.current?.focus();
          }}
        />
        <div className="lit-chat-row" data-tall={least !== null || height === "stretch" || undefined}>
          {takesFiles && !spoken.shown && (
            <div className="lit-chat-attach" data-testid="stChatInputFileUploadButton">
              <input
                ref={input}
                className="lit-chat-file"
                type="file"
                aria-label={t("fileInput")}
                tabIndex={-1}
                accept={element.types.join(",") || undefined}
                multiple={takes !== "one"}
                disabled={disabled}
                onChange={(event) => {
                  attach(chosenFrom(event.target.files ?? []));
                  event.target.value = ""; // so that the same file can be chosen again
                }}
                {...(takes === "directory" && { webkitdirectory: "" })}
              />
              <IconButton
                label={t(takes === "directory" ? "attachDirectory" : takes === "one" ? "attachFile" : "attachFiles")}
                disabled={disabled}
                onClick={() => input.current?.click()}
              >
                <Glyph name="plus" />
              </IconButton>
            </div>
          )}
          <ChatRecorder spoken={spoken} onLeave={() => requestAnimationFrame(() => field.current?.focus())} />
          <textarea
            ref={field}
            className="lit-chat-text"
            data-testid="stChatInputTextArea"
            hidden={spoken.shown}
            placeholder={placeholder}
            aria-label={placeholder}
            aria-describedby={limit === null ? undefined : instructions}
            rows={1}
            enterKeyHint="send"
            value={text}
            disabled={disabled}
            onChange={(event) => write(event.target.value)}
            onKeyDown={pressed}
            onPaste={pasted}
          />
          {!spoken.shown && (
            <div className="lit-chat-buttons">
              {limit !== null && (
                <div id={instructions} className="stChatInputInstructions" data-testid="InputInstructions">
                  {text !== "" && <span className="lit-chat-count">{`${[...text].length}/${limit}`}</span>}
                </div>
              )}
              {speaks && (
                <IconButton
                  label={t("startRecording")}
                  data-testid="stChatInputMicButton"
                  disabled={disabled}
                  aria-busy={spoken.asking || undefined}
                  onClick={spoken.start}
                >
                  <CaptureGlyph name="microphone" />
                </IconButton>
              )}
              {answering.waits && mode === "stop" ? (
                <IconButton
                  label={t("stopScript")}
                  look="primary"
                  data-testid="stChatInputStopButton"
                  disabled={answering.stopping}
                  onClick={() => page.stop()}
                >
                  <CaptureGlyph name="stop" />
                </IconButton>
              ) : (
                <IconButton
                  label={t("sendMessage")}
                  look="primary"
                  data-testid="stChatInputSubmitButton"
                  disabled={!ready}
                  onClick={() => send(null)}
                >
                  <CaptureGlyph name="send" />
                </IconButton>
              )}
            </div>
          )}
        </div>
      </div>
      {(notice ?? spoken.problem) !== null && (
        <p className="lit-chat-notice" role="alert">
          {notice ?? spoken.problem}
        </p>
      )}
    </div>
  );
}

function textOf(value: Json): string {
  return typeof value === "object" && value !== null && "text" in value ? String(value.text) : "";
}

function plain({ id, name, type, size }: Uploaded): Json {
  return { id, name, type, size };
}
