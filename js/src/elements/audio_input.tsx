import { useEffect, useId, useRef, useState } from "react";
import type { Uploaded } from "../page/uploads";
import type { AudioInput } from "../protocol";
import { CaptureGlyph } from "../ui/capture_glyph";
import type { ElementProps } from "../ui/element";
import { IconButton } from "../ui/icon_button";
import { keep, kept } from "../ui/kept";
import { WidgetLabel } from "../ui/label";
import { save, usePlayer } from "../ui/player";
import { useProblem } from "../ui/problem";
import { ProgressLine } from "../ui/progress_line";
import type { Recording } from "../ui/recorder";
import { clock } from "../ui/sound";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { Tool, Tools } from "../ui/tools";
import { named, stamp, useUploaded } from "../ui/uploaded";
import { useRecorder } from "../ui/use_recorder";
import { useUpload } from "../ui/use_upload";
import { Waveform } from "../ui/waveform";
import sheet from "./audio_input.css";

addStyle(sheet);

/** Records with the microphone, and plays what was recorded. */
export function AudioInputView({ element, page }: ElementProps<AudioInput>) {
  const { label, disabled } = element;
  const { files, commit } = useUploaded(page, element);
  const recorder = useRecorder(element.sample_rate, () => void finish());
  const upload = useUpload(page, element);
  const [fresh, setFresh] = useState<Recording | null>(null);
  const action = useRef<HTMLButtonElement>(null);
  const id = useId();

  const file = files[0];
  const recording = fresh ?? kept<Recording>(page, file?.id);
  const player = usePlayer(recording?.wav ?? null);
  const busy = recorder.state !== "idle" || upload.progress !== null;
  const guard = useProblem(
    page,
    element,
    () => (busy ? t(recorder.state === "idle" ? "sendingFile" : "stillRecording") : null),
    () => action.current?.focus(),
  );
  const problem = recorder.problem ?? upload.problem ?? (busy ? guard.problem : null);

  const { cancel } = recorder;
  const stopped = useRef(cancel);
  stopped.current = cancel;
  useEffect(() => {
    if (disabled) stopped.current();
  }, [disabled]);

  function arrived(uploaded: Uploaded | null, made: Recording): void {
    if (uploaded === null) return;
    keep(page, uploaded.id, made);
    setFresh(null);
    discard();
    commit([uploaded]);
  }

  async function finish(): Promise<void> {
    const made = await recorder.stop();
    if (made === null) return;
    setFresh(made);
    arrived(await upload.send(named(made.wav, nameNow())), made);
  }

  /** What no value names any more: in a form Python has not heard of it yet. */
  function discard(): void {
    if (element.form !== null && file) page.uploads.drop(file.id);
  }

  function clear(): void {
    upload.cancel();
    player.pause();
    setFresh(null);
    discard();
    commit([]);
    action.current?.focus();
  }

  const live = recorder.state === "recording";
  return (
    <div className="lit-audio-input stAudioInput" data-testid="stAudioInput">
      <WidgetLabel element={element} {...(disabled && { htmlFor: id })} />
      {/* biome-ignore lint/a11y/useSemanticElements: a recorder is no fieldset */}
      <div
        className="lit-recorder lit-frame"
        role="group"
        aria-label={label}
        data-live={live || undefined}
        data-disabled={disabled || undefined}
      >
        {recording !== null && !live && (
          <Tools>
            <Tool
              name="download"
              label={t("downloadWav", { label })}
              onClick={() => save(recording.wav, file?.name ?? nameNow())}
            />
            {!disabled && <Tool name="close" label={t("clearRecording", { label })} onClick={clear} />}
          </Tools>
        )}
        <IconButton
          ref={action}
          label={t(live ? "stopRecording" : "record")}
          look={live ? "live" : "plain"}
          data-testid="stAudioInputActionButton"
          id={id}
          disabled={disabled}
          aria-busy={recorder.state === "asking" || recorder.state === "working" || undefined}
          onClick={() => {
            player.pause();
            guard.clear();
            void (live ? finish() : recorder.start());
          }}
        >
          <CaptureGlyph name={live ? "stop" : "microphone"} />
        </IconButton>
        {recording !== null && !live && (
          <IconButton
            label={t(player.playing ? "pause" : "play")}
            data-testid="stAudioInputActionButton"
            disabled={disabled}
            onClick={player.toggle}
          >
            <CaptureGlyph name={player.playing ? "pause" : "play"} />
          </IconButton>
        )}
        <div className="lit-recorder-wave" data-testid="stAudioInputWaveSurfer">
          {live ? (
            <Waveform parts={recorder.parts} live />
          ) : (
            <Waveform
              parts={recording?.parts ?? []}
              played={recording === null ? 0 : player.at / Math.max(0.001, recording.seconds)}
            />
          )}
          {recording !== null && !live && (
            <input
              className="lit-recorder-seek"
              type="range"
              min={0}
              max={recording.seconds}
              step={0.1}
              value={Math.min(player.at, recording.seconds)}
              disabled={disabled}
              aria-label={t("recordingPosition")}
              aria-valuetext={t("positionOf", { at: clock(player.at), length: clock(recording.seconds) })}
              onChange={(event) => player.seek(Number(event.target.value))}
            />
          )}
          {upload.progress !== null && <ProgressLine value={upload.progress} label={t("sendingFile")} edge />}
        </div>
        <span className="lit-recorder-time" data-testid="stAudioInputWaveformTimeCode">
          {clock(live ? recorder.seconds : player.at > 0 ? player.at : (recording?.seconds ?? 0))}
        </span>
        <span className="lit-unseen" role="status">
          {live ? t("recording") : ""}
        </span>
      </div>
      {recording === null && file && <p className="lit-recorder-note">{file.name}</p>}
      {problem !== null && (
        <p className="lit-recorder-problem" role="alert">
          {problem}
          {fresh !== null && upload.problem !== null && (
            <button
              type="button"
              className="lit-recorder-again"
              onClick={async () => arrived(await upload.again(), fresh)}
            >
              {t("tryAgain")}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function nameNow(): string {
  return `${stamp("-").slice(0, 16)}_audio.wav`;
}
