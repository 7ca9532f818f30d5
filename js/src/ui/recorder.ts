/** The recorder: what a microphone hears, from the first moment to a WAV file. */

import { closeDevice, openDevice } from "./device";
import { loudness, mixed, wavOf } from "./sound";
import { t } from "./text";

/** How many parts of a recording are drawn at most. */
export const PARTS = 200;
/** How long, in ms, one part of what is drawn while it is recorded. */
const TICK = 80;
const BITS = 192_000;

/** What was recorded. */
export interface Recording {
  wav: Blob;
  seconds: number;
  /** How loud each part is, from 0 to 1. */
  parts: number[];
}

/** A recording that goes on. */
export class Recorder {
  private readonly began = performance.now();
  private readonly pieces: Blob[] = [];
  private readonly context = new AudioContext();
  private readonly timer: ReturnType<typeof setInterval>;
  /** How loud the last moments were, the latest at the end. */
  parts: number[] = [];

  private constructor(
    private readonly stream: MediaStream,
    private readonly tape: MediaRecorder,
    changed: () => void,
  ) {
    tape.ondataavailable = ({ data }) => void (data.size > 0 && this.pieces.push(data));
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 2048;
    this.context.createMediaStreamSource(stream).connect(analyser);
    void this.context.resume();
    const heard = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(heard);
      this.parts = [...this.parts.slice(1 - PARTS), loudness(heard, 1)[0] ?? 0];
      changed();
    }, TICK);
    tape.start(1000);
  }

  /** Begins to record; `changed` is called as it goes on, `ended` when the microphone is taken away. */
  static async start(changed: () => void, ended: () => void): Promise<Recorder> {
    const stream = await openDevice("microphone", { audio: true });
    try {
      if (!("MediaRecorder" in globalThis)) throw new Error(t("recorderUnknown"));
      const tape = new MediaRecorder(stream, { audioBitsPerSecond: BITS });
      for (const track of stream.getTracks()) track.addEventListener("ended", ended);
      return new Recorder(stream, tape, changed);
    } catch (error) {
      closeDevice(stream);
      throw error;
    }
  }

  /** How long it has gone on. */
  get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }

  /** Ends it, and gives what was recorded with so many samples a second; null for as many as the browser takes. */
  async stop(rate: number | null): Promise<Recording> {
    const ended = new Promise<void>((resolve) => {
      if (this.tape.state === "inactive") resolve();
      else this.tape.onstop = () => resolve();
    });
    this.tape.state !== "inactive" && this.tape.stop();
    await ended;
    const native = this.context.sampleRate;
    this.close();
    return read(new Blob(this.pieces, { type: this.tape.mimeType }), rate ?? native);
  }

  /** Ends it, and forgets what was recorded. */
  cancel(): void {
    this.tape.onstop = null;
    if (this.tape.state !== "inactive") this.tape.stop();
    this.close();
  }

  private close(): void {
    clearInterval(this.timer);
    closeDevice(this.stream);
    if (this.context.state !== "closed") void this.context.close();
  }
}

/** Whatever the browser records, as a WAV file. */
async function read(taped: Blob, rate: number): Promise<Recording> {
  let samples: Float32Array;
  try {
    const decoder = new OfflineAudioContext(1, 1, rate);
    const sound = await decoder.decodeAudioData(await taped.arrayBuffer());
    samples = mixed(Array.from({ length: sound.numberOfChannels }, (_, channel) => sound.getChannelData(channel)));
  } catch {
    throw new Error(t("recordingEmpty"));
  }
  const seconds = samples.length / rate;
  const count = Math.min(PARTS, Math.max(1, Math.ceil(seconds * 20)));
  return { wav: wavOf(samples, rate), seconds, parts: loudness(samples, count) };
}
