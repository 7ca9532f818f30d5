/** A recorder in a component: where it stands, and what the reader can do. */

import { useEffect, useRef, useState } from "react";
import { Recorder, type Recording } from "./recorder";
import { reasonOf } from "./text";

export type RecorderState = "idle" | "asking" | "recording" | "working";

export interface RecorderHandle {
  /** "asking": the browser asks the reader; "working": what was recorded is being read. */
  state: RecorderState;
  /** How loud the last moments were. */
  parts: readonly number[];
  /** How long it has gone on. */
  seconds: number;
  /** Why nothing could be recorded, in the reader's words. */
  problem: string | null;
  start(): Promise<void>;
  /** Ends the recording; null where there is none. */
  stop(): Promise<Recording | null>;
  cancel(): void;
}

/** A recorder with so many samples a second; `ended` is called when the microphone is taken away. */
export function useRecorder(rate: number | null, ended: () => void): RecorderHandle {
  const [state, setState] = useState<RecorderState>("idle");
  const [problem, setProblem] = useState<string | null>(null);
  const [, tick] = useState(0);
  const recorder = useRef<Recorder | null>(null);
  const wanted = useRef(0);
  const lost = useRef(ended);
  lost.current = ended;

  const cancel = () => {
    wanted.current += 1;
    recorder.current?.cancel();
    recorder.current = null;
    setState("idle");
  };
  const leave = useRef(cancel);
  leave.current = cancel;
  useEffect(() => () => leave.current(), []);

  return {
    state,
    parts: recorder.current?.parts ?? [],
    seconds: recorder.current?.seconds ?? 0,
    problem,
    cancel,
    async start() {
      if (state !== "idle") return;
      const turn = ++wanted.current;
      setProblem(null);
      setState("asking");
      try {
        const started = await Recorder.start(
          () => tick((count) => count + 1),
          () => lost.current(),
        );
        if (wanted.current !== turn) {
          started.cancel();
          return;
        }
        recorder.current = started;
        setState("recording");
      } catch (error) {
        if (wanted.current !== turn) return;
        setProblem(reasonOf(error));
        setState("idle");
      }
    },
    async stop() {
      const ending = recorder.current;
      if (ending === null) return null;
      const turn = wanted.current;
      recorder.current = null;
      setState("working");
      try {
        const recording = await ending.stop(rate);
        return wanted.current === turn ? recording : null;
      } catch (error) {
        if (wanted.current === turn) setProblem(reasonOf(error));
        return null;
      } finally {
        if (wanted.current === turn) setState("idle");
      }
    },
  };
}
