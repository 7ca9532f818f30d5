/** A camera in a component: on while it is wanted and seen, off for certain when not. */

import { type RefObject, useEffect, useState } from "react";
import { closeDevice, openDevice } from "./device";
import { reasonOf } from "./text";

export interface Camera {
  /** What it sees; null while it is off. */
  stream: MediaStream | null;
  /** Why it sees nothing, in the reader's words. */
  problem: string | null;
  /** There is another one to turn to. */
  several: boolean;
  /** Turns to the other one: on a phone, from the reader to what is before them. */
  turn(): void;
  /** Asks for it again. */
  again(): void;
}

type Choice = Pick<MediaTrackConstraints, "facingMode" | "deviceId">;

/** How often, in ms, it is looked whether a camera that is on is still wanted. */
const GLANCE = 500;

const FACING: Choice = { facingMode: "user" };
const AWAY: Choice = { facingMode: "environment" };

/** A camera that is `on`, asked for pictures of such a size. */
export function useCamera(on: boolean, size: () => MediaTrackConstraints): Camera {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [others, setOthers] = useState<string[]>([]);
  const [choice, choose] = useState<Choice>(FACING);
  const [tries, retry] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of a camera that is on stays
  useEffect(() => {
    if (!on) return;
    let here = true;
    let opened: MediaStream | null = null;
    setProblem(null);
    const open = async () => {
      const found = await openDevice("camera", { video: { ...choice, ...size() } });
      if (!here) {
        closeDevice(found);
        return;
      }
      opened = found;
      for (const track of found.getTracks()) track.addEventListener("ended", () => here && retry((count) => count + 1));
      setStream(found);
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (here) setOthers(devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId }) => deviceId));
    };
    open().catch((error: unknown) => here && setProblem(reasonOf(error)));
    return () => {
      here = false;
      closeDevice(opened);
      setStream(null);
    };
  }, [on, choice, tries]);

  return {
    stream,
    problem,
    several: others.length > 1,
    again: () => retry((count) => count + 1),
    turn() {
      const current = stream?.getVideoTracks()[0]?.getSettings().deviceId ?? "";
      const next = others[(others.indexOf(current) + 1) % others.length];
      if (matchMedia("(pointer: coarse)").matches) choose(choice.facingMode === "environment" ? FACING : AWAY);
      else if (next) choose({ deviceId: { exact: next } });
    },
  };
}

/** Whether something has a place on the page: not in a tab or an expander that is closed. */
export function usePlaced(place: RefObject<HTMLElement | null>): boolean {
  const [placed, setPlaced] = useState(typeof ResizeObserver === "undefined");
  useEffect(() => {
    const element = place.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    // What is only scrolled out of sight is visible in this sense: its camera stays on.
    const look = () => setPlaced(element.checkVisibility());
    const sizes = new ResizeObserver(look);
    const sights = new IntersectionObserver(look);
    sizes.observe(element);
    sights.observe(element);
    // No observer tells of what is hidden while it is out of sight.
    const timer = placed ? setInterval(look, GLANCE) : undefined;
    return () => {
      sizes.disconnect();
      sights.disconnect();
      clearInterval(timer);
    };
  }, [place, placed]);
  return placed;
}

/** What a video shows, as a JPEG so many pixels wide. */
export function photoOf(video: HTMLVideoElement, width: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width);
  canvas.height = Math.round((width * video.videoHeight) / video.videoWidth);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("The photo is empty.")) : resolve(blob)),
      "image/jpeg",
      0.92,
    );
  });
}
