/** A small dialog that hangs on a field: a calendar, a colour to mix. */

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { keepWithin, stopsOf } from "./focus";
import sheet from "./hanging_dialog.css";
import { useOverlay } from "./overlay";
import { useFollow } from "./popup";
import { addStyle } from "./style";

addStyle(sheet);

const GAP = 4;
const MARGIN = 8;

interface HangingDialogProps {
  label: string;
  id: string;
  testId: string;
  /** What it hangs on; a press on it is not one elsewhere. */
  anchor: RefObject<HTMLElement | null>;
  /** Close it and bring the focus back. */
  onClose(): void;
  /** Close it; the focus is where the reader has pressed. */
  onLeave(): void;
  children: ReactNode;
}

/** Draws above everything else and keeps the focus until it is closed. */
export function HangingDialog({ label, id, testId, anchor, onClose, onLeave, children }: HangingDialogProps) {
  const overlay = useOverlay();
  const box = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  useFollow(box, anchor, place);
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useEffect(() => {
    const down = (event: PointerEvent) => {
      const own = inside.current || event.composedPath().includes(anchor.current as EventTarget);
      inside.current = false;
      if (!own) leave.current();
    };
    document.addEventListener("pointerdown", down);
    return () => document.removeEventListener("pointerdown", down);
  }, [anchor]);
  useEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.contains(dialog.ownerDocument.activeElement))
      stopsOf(dialog)[0]?.focus({ preventScroll: true });
  }, []);
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === "Tab") keepWithin(event, box.current);
  };
  return createPortal(
    <div
      ref={box}
      id={id}
      className="lit-hanging-dialog"
      data-testid={testId}
      role="dialog"
      aria-modal="true"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={pressed}
      onPointerDownCapture={() => {
        inside.current = true;
      }}
    >
      {children}
    </div>,
    overlay,
  );
}

/**
 * Puts the dialog under its anchor, or over it where only there is room for all of it; within the window.
 *
 * Where neither has the room it is seen as a whole all the same, and covers some of its anchor.
 */
function place(box: HTMLElement, anchor: HTMLElement): void {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  const seen = window.visualViewport;
  const ceiling = (seen?.offsetTop ?? 0) + MARGIN;
  const floor = (seen?.offsetTop ?? 0) + (seen?.height ?? window.innerHeight) - MARGIN;
  const { style } = box;
  style.maxBlockSize = "";
  const { width, height: wanted } = box.getBoundingClientRect();
  const height = Math.min(wanted, floor - ceiling);
  style.maxBlockSize = `${floor - ceiling}px`;
  const below = floor - bottom - GAP;
  const above = top - GAP - ceiling;
  const upwards = below < height && above > below;
  const start = upwards ? top - GAP - height : bottom + GAP;
  style.top = `${Math.max(ceiling, Math.min(start, floor - height))}px`;
  const side = getComputedStyle(anchor).direction === "rtl" ? right - width : left;
  style.left = `${Math.max(MARGIN, Math.min(side, window.innerWidth - width - MARGIN))}px`;
}
