/** The sidebar's edge: dragged, or moved by the keyboard, it makes the sidebar wider and narrower. */

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { t } from "../ui/text";

export const NARROWEST = 200;
export const WIDEST = 600;
const STEP = 10;
const LEAP = 50;

interface SidebarHandleProps {
  /** How wide the sidebar is, in px. */
  width: number;
  controls: string;
  /** Shows a width while the edge is dragged. */
  show(width: number | null): void;
  /** Settles on a width; null for the author's. */
  settle(width: number | null): void;
}

export function SidebarHandle({ width, controls, show, settle }: SidebarHandleProps) {
  const last = useRef<number | null>(null);

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    if (event.button !== 0) return;
    const wider = isRightToLeft(handle) ? -1 : 1;
    const from = event.clientX;
    last.current = null;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = ({ clientX }) => {
      last.current = within(width + wider * (clientX - from));
      show(last.current);
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
      if (last.current !== null) settle(last.current);
    };
  };

  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.shiftKey ? LEAP : STEP;
    const wider = isRightToLeft(event.currentTarget) ? "ArrowLeft" : "ArrowRight";
    const narrower = wider === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const to: Record<string, number | null> = {
      [wider]: within(width + step),
      [narrower]: within(width - step),
      Home: NARROWEST,
      End: WIDEST,
      Enter: null,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    settle(next);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that moves is no <hr>
    <div
      className="lit-sidebar-handle"
      data-testid="stSidebarResizeHandle"
      role="separator"
      aria-orientation="vertical"
      aria-label={t("resizeSidebar")}
      aria-controls={controls}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onPointerDown={drag}
      onDoubleClick={() => settle(null)}
      onKeyDown={pressed}
    />
  );
}

function within(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(width, WIDEST)));
}

function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === "rtl";
}
