/** A recording as it is seen: bars as high as it is loud. */

import { useEffect, useRef, useState } from "react";
import { addStyle } from "./style";
import sheet from "./waveform.css";

addStyle(sheet);

/** Pixels from one bar to the next. */
const STEP = 5;
const LEAST = 0.06;

interface WaveformProps {
  /** How loud each part is, from 0 to 1. */
  parts: readonly number[];
  /** How much of it has been played, from 0 to 1. */
  played?: number;
  /** It is being recorded: the latest stands at the end. */
  live?: boolean;
}

/** Drawn from left to right in all scripts, as time is on every player. */
export function Waveform({ parts, played = 0, live = false }: WaveformProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const count = Math.max(1, Math.floor(width / STEP));
  const path = bars(live ? latest(parts, count) : fitted(parts, count), width);
  return (
    <div
      ref={place}
      className="lit-waveform"
      data-live={live || undefined}
      data-empty={parts.length === 0 || undefined}
    >
      <Bars path={path} width={width} />
      {!live && played > 0 && (
        <div className="lit-waveform-played" style={{ clipPath: `inset(0 ${100 - played * 100}% 0 0)` }}>
          <Bars path={path} width={width} />
        </div>
      )}
    </div>
  );
}

function Bars({ path, width }: { path: string; width: number }) {
  return (
    <svg
      className="lit-waveform-bars"
      viewBox={`0 0 ${Math.max(1, width)} 2`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** As many bars as there is room for: each as high as the loudest part that it stands for. */
export function fitted(parts: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * parts.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * parts.length) / count));
    return Math.max(0, ...parts.slice(from, to));
  });
}

/** The last parts, at the end of a line that was silent before. */
export function latest(parts: readonly number[], count: number): number[] {
  const last = parts.slice(-count);
  return [...Array.from({ length: count - last.length }, () => 0), ...last];
}

function bars(heights: readonly number[], width: number): string {
  const step = width / Math.max(1, heights.length);
  return heights
    .map((height, bar) => {
      const half = Math.max(LEAST, height) * 0.92;
      return `M${((bar + 0.5) * step).toFixed(1)} ${(1 - half).toFixed(3)}V${(1 + half).toFixed(3)}`;
    })
    .join("");
}
