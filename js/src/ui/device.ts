/** Cameras and microphones: opened when the reader wants it, closed for certain, and in words why not. */

import { t } from "./text";

export type Device = "camera" | "microphone";

/** What the browser is asked for. */
export type Wanted = Pick<MediaStreamConstraints, "audio" | "video">;

/** Opens a camera or a microphone; fails with what the reader should be told. */
export async function openDevice(device: Device, wanted: Wanted): Promise<MediaStream> {
  const { mediaDevices } = navigator as Partial<Navigator>;
  if (mediaDevices?.getUserMedia === undefined) {
    throw new Error(
      t(window.isSecureContext === false ? "deviceInsecure" : "deviceUnknown", { device: named(device) }),
    );
  }
  try {
    return await mediaDevices.getUserMedia(wanted);
  } catch (error) {
    throw new Error(deviceProblem(device, error));
  }
}

/** Lets go of a camera or a microphone: its light goes out. */
export function closeDevice(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Why a device cannot be used, in the reader's words. */
export function deviceProblem(device: Device, error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  const gaps = { device: named(device) };
  if (name === "NotAllowedError" || name === "SecurityError") return t("deviceRefused", gaps);
  if (name === "NotFoundError" || name === "OverconstrainedError") return t("deviceMissing", gaps);
  if (name === "NotReadableError" || name === "AbortError") return t("deviceBusy", gaps);
  return t("deviceProblem", { ...gaps, problem: error instanceof Error ? error.message : String(error) });
}

function named(device: Device): string {
  return t(device === "camera" ? "deviceCamera" : "deviceMicrophone");
}
