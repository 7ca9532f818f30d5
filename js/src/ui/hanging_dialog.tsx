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

/** Puts the dialog under its anchor, or over it where it would not fit and there is more room; within the window. */
function place(box: HTMLElement, anchor: HTMLElement): void {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  const seen = window.visualViewport;
  const ceiling = seen?.offsetTop ?? 0;
  const floor = ceiling + (seen?.height ?? window.innerHeight);
  const below = floor - bottom - GAP - MARGIN;
  const above = top - ceiling - GAP - MARGIN;
  const { style } = box;
  style.maxBlockSize = "";
  const { width, height } = box.getBoundingClientRect();
  const upwards = below < height && above > below;
  const room = Math.max(upwards ? above : below, 120);
  style.maxBlockSize = `${room}px`;
  const wanted = getComputedStyle(anchor).direction === "rtl" ? right - width : left;
  style.left = `${Math.max(MARGIN, Math.min(wanted, window.innerWidth - width - MARGIN))}px`;
  const high = Math.min(height, room);
  // Where neither side has room for all of it, it lies over its anchor rather than beyond the window.
  const under = Math.max(ceiling + MARGIN, Math.min(bottom + GAP, floor - MARGIN - high));
  style.top = upwards ? "auto" : `${under}px`;
  style.bottom = upwards ? `${window.innerHeight - top + GAP}px` : "auto";
}
