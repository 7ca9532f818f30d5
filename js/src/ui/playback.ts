/** Sound and film that begin and end where the author says. */

import { type RefObject, useEffect } from "react";

interface Span {
  /** Seconds. */
  start: number;
  end: number | null;
  loop: boolean;
}

interface Handlers {
  onLoadedMetadata(): void;
  onTimeUpdate(): void;
  onEnded(): void;
}

/** Keeps a player within its span, and begins there again where it loops; the result goes to the player. */
export function useSpan(
  player: RefObject<HTMLMediaElement | null>,
  source: string | null,
  { start, end, loop }: Span,
): Handlers {
  const seek = (): void => {
    const media = player.current;
    if (media && media.readyState > 0 && media.currentTime !== start) {
      media.currentTime = start;
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another source begins at its own start
  useEffect(seek, [source, start]);

  function again(): void {
    seek();
    void player.current?.play().catch(() => undefined); // a browser may forbid it
  }

  return {
    onLoadedMetadata: seek,
    onTimeUpdate() {
      const media = player.current;
      if (!media || media.paused || end === null || end <= start || media.currentTime < end) return;
      // Who has gone on behind the end by hand is left alone: only a passage across it stops.
      if (media.currentTime > end + 1) return;
      if (loop) again();
      else media.pause();
    },
    onEnded() {
      // The browser would begin at 0.
      if (loop) again();
    },
  };
}
