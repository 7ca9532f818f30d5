import { useState } from "react";
import type { Page } from "../page/page";
import type { DownloadButton, MediaFile } from "../protocol";
import { AlertBox } from "../ui/alert_box";
import { PushButton } from "../ui/button";
import type { ElementProps } from "../ui/element";
import { objectUrl, serverUrl } from "../ui/file_url";
import { saveFrom } from "../ui/save_file";
import { addStyle } from "../ui/style";
import { reasonOf, t } from "../ui/text";
import sheet from "./download_button.css";

addStyle(sheet);

/** How long, in ms, a browser may take until it has begun to save what it was given. */
const GRACE = 60_000;

type Wanted = Pick<MediaFile, "id" | "mime" | "name" | "size">;

/** How a download stands; `loaded` is between 0 and 1, null as long as nobody can tell. */
type State = { kind: "idle" } | { kind: "busy"; loaded: number | null } | { kind: "failed"; problem: string };

/** A button that gives the reader a file: nothing of it travels before the click. */
export function DownloadButtonView({ element, page }: ElementProps<DownloadButton>) {
  const { type, label, help, icon, icon_position: iconPosition, shortcut, wrap, disabled, width } = element;
  const [state, setState] = useState<State>({ kind: "idle" });
  const stretch = width !== "content";
  const busy = state.kind === "busy";

  async function download(): Promise<void> {
    const { file, deferred_file: deferred } = element;
    if (busy || file === null) return;
    const begun = deferred || page.files.place.peek() === "";
    if (begun) setState({ kind: "busy", loaded: null });
    // The click is told at once: what the script draws anew does not take away a file that is being fetched.
    const fetched = fetchFile(page, file, deferred, (loaded) => setState({ kind: "busy", loaded }));
    if (!element.ignore) page.values.trigger(element);
    try {
      await fetched;
      setState({ kind: "idle" });
    } catch (error) {
      setState({ kind: "failed", problem: reasonOf(error) });
    }
  }

  return (
    <div
      className="lit-button-place lit-download stDownloadButton"
      data-testid="stDownloadButton"
      data-stretch={stretch || undefined}
    >
      <PushButton
        kind={type}
        look={type}
        label={label}
        help={help}
        icon={busy ? "spinner" : icon}
        iconPosition={iconPosition}
        shortcut={shortcut}
        wrap={wrap}
        stretch={stretch}
        disabled={disabled}
        aria-busy={busy || undefined}
        onClick={() => void download()}
      />
      {busy && state.loaded !== null && (
        <progress className="lit-download-bar" value={state.loaded} max={1} aria-label={t("downloading", { label })} />
      )}
      {state.kind === "failed" && (
        <AlertBox level="error" icon={null}>
          {t("downloadProblem", { problem: state.problem })}
        </AlertBox>
      )}
    </div>
  );
}

/** Gets the reader a file, made first if it has to be. */
async function fetchFile(
  page: Page,
  file: MediaFile,
  deferred: boolean,
  progress: (loaded: number) => void,
): Promise<void> {
  let wanted: Wanted = file;
  if (deferred) {
    const made = await page.files.make(file.id);
    wanted = { id: made.file, mime: made.mime, name: made.name, size: made.total };
  }
  const url = serverUrl(page, wanted);
  if (url !== null) {
    saveFrom(url, wanted.name);
    return;
  }
  const pieces = await page.files.whole(wanted, (loaded) => progress(loaded / wanted.size));
  const made = objectUrl(pieces, wanted.mime);
  saveFrom(made, wanted.name);
  setTimeout(() => URL.revokeObjectURL(made), GRACE);
}
