/** Tooltips: shown on hover and on keyboard focus, closed by Escape, kept within the window. */

import {
  cloneElement,
  type FocusEvent,
  type ReactElement,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { Glyph } from "./glyph";
import { Markdown } from "./markdown";
import { useOverlay } from "./overlay";
import { addStyle } from "./style";
import { t } from "./text";
import sheet from "./tooltip.css";

addStyle(sheet);

const MARGIN = 8;

/** Shows `text`, as Markdown, beside its child; without text it is the child alone. */
export function Tooltip({ text, children }: { text: string | null; children: ReactElement }) {
  return text === null || text === "" ? children : <Hover text={text}>{children}</Hover>;
}

function Hover({ text, children }: { text: string; children: ReactElement }) {
  const id = useId();
  const target = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const hide = useCallback(() => setOpen(false), []);
  const focused = (event: FocusEvent) => {
    if (event.target.matches(":focus-visible")) setOpen(true);
  };
  useEffect(() => {
    if (!open) return;
    const pressed = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    document.addEventListener("keydown", pressed);
    document.addEventListener("scroll", hide, { capture: true, passive: true });
    return () => {
      document.removeEventListener("keydown", pressed);
      document.removeEventListener("scroll", hide, { capture: true });
    };
  }, [open, hide]);
  return (
    <span className="lit-tooltip-icon stTooltipIcon" data-testid="stTooltipIcon">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what it surrounds is the control */}
      <span
        ref={target}
        className="lit-tooltip-target stTooltipHoverTarget"
        data-testid="stTooltipHoverTarget"
        onPointerEnter={() => setOpen(true)}
        onPointerLeave={hide}
        onFocus={focused}
        onBlur={hide}
      >
        {open ? cloneElement(children, { "aria-describedby": id }) : children}
      </span>
      {open && <Bubble id={id} text={text} target={target.current} />}
    </span>
  );
}

interface BubbleProps {
  id: string;
  text: string;
  /** What it stands beside. */
  target: Pick<Element, "getBoundingClientRect"> | null;
}

/** What is said beside something, as Markdown; who shows it also takes it away. */
export function Bubble({ id, text, target }: BubbleProps) {
  const overlay = useOverlay();
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = bubble.current;
    if (!box || !target) return;
    const anchor = target.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const above = anchor.top - height - MARGIN;
    const left = anchor.left + anchor.width / 2 - width / 2;
    box.style.top = `${above >= MARGIN ? above : anchor.bottom + MARGIN}px`;
    box.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
  }, [target]);
  return createPortal(
    <div ref={bubble} id={id} role="tooltip" className="lit-tooltip">
      <div className="stTooltipContent" data-testid="stTooltipContent">
        <Markdown body={text} />
      </div>
    </div>,
    overlay,
  );
}

/** The button with a question mark that shows `text`; `label` names what it helps with. */
export function Help({ text, label }: { text: string | null; label?: string }) {
  if (text === null || text === "") return null;
  return (
    <Tooltip text={text}>
      <button type="button" className="lit-help" aria-label={label ? t("helpFor", { label }) : t("help")}>
        <Glyph name="help" />
      </button>
    </Tooltip>
  );
}
