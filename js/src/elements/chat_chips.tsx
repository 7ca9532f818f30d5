/** The files in a chat input: what each is, how far it is, and how to remove it. */

import { useEffect, useId, useState } from "react";
import { Glyph } from "../ui/glyph";
import { MaterialIcon } from "../ui/icon";
import { ProgressLine } from "../ui/progress_line";
import { t } from "../ui/text";
import type { Attached } from "./chat_input_files";
import { fileSize, iconOf } from "./file_uploader_files";

interface ChatChipsProps {
  items: readonly Attached[];
  disabled: boolean;
  onRemove(key: string): void;
}

export function ChatChips({ items, disabled, onRemove }: ChatChipsProps) {
  if (items.length === 0) return null;
  return (
    <ul className="lit-chat-chips" data-testid="stFileChips">
      {items.map((item) => (
        <Chip key={item.key} item={item} disabled={disabled} onRemove={() => onRemove(item.key)} />
      ))}
    </ul>
  );
}

function Chip({ item, disabled, onRemove }: { item: Attached; disabled: boolean; onRemove(): void }) {
  const { name, file, received, error, uploaded } = item;
  const said = useId();
  const picture = usePicture(file);
  return (
    <li
      className="lit-chat-chip stFileChip"
      data-testid="stFileChip"
      aria-label={`${name}, ${fileSize(file.size)}`}
      aria-describedby={error === null ? undefined : said}
      data-invalid={error !== null || undefined}
    >
      {picture !== null && error === null ? (
        <img className="lit-chat-thumbnail" data-testid="stFileChipImagePreview" src={picture} alt="" />
      ) : (
        <span className="lit-chat-sign" aria-hidden="true">
          <MaterialIcon name={error === null ? iconOf(name, file.type) : "error"} hidden />
        </span>
      )}
      <span className="lit-chat-about">
        <span className="lit-chat-name stFileChipName" data-testid="stFileChipName" title={name}>
          <bdi>{name}</bdi>
        </span>
        {error === null ? (
          <span className="lit-chat-size">{fileSize(file.size)}</span>
        ) : (
          <span className="lit-chat-size" id={said} role="alert" data-testid="stFileChipError">
            {error}
          </span>
        )}
        {error === null && uploaded === null && (
          <ProgressLine
            value={received / Math.max(1, file.size)}
            label={t("uploading", { name })}
            testId="stFileChipProgress"
          />
        )}
      </span>
      <span className="lit-chat-removal" data-testid="stFileChipDeleteBtn">
        <button
          type="button"
          className="lit-chat-remove"
          data-testid="stBaseButton-minimal"
          aria-label={t("removeOption", { option: name })}
          title={t("removeOption", { option: name })}
          disabled={disabled}
          onClick={onRemove}
        >
          <Glyph name="close" />
        </button>
      </span>
    </li>
  );
}

/** The address of a picture, as long as it is shown; null for other files. */
function usePicture(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!/^image\/(png|jpe?g|gif|webp|avif|bmp)$/.test(file.type)) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
