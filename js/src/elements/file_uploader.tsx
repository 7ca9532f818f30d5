import { type ChangeEvent, type ClipboardEvent, type DragEvent, useEffect, useId, useRef, useState } from "react";
import type { Uploaded } from "../page/uploads";
import type { FileUploader, Json } from "../protocol";
import { PushButton } from "../ui/button";
import type { ElementProps } from "../ui/element";
import { MaterialIcon } from "../ui/icon";
import { WidgetLabel } from "../ui/label";
import { useSignal, useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./file_uploader.css";
import { type Chosen, chosenFrom, dropped, fileSize, iconOf, limits } from "./file_uploader_files";
import { type Item, listOf } from "./file_uploader_list";

addStyle(sheet);

/** How many files are drawn until the reader wants to see the others. */
const DRAWN = 100;

/** A place for files: they are sent as soon as they are chosen, and become its value when they have arrived. */
export function FileUploaderView({ element, page }: ElementProps<FileUploader>) {
  const { label, disabled, types, multiple, directory, form } = element;
  const { value, commit } = useValue<Json>(page.values, element);
  const list = listOf(page, element);
  const coming = useSignal(list.items);
  const files = (value ?? []) as unknown as Uploaded[];
  const [over, setOver] = useState(false);
  const [all, setAll] = useState(false);
  const [held, setHeld] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const zone = useRef<HTMLElement>(null);
  const said = useId();
  const field = useId();

  const items: Item[] = [...files.map(arrived), ...coming];
  const busy = coming.some((item) => item.error === null);
  const { size, types: kinds } = limits(element);

  useEffect(() => {
    if (form === null) return undefined;
    return page.values.guard(form, element.id, {
      passes: () => {
        setHeld(list.busy);
        return !list.busy;
      },
      focus: () => zone.current?.querySelector("button")?.focus(),
    });
  }, [page, list, form, element.id]);

  function add(chosen: readonly Chosen[]): void {
    setHeld(false);
    list.add(chosen);
  }

  function choose(event: ChangeEvent<HTMLInputElement>): void {
    add(chosenFrom(event.target.files ?? []));
    event.target.value = ""; // so that the same file can be chosen again
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (!disabled) void dropped(event.dataTransfer).then(add);
  }

  function drag(event: DragEvent): void {
    event.preventDefault(); // the browser would open what is dropped
    event.dataTransfer.dropEffect = disabled ? "none" : "copy";
    setOver(!disabled);
  }

  function leave(event: DragEvent): void {
    if (!(event.relatedTarget instanceof Node && zone.current?.contains(event.relatedTarget))) setOver(false);
  }

  function paste(event: ClipboardEvent): void {
    const pasted = Array.from(event.clipboardData.files);
    if (pasted.length === 0 || disabled) return;
    event.preventDefault();
    add(chosenFrom(pasted));
  }

  function remove(item: Item): void {
    const place = items.indexOf(item);
    if (files.some((file) => file.id === item.key)) {
      commit(files.filter((file) => file.id !== item.key) as unknown as Json);
      // Python has yet to hear of the value, and may never have heard of the file: the last one it knows it keeps.
      if (form !== null || element.deferred) page.uploads.drop(item.key);
    } else {
      list.remove(item.key);
    }
    focusNext(zone.current, place);
  }

  return (
    <div className="lit-uploader stFileUploader" data-testid="stFileUploader">
      <WidgetLabel element={element} htmlFor={field} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row everywhere */}
      <section
        ref={zone}
        className="lit-uploader-zone"
        role="group"
        data-testid="stFileUploaderDropzone"
        aria-label={label}
        aria-disabled={disabled}
        aria-busy={busy || undefined}
        data-over={over || undefined}
        data-filled={items.length > 0 || undefined}
        tabIndex={-1}
        onDragEnter={drag}
        onDragOver={drag}
        onDragLeave={leave}
        onDrop={drop}
        onPaste={paste}
      >
        <input
          ref={input}
          id={field}
          className="lit-uploader-input"
          data-testid="stFileUploaderDropzoneInput"
          type="file"
          aria-label={t("fileInput")}
          accept={types.join(",") || undefined}
          multiple={multiple}
          disabled={disabled}
          tabIndex={-1}
          onChange={choose}
          {...(directory && { webkitdirectory: "" })}
        />
        {items.length === 0 ? (
          <>
            <PushButton
              kind="secondary"
              look="secondary"
              label={t(directory ? "uploadFolder" : "upload")}
              help={null}
              icon=":material/upload:"
              disabled={disabled}
              aria-describedby={said}
              onClick={() => input.current?.click()}
            />
            <div className="lit-uploader-limits" data-testid="stFileUploaderDropzoneInstructions" id={said}>
              {t("perFile", { size })}
              {kinds && ` • ${kinds}`}
            </div>
          </>
        ) : (
          <div className="lit-uploader-filled">
            <ul className="lit-uploader-chips" data-testid="stFileChips">
              {items.slice(0, all ? undefined : DRAWN).map((item) => (
                <Chip key={item.key} item={item} disabled={disabled} onRemove={() => remove(item)} />
              ))}
            </ul>
            {!all && items.length > DRAWN && (
              <button type="button" className="lit-uploader-more" onClick={() => setAll(true)}>
                {t("moreFiles", { count: items.length - DRAWN })}
              </button>
            )}
            <button
              type="button"
              className="lit-uploader-add"
              data-testid="stBaseButton-borderlessIcon"
              aria-label={t(multiple ? "addFiles" : "replaceFile")}
              title={t(multiple ? "addFiles" : "replaceFile")}
              disabled={disabled}
              onClick={() => input.current?.click()}
            >
              <MaterialIcon name="add" hidden testId="stIconMaterial" />
            </button>
          </div>
        )}
      </section>
      {held && busy && (
        <p className="lit-uploader-held" role="alert">
          {t("filesOnTheWay")}
        </p>
      )}
      <Progress items={coming} />
    </div>
  );
}

