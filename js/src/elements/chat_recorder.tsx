/** Speaking instead of typing: the recorder in a chat input. */

import { useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Uploaded } from "../page/uploads";
import type { ChatInput } from "../protocol";
import { Glyph } from "../ui/glyph";
import { IconButton } from "../ui/icon_button";
import { ProgressLine } from "../ui/progress_line";
import type { Recording } from "../ui/recorder";
import { clock } from "../ui/sound";
import { t } from "../ui/text";
import { named, stamp } from "../ui/uploaded";
import { useRecorder } from "../ui/use_recorder";
import { useUpload } from "../ui/use_upload";
import { Waveform } from "../ui/waveform";

export interface Spoken {
  /** The recorder stands where the text is otherwise. */
  shown: boolean;
  live: boolean;
  asking: boolean;
  /** What was recorded is on its way. */
  busy: boolean;
  progress: number | null;
  parts: readonly number[];
  seconds: number;
  problem: string | null;
  start(): void;
  /** Ends the recording and sends it; sends it again where that has failed. */
  approve(): Promise<void>;
  cancel(): void;
}

/** A recorder for messages; `deliver` tells whether it could send one. */
export function useSpoken(page: Page, element: ChatInput, deliver: (recording: Uploaded) => boolean): Spoken {
  const recorder = useRecorder(element.sample_rate, () => void approve());
  const upload = useUpload(page, element);
  const [made, setMade] = useState<Recording | null>(null);
  const there = useRef<Uploaded | null>(null);
  const latest = useRef(deliver);
  latest.current = deliver;

  async function approve(): Promise<void> {
    const recording = made ?? (await recorder.stop());
    if (recording === null) return;
    setMade(recording);
    there.current ??= await upload.send(named(recording.wav, `audio-${stamp("-").replace(".", "-")}.wav`));
    if (there.current === null || !latest.current(there.current)) return;
    there.current = null;
    setMade(null);
  }

  function cancel(): void {
    recorder.cancel();
    upload.cancel();
    if (there.current) page.uploads.drop(there.current.id);
    there.current = null;
    setMade(null);
  }

  const live = recorder.state === "recording";
  return {
    shown: live || recorder.state === "working" || made !== null,
    live,
    asking: recorder.state === "asking",
    busy: recorder.state === "working" || upload.progress !== null,
    progress: upload.progress,
    parts: made?.parts ?? recorder.parts,
    seconds: made?.seconds ?? recorder.seconds,
    problem: recorder.problem ?? upload.problem,
    start: () => void recorder.start(),
    approve,
    cancel,
  };
}

/** What is being said, with the buttons that send it or forget it. */
export function ChatRecorder({ spoken, onLeave }: { spoken: Spoken; onLeave(): void }) {
  if (!spoken.shown) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it are the controls
    <div
      className="lit-chat-recorder"
      data-testid="stChatInputWaveform"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        spoken.cancel();
        onLeave();
      }}
    >
      <Waveform parts={spoken.parts} live={spoken.live} />
      <span className="lit-chat-clock">{clock(spoken.seconds)}</span>
      {spoken.progress !== null && <ProgressLine value={spoken.progress} label={t("sendingFile")} edge />}
      <span className="lit-unseen" role="status">
        {t(spoken.live ? "recording" : "sendingFile")}
      </span>
      <IconButton
        label={t("cancelRecording")}
        data-testid="stChatInputCancelButton"
        onClick={() => {
          spoken.cancel();
          onLeave();
        }}
      >
        <Glyph name="close" />
      </IconButton>
      <IconButton
        autoFocus
        label={t("submitRecording")}
        look="primary"
        data-testid="stChatInputApproveButton"
        disabled={spoken.busy}
        onClick={() => void spoken.approve()}
      >
        <Glyph name="check" />
      </IconButton>
    </div>
  );
}
