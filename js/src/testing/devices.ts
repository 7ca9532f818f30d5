/** A camera and a microphone that tests can look at, and a page's uploads that arrive when a test wants it. */

import { vi } from "vitest";
import type { Page } from "../page/page";
import type { Sendable, Sending, Uploaded } from "../page/uploads";

class Track extends EventTarget {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: "one" };
  }
}

export class Stream extends EventTarget {
  readonly track = new Track();
  getTracks = () => [this.track];
  getVideoTracks = () => [this.track];
}

class Tape {
  static readonly mime = "audio/webm";
  state = "inactive";
  mimeType = Tape.mime;
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;
  start(): void {
    this.state = "recording";
  }
  stop(): void {
    this.state = "inactive";
    this.ondataavailable?.({ data: new Blob(["sound"]) });
    this.onstop?.();
  }
}

class Sound {
  readonly sampleRate = 44100;
  readonly state = "running";
  createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: (into: Float32Array) => into.fill(0.5) });
  createMediaStreamSource = () => ({ connect: () => undefined });
  resume = () => Promise.resolve();
  close = () => Promise.resolve();
}

/** What the browser offers; `streams` are those it has opened. */
export function devices() {
  const streams: Stream[] = [];
  const getUserMedia = vi.fn((_wanted: MediaStreamConstraints) => {
    const stream = new Stream();
    streams.push(stream);
    return Promise.resolve(stream as unknown as MediaStream);
  });
  const enumerateDevices = vi.fn(() => Promise.resolve([] as MediaDeviceInfo[]));
  vi.stubGlobal("MediaRecorder", Tape);
  vi.stubGlobal("AudioContext", Sound);
  const rates: number[] = [];
  vi.stubGlobal(
    "OfflineAudioContext",
    class {
      constructor(_channels: number, _length: number, rate: number) {
        rates.push(rate);
      }
      decodeAudioData = () =>
        Promise.resolve({ numberOfChannels: 1, getChannelData: () => new Float32Array([0, 0.5, -1, 1]) });
    },
  );
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: { getUserMedia, enumerateDevices } });
  return { streams, getUserMedia, enumerateDevices, rates };
}

/** Lets files arrive at once, or fail with `problem`; gives those that were sent. */
export function uploads(page: Page, problem: string | null = null) {
  const sent: Sendable[] = [];
  const dropped: string[] = [];
  let refusal = problem;
  vi.spyOn(page.uploads, "start").mockImplementation((_widget, file, { name = file.name } = {}): Sending => {
    sent.push(file);
    const id = `upload-${sent.length}`;
    const uploaded: Uploaded = { id, name, type: file.type, size: file.size };
    const done = refusal === null ? Promise.resolve(uploaded) : Promise.reject(new Error(refusal));
    return { id, done, cancel: () => dropped.push(id) };
  });
  vi.spyOn(page.uploads, "drop").mockImplementation((id) => void dropped.push(id));
  return {
    sent,
    dropped,
    /** From now on files arrive. */
    mend() {
      refusal = null;
    },
  };
}
