/** Things that cross the page once: balloons, snow. */

import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { firstTime } from "./once";
import { useOverlay } from "./overlay";
import sheet from "./shower.css";
import { addStyle } from "./style";

addStyle(sheet);

/** How long, in ms, the last thing waits before it sets out, and how long the slowest is on its way. */
const LATEST = 1200;
const SLOWEST = 4800;
const FASTEST = 3000;

interface ShowerProps {
  /** The call that wants it. */
  call: string;
  testId: string;
  direction: "up" | "down";
  count: number;
  draw(index: number): ReactNode;
}

/** Draws over the page as long as something moves, for those who like that, and nothing at other times. */
export function Shower({ call, testId, direction, count, draw }: ShowerProps) {
  const overlay = useOverlay();
  const [moving, setMoving] = useState<string | null>(null);
  useEffect(() => {
    if (!firstTime(call) || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    setMoving(call);
    const timer = setTimeout(() => setMoving(null), LATEST + SLOWEST);
    return () => clearTimeout(timer);
  }, [call]);
  if (moving === null) return null;
  return createPortal(
    <div key={moving} className={`lit-shower ${testId}`} data-testid={testId} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change
          key={index}
          className="lit-shower-item"
          data-direction={direction}
          style={scattered(index, count)}
        >
          {draw(index)}
        </span>
      ))}
    </div>,
    overlay,
  );
}

/** Where one of them sets out, when, and how fast it goes: at random, but all over the page. */
function scattered(index: number, count: number): React.CSSProperties {
  return {
    insetInlineStart: `${((index + Math.random()) / count) * 100}%`,
    animationDelay: `${Math.round(Math.random() * LATEST)}ms`,
    animationDuration: `${Math.round(FASTEST + Math.random() * (SLOWEST - FASTEST))}ms`,
    "--lit-sway": `${Math.round(Math.random() * 120 - 60)}px`,
    "--lit-turn": `${Math.round(Math.random() * 240 - 120)}deg`,
    scale: `${0.6 + Math.random() * 0.6}`,
  } as React.CSSProperties;
}
