/** A single file on its way to a widget's value: how far it is, and what went wrong. */

import { useEffect, useRef, useState } from "react";
import type { Page } from "../page/page";
import type { Sendable, Sending, Uploaded } from "../page/uploads";
import { reasonOf } from "./text";

// There before it is needed: the connection may be lost by then.
import("../page/upload").catch(() => undefined);

export interface UploadHandle {
  /** How much has arrived, from 0 to 1; null while nothing is on its way. */
  progress: number | null;
  /** Why it did not arrive, in the reader's words. */
  problem: string | null;
  /** Sends a file; null where it was given up or did not arrive. */
  send(file: Sendable): Promise<Uploaded | null>;
  /** Sends the last one again. */
  again(): Promise<Uploaded | null>;
  /** Gives it up. */
  cancel(): void;
}

/** What a widget sends, one file at a time; it is given up when the widget leaves. */
export function useUpload(page: Page, element: { id: string }): UploadHandle {
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const sending = useRef<Sending | null>(null);
  const last = useRef<Sendable | null>(null);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      sending.current?.cancel();
    };
  }, []);

  const cancel = () => {
    sending.current?.cancel();
    sending.current = null;
    setProgress(null);
    setProblem(null);
  };

  async function send(file: Sendable): Promise<Uploaded | null> {
    cancel();
    last.current = file;
    setProgress(0);
    const mine = page.uploads.start(element, file, {
      onProgress: (received) => {
        if (here.current && sending.current === mine) setProgress(received / Math.max(1, file.size));
      },
    });
    sending.current = mine;
    try {
      const uploaded = await mine.done;
      return here.current && sending.current === mine ? uploaded : null;
    } catch (error) {
      if (here.current && sending.current === mine) setProblem(reasonOf(error));
      return null;
    } finally {
      if (here.current && sending.current === mine) {
        sending.current = null;
        setProgress(null);
      }
    }
  }

  return {
    progress,
    problem,
    send,
    again: () => (last.current === null ? Promise.resolve(null) : send(last.current)),
    cancel,
  };
}