function Chip({ item, disabled, onRemove }: { item: Item; disabled: boolean; onRemove(): void }) {
  const { key, name, size, received, error } = item;
  const id = useId();
  const going = error === null && key !== "" && received < size;
  return (
    <li
      className="lit-uploader-chip stFileChip"
      data-testid="stFileChip"
      aria-label={`${name}, ${fileSize(size)}`}
      aria-describedby={error === null ? undefined : id}
      data-invalid={error !== null || undefined}
    >
      <span className="lit-uploader-icon" aria-hidden="true">
        <MaterialIcon name={error === null ? iconOf(name, item.type) : "error"} hidden />
      </span>
      <span className="lit-uploader-about">
        <span className="lit-uploader-name stFileChipName" data-testid="stFileChipName" title={name}>
          <bdi>{name}</bdi>
        </span>
        {error === null ? (
          <span className="lit-uploader-size">
            {going ? t("partOf", { part: fileSize(received), whole: fileSize(size) }) : fileSize(size)}
          </span>
        ) : (
          <span className="lit-uploader-size" id={id} role="alert" data-testid="stFileChipError">
            {error}
          </span>
        )}
        {going && (
          <progress
            className="lit-uploader-bar"
            data-testid="stFileChipProgress"
            value={received}
            max={size}
            aria-label={t("uploading", { name })}
          />
        )}
      </span>
      <span data-testid="stFileChipDeleteBtn">
        <button
          type="button"
          className="lit-uploader-remove"
          data-testid="stBaseButton-minimal"
          aria-label={t(going ? "cancelUpload" : "removeOption", going ? { name } : { option: name })}
          disabled={disabled && !going}
          onClick={onRemove}
        >
          <MaterialIcon name="cancel" hidden />
        </button>
      </span>
    </li>
  );
}

/** Says to screen readers how far the files are, by quarters. */
function Progress({ items }: { items: readonly Item[] }) {
  const going = items.filter((item) => item.error === null);
  const size = going.reduce((sum, item) => sum + item.size, 0);
  const received = going.reduce((sum, item) => sum + item.received, 0);
  const quarters = size === 0 ? 0 : Math.floor((4 * received) / size);
  const percent = 25 * quarters;
  const [first] = going;
  const text =
    first === undefined
      ? ""
      : going.length === 1
        ? t("uploadingFile", { name: first.name, percent })
        : t("uploadingFiles", { count: going.length, percent });
  return (
    <span className="lit-uploader-said" role="status">
      {text}
    </span>
  );
}

function arrived({ id, name, type, size }: Uploaded): Item {
  return { key: id, name, type, size, received: size, error: null };
}

/** Keeps the focus near the file that goes: the next one's button, or that for more files. */
function focusNext(zone: HTMLElement | null, place: number): void {
  requestAnimationFrame(() => {
    const buttons = zone?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [];
    if (zone?.contains(document.activeElement) && document.activeElement !== zone) return;
    (buttons[Math.min(place, buttons.length - 1)] ?? zone)?.focus();
  });
}
