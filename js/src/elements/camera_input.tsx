import { type RefObject, useEffect, useId, useRef, useState } from "react";
import type { Uploaded } from "../page/uploads";
import type { CameraInput } from "../protocol";
import { CaptureGlyph } from "../ui/capture_glyph";
import type { ElementProps } from "../ui/element";
import { IconButton } from "../ui/icon_button";
import { keep, kept } from "../ui/kept";
import { WidgetLabel } from "../ui/label";
import { useProblem } from "../ui/problem";
import { ProgressLine } from "../ui/progress_line";
import { addStyle } from "../ui/style";
import { reasonOf, t } from "../ui/text";
import { named, stamp, useUploaded } from "../ui/uploaded";
import { type Camera, photoOf, useCamera, usePlaced } from "../ui/use_camera";
import { useUpload } from "../ui/use_upload";
import sheet from "./camera_input.css";

addStyle(sheet);

/** Shows what the camera sees, takes a photo of it, and shows that. */
export function CameraInputView({ element, page }: ElementProps<CameraInput>) {
  const { label, disabled, lines } = element;
  const { files, commit } = useUploaded(page, element);
  const upload = useUpload(page, element);
  const [fresh, setFresh] = useState<Blob | null>(null);
  const [seen, see] = useState<MediaStream | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  const file = files[0];
  const photo = fresh ?? kept<Blob>(page, file?.id);
  const taken = photo !== null || file !== undefined;
  const placed = usePlaced(box);
  const camera = useCamera(!disabled && !taken && placed, () =>
    lines === null ? { width: { ideal: box.current?.clientWidth ?? 640 } } : { height: { ideal: lines } },
  );
  const sending = upload.progress !== null;
  const guard = useProblem(
    page,
    element,
    () => (sending ? t("sendingFile") : null),
    () => button.current?.focus(),
  );
  const problem = failure ?? upload.problem ?? (sending ? guard.problem : null);

  function arrived(uploaded: Uploaded | null, made: Blob): void {
    if (uploaded === null) return;
    keep(page, uploaded.id, made);
    setFresh(null);
    commit([uploaded]);
  }

  async function take(): Promise<void> {
    const shown = video.current;
    if (!shown?.videoWidth) return;
    setFailure(null);
    try {
      const width = lines === null ? Math.min(shown.clientWidth, shown.videoWidth) : shown.videoWidth;
      const made = await photoOf(shown, width);
      setFresh(made);
      arrived(await upload.send(named(made, `camera-input-${stamp("_")}.jpg`)), made);
    } catch (error) {
      setFailure(reasonOf(error));
    }
  }

  function clear(): void {
    upload.cancel();
    guard.clear();
    setFresh(null);
    // Python has not heard of what is still in a form.
    if (element.form !== null && file) page.uploads.drop(file.id);
    commit([]);
  }

  const live = camera.stream !== null;
  // There is nothing to take a photo of before the first picture.
  const ready = seen !== null && seen === camera.stream;
  return (
    <div className="lit-camera-input stCameraInput" data-testid="stCameraInput">
      <WidgetLabel element={element} {...(disabled && { htmlFor: id })} />
      {/* biome-ignore lint/a11y/useSemanticElements: a camera is no fieldset */}
      <div className="lit-camera" data-testid="stCameraInputWebcamComponent" role="group" aria-label={label}>
        <div ref={box} className="lit-camera-box" data-testid="stCameraInputWebcamStyledBox">
          {taken ? (
            <Photo photo={photo} name={file?.name ?? ""} sending={sending} />
          ) : live ? (
            <Preview stream={camera.stream} video={video} onSeen={() => see(camera.stream)} />
          ) : (
            <Waiting camera={camera} disabled={disabled} />
          )}
          {sending && <ProgressLine value={upload.progress ?? 0} label={t("sendingFile")} edge />}
          {live && camera.several && (
            <div className="lit-camera-turn" data-testid="stCameraInputSwitchButton">
              <IconButton label={t("switchCamera")} onClick={camera.turn}>
                <CaptureGlyph name="turn" />
              </IconButton>
            </div>
          )}
        </div>
        <button
          ref={button}
          id={id}
          type="button"
          className="lit-camera-button"
          data-testid="stCameraInputButton"
          data-taken={taken || undefined}
          disabled={disabled || (!taken && !ready)}
          onClick={() => void (taken ? clear() : take())}
        >
          {t(taken ? "clearPhoto" : "takePhoto")}
        </button>
        <span className="lit-unseen" role="status">
          {taken ? t("photoTaken") : ""}
        </span>
      </div>
      {problem !== null && (
        <p className="lit-camera-problem" role="alert">
          {problem}
          {fresh !== null && upload.problem !== null && (
            <button
              type="button"
              className="lit-camera-again"
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

interface PreviewProps {
  stream: MediaStream | null;
  video: RefObject<HTMLVideoElement>;
  /** The first picture is there. */
  onSeen(): void;
}

function Preview({ stream, video, onSeen }: PreviewProps) {
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream, video]);
  return <video ref={video} className="lit-camera-picture" autoPlay playsInline muted onLoadedData={onSeen} />;
}

function Photo({ photo, name, sending }: { photo: Blob | null; name: string; sending: boolean }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (photo === null) return;
    const made = URL.createObjectURL(photo);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [photo]);
  // A page that was loaded anew has the photo's name and not its bytes.
  if (photo === null) return <p className="lit-camera-words">{name}</p>;
  return url === null ? null : (
    <img className="lit-camera-picture" src={url} alt={t("snapshot")} data-sending={sending || undefined} />
  );
}

function Waiting({ camera, disabled }: { camera: Camera; disabled: boolean }) {
  if (disabled) return <CaptureGlyph name="camera" className="lit-camera-sign" />;
  return (
    <div className="lit-camera-words">
      <CaptureGlyph name="camera" className="lit-camera-sign" />
      {camera.problem === null ? (
        <p className="lit-camera-word">{t("cameraWaits")}</p>
      ) : (
        <>
          <p className="lit-camera-word" role="alert">
            {camera.problem}
          </p>
          <button type="button" className="lit-camera-again" onClick={camera.again}>
            {t("tryAgain")}
          </button>
        </>
      )}
    </div>
  );
}
