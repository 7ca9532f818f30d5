/** Plays a recording that the browser has. */

import { useEffect, useRef, useState } from "react";
import { saveFrom } from "./save_file";

export interface Player {
  playing: boolean;
  /** Where it is, in seconds. */
  at: number;
  toggle(): void;
  pause(): void;
  seek(seconds: number): void;
}

/** A player of `sound`, which begins anew with another one. */
export function usePlayer(sound: Blob | null): Player {
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const audio = useRef<HTMLAudioElement | null>(null);
  useEffect(() => {
    setPlaying(false);
    setAt(0);
    if (sound === null) return;
    const url = URL.createObjectURL(sound);
    const player = new Audio(url);
    player.preload = "auto";
    const ended = () => {
      setPlaying(false);
      setAt(0);
      player.currentTime = 0;
    };
    player.addEventListener("ended", ended);
    audio.current = player;
    return () => {
      audio.current = null;
      player.removeEventListener("ended", ended);
      player.pause();
      player.removeAttribute("src");
      URL.revokeObjectURL(url);
    };
  }, [sound]);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    const follow = () => {
      setAt(audio.current?.currentTime ?? 0);
      frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const pause = () => {
    audio.current?.pause();
    setPlaying(false);
  };
  return {
    playing,
    at,
    pause,
    toggle() {
      if (playing) {
        pause();
        return;
      }
      setPlaying(true);
      // Rejected where the browser lets nothing be heard.
      audio.current?.play().catch(() => setPlaying(false));
    },
    seek(seconds) {
      if (audio.current) audio.current.currentTime = seconds;
      setAt(seconds);
    },
  };
}

/** Gives the reader a copy of what the browser has. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  saveFrom(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
