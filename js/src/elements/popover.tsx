import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Popover } from "../protocol";
import { PushButton } from "../ui/button";
import type { ElementProps } from "../ui/element";
import { stopsOf } from "../ui/focus";
import { Glyph } from "../ui/glyph";
import { useOverlay } from "../ui/overlay";
import { hang, useFollow } from "../ui/popup";
import { useValue } from "../ui/signals";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import sheet from "./popover.css";

addStyle(sheet);

/** A button, and what opens over the page when it is pressed. */
export function PopoverView({ element, ...rest }: ElementProps<Popover>) {
  const Box = element.id === "" ? LocalPopover : FollowedPopover;
  return <Box element={element} {...rest} />;
}

/** A popover of which only the browser knows whether it is open. */
function LocalPopover(props: ElementProps<Popover>) {
  const [open, setOpen] = useState(false);
  return <PopoverBox {...props} open={open} setOpen={setOpen} />;
}

/** A popover whose state is a value that the script knows. */
function FollowedPopover(props: ElementProps<Popover>) {
  const { value, commit } = useValue<boolean>(props.page.values, props.element);
  return <PopoverBox {...props} open={value} setOpen={commit} />;
}

interface PopoverBoxProps extends ElementProps<Popover> {
  open: boolean;
  setOpen(open: boolean): void;
}

function PopoverBox({ element, children, open, setOpen }: PopoverBoxProps) {
  const { label, type, help, icon, disabled, wrap, width } = element;
  const frame = useRef<HTMLDivElement>(null);
  const shown = open && !disabled;
  const button = () => frame.current?.querySelector("button");
  const close = () => {
    setOpen(false);
    button()?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (!shown || event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  return (
    <div
      ref={frame}
      className="lit-popover-place lit-button-place stPopover"
      data-testid="stPopover"
      data-stretch={width !== "content" || undefined}
    >
      <PushButton
        kind={type}
        look={type}
        label={label}
        help={help}
        icon={icon}
        wrap={wrap}
        stretch={width !== "content"}
        disabled={disabled}
        tail={<Glyph name="chevronDown" className="lit-popover-arrow" data-open={shown || undefined} />}
        data-testid="stPopoverButton"
        aria-haspopup="dialog"
        aria-expanded={shown}
        onClick={() => setOpen(!open)}
        onKeyDown={pressed}
      />
      {shown && (
        <PopoverBody label={label} anchor={frame} close={close} leave={() => setOpen(false)}>
          {children}
        </PopoverBody>
      )}
    </div>
  );
}

interface PopoverBodyProps {
  label: string;
  anchor: RefObject<HTMLElement | null>;
  /** Closes it; the focus goes back to the button. */
  close(): void;
  /** Closes it; the focus goes where the reader has pressed. */
  leave(): void;
  children: React.ReactNode;
}

function PopoverBody({ label, anchor, close, leave, children }: PopoverBodyProps) {
  const overlay = useOverlay();
  const body = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  useFollow(body, anchor, place);
  useEffect(() => body.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const down = (event: PointerEvent) => {
      // What opens from here, the list of a field say, stands elsewhere in the document but is part of it to React.
      const own = inside.current || event.composedPath().includes(anchor.current as EventTarget);
      inside.current = false;
      if (!own) leave();
    };
    document.addEventListener("pointerdown", down);
    return () => document.removeEventListener("pointerdown", down);
  });
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && leaves(event, body.current)) {
      event.preventDefault();
      close();
    }
  };
  return createPortal(
    <div
      ref={body}
      className="lit-popover stPopoverBody"
      data-testid="stPopoverBody"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={pressed}
      onPointerDownCapture={() => {
        inside.current = true;
      }}
    >
      <Stack>{children}</Stack>
    </div>,
    overlay,
  );
}

/** Whether the Tab key goes past the first or the last of what can have the focus. */
function leaves(event: KeyboardEvent, body: HTMLElement | null): boolean {
  if (body === null || !body.contains(event.target as Element)) return false;
  const stops = stopsOf(body);
  if (stops.length === 0) return true;
  return event.shiftKey ? event.target === stops[0] || event.target === body : event.target === stops[stops.length - 1];
}

const MARGIN = 8;

/** Puts the body at its button; under a wide button it is as wide. */
function place(body: HTMLElement, anchor: HTMLElement): void {
  const width = anchor.getBoundingClientRect().width;
  body.style.minInlineSize = width > 320 ? `min(${width}px, 100vw - ${2 * MARGIN}px)` : "";
  hang(body, anchor);
}
