/** The small buttons that hover above a table, a chart or a picture. */

import { forwardRef, type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import { Glyph, type GlyphName } from "./glyph";
import { addStyle } from "./style";
import sheet from "./tools.css";

addStyle(sheet);

/** Seen while the pointer or the focus is in the frame around it, and as long as it is `open`. */
export const Tools = forwardRef<HTMLDivElement, { open?: boolean; children: ReactNode }>(function Tools(
  { open = false, children },
  ref,
) {
  const tools = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => tools.current as HTMLDivElement);
  useRoom(tools);
  useTouch(tools);
  return (
    <div ref={tools} className="lit-tools stElementToolbar" data-testid="stElementToolbar" data-open={open}>
      <div className="lit-tools-buttons" data-testid="stElementToolbarButtonContainer">
        {children}
      </div>
    </div>
  );
});

/** Moves the buttons down into what they belong to, as far as what stands around it would cut them off. */
function useRoom(tools: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = tools.current;
    const frame = element?.closest<HTMLElement>(".lit-frame") ?? element?.parentElement;
    if (!element || !frame) return;
    const place = () => {
      element.style.translate = "";
      if (frame.dataset.fullscreen === "true") return;
      const { top } = element.getBoundingClientRect();
      const missing = Math.min(
        edgeAbove(frame) - top,
        frame.getBoundingClientRect().bottom - top - element.offsetHeight,
      );
      if (missing > 0) element.style.translate = `0 ${missing}px`;
    };
    const scrolled = () => {
      if (frame.matches(":hover, :focus-within")) place();
    };
    frame.addEventListener("pointerenter", place);
    frame.addEventListener("focusin", place);
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
    frame.addEventListener("beforetoggle", place);
    return () => {
      frame.removeEventListener("pointerenter", place);
      frame.removeEventListener("focusin", place);
      frame.removeEventListener("beforetoggle", place);
      document.removeEventListener("scroll", scrolled, { capture: true });
    };
  }, [tools]);
}

/** Shows the buttons where a finger has been: a chart that moves with it is never hovered over. */
function useTouch(tools: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = tools.current;
    const frame = element?.closest<HTMLElement>(".lit-frame");
    if (!element || !frame) return;
    const pressed = (event: PointerEvent) => {
      if (event.pointerType === "touch" && event.composedPath().includes(frame)) element.dataset.touched = "";
      else delete element.dataset.touched;
    };
    document.addEventListener("pointerdown", pressed, { capture: true });
    return () => document.removeEventListener("pointerdown", pressed, { capture: true });
  }, [tools]);
}

/** Where what stands around an element begins to cut it off. */
function edgeAbove(element: HTMLElement): number {
  let edge = 0;
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (getComputedStyle(around).overflowY !== "visible") edge = Math.max(edge, around.getBoundingClientRect().top);
  }
  return edge;
}

interface ToolProps {
  name: GlyphName;
  label: string;
  /** Whether it is on, for those that turn something on and off. */
  pressed?: boolean;
  /** Whether what it opens is open. */
  expanded?: boolean;
  onClick(): void;
}

export function Tool({ name, label, pressed, expanded, onClick }: ToolProps) {
  return (
    <span className="lit-tool-place" data-testid="stElementToolbarButton">
      <button
        type="button"
        className="lit-tool"
        data-testid="stBaseButton-elementToolbar"
        aria-label={label}
        title={label}
        aria-pressed={pressed}
        aria-expanded={expanded}
        onClick={onClick}
      >
        <Glyph name={name} />
      </button>
    </span>
  );
}
