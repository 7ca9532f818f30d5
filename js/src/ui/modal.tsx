/** A box above the app: what is below waits until it is closed. */

import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { keepWithin } from "./focus";
import { Glyph } from "./glyph";
import sheet from "./modal.css";
import { useOverlay } from "./overlay";
import { addStyle } from "./style";
import { t } from "./text";

addStyle(sheet);

interface ModalProps {
  title: ReactNode;
  /** In the middle, or a drawer at one side. */
  position: "center" | "left" | "right";
  /** How wide it is if there is room, in pixels. */
  width: number;
  /** Closes it; null where the reader may not. */
  close: (() => void) | null;
  children: ReactNode;
}

const NARROWEST = 200;
const STEP = 20;

export function Modal({ title, position, width: wanted, close, children }: ModalProps) {
  const overlay = useOverlay();
  const place = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLElement>(null);
  const heading = useId();
  const [width, setWidth] = useState<number | null>(null);
  useInert(place);
  useFocus(box);
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape" && close) {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") keepWithin(event, box.current);
  };
  const layer = (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape does the same by keyboard
    <div
      className="lit-modal stDialog"
      data-testid="stDialog"
      data-position={position}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) close?.();
      }}
    >
      <section
        ref={box}
        className="lit-modal-box"
        role="dialog"
        aria-modal="true"
        aria-labelledby={heading}
        tabIndex={-1}
        style={{ inlineSize: width ?? Math.max(wanted, NARROWEST) }}
        onKeyDown={pressed}
      >
        {position !== "center" && <ResizeHandle position={position} box={box} resize={setWidth} />}
        <div className="lit-modal-body">
          <h2 id={heading} className="lit-modal-title">
            {title}
          </h2>
          {children}
        </div>
        {close && (
          <button type="button" className="lit-icon-button lit-modal-close" aria-label={t("close")} onClick={close}>
            <Glyph name="close" />
          </button>
        )}
      </section>
    </div>
  );
  return (
    <>
      <span ref={place} hidden />
      {createPortal(layer, overlay)}
    </>
  );
}

interface ResizeHandleProps {
  position: "left" | "right";
  box: React.RefObject<HTMLElement | null>;
  resize(width: number): void;
}

/** The drawer's inner edge: dragged, or moved by the arrow keys. */
function ResizeHandle({ position, box, resize }: ResizeHandleProps) {
  const outward = position === "left" ? 1 : -1;
  const bounded = (width: number) => resize(Math.round(Math.max(NARROWEST, Math.min(width, innerWidth - 32))));
  const widthNow = () => box.current?.getBoundingClientRect().width ?? NARROWEST;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      className="lit-modal-handle"
      data-testid="stDialogResizeHandle"
      role="separator"
      aria-orientation="vertical"
      aria-label={t("resize")}
      aria-valuenow={Math.round(widthNow())}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId) || !box.current) return;
        const { left, right } = box.current.getBoundingClientRect();
        bounded(position === "left" ? event.clientX - left : right - event.clientX);
      }}
      onKeyDown={(event) => {
        const step = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
        if (step === 0) return;
        event.preventDefault();
        bounded(widthNow() + outward * step);
      }}
    />
  );
}

/** Takes the app below out of reach while the box is there: boxes above each other count. */
function useInert(place: React.RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const view = place.current?.closest<HTMLElement>(".lit-view");
    if (!view) return;
    const count = (change: number) => {
      const boxes = Number(view.dataset.modals ?? 0) + change;
      view.dataset.modals = String(boxes);
      view.inert = boxes > 0;
    };
    count(1);
    return () => count(-1);
  }, [place]);
}

/** Puts the focus into the box before it is seen, and back where it was when the box is closed. */
function useFocus(box: React.RefObject<HTMLElement | null>): void {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    if (!box.current?.contains(document.activeElement)) box.current?.focus({ preventScroll: true });
    return () => {
      // The app below is out of reach until this has been undone.
      if (before instanceof HTMLElement && before !== document.body) {
        setTimeout(() => before.isConnected && before.focus({ preventScroll: true }));
      }
    };
  }, [box, before]);
}
