/** A frame around a table, a chart or a picture, which the reader can let fill the window. */

import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { classes } from "./element";
import { keepWithin } from "./focus";
import sheet from "./fullscreen.css";
import { OverlayContext } from "./overlay";
import { addStyle } from "./style";
import { t } from "./text";
import { Tool } from "./tools";

addStyle(sheet);

interface View {
  fullscreen: boolean;
  /** The button that enters and leaves full screen. */
  tool: ReactNode;
}

interface FullScreenFrameProps {
  className?: string;
  /** What is shown, where there are several of a kind: the button's name says so. */
  subject?: string | null;
  children(view: View): ReactNode;
}

/**
 * In full screen the frame lies in the browser's top layer, whatever the host does to what it stands in; what floats
 * above it is drawn into the frame then. The keyboard stays in it, and comes back to the button.
 */
export function FullScreenFrame({ className, subject, children }: FullScreenFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLSpanElement>(null);
  const outer = useContext(OverlayContext);
  const [inner, setInner] = useState<HTMLElement | null>(null);
  const [fullscreen, setFullscreen] = useState(false);
  const height = useRef(0);
  const leave = () => setFullscreen(false);
  const toggle = () => {
    height.current = frame.current?.parentElement?.getBoundingClientRect().height ?? 0;
    setFullscreen(!fullscreen);
  };
  useTopLayer(frame, height, fullscreen);
  useFocus(frame, button, fullscreen);
  useLeave(frame, fullscreen, leave);

  const pressed = (event: KeyboardEvent) => {
    if (!fullscreen || event.defaultPrevented) return;
    // What the frame stands in, a dialog say, has keys of its own.
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      leave();
    } else if (event.key === "Tab") {
      keepWithin(event, frame.current);
      event.stopPropagation();
    }
  };
  const label = t(fullscreen ? "closeFullscreen" : "fullscreen");
  const tool = (
    <span ref={button} className="lit-frame-tool">
      <Tool
        name={fullscreen ? "shrink" : "enlarge"}
        label={subject ? `${label}: ${subject}` : label}
        onClick={toggle}
      />
    </span>
  );
  return (
    <OverlayContext.Provider value={fullscreen && inner ? inner : outer}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is a dialog while keys do something */}
      <div
        ref={frame}
        className={classes("lit-frame stFullScreenFrame", className)}
        data-testid="stFullScreenFrame"
        data-fullscreen={fullscreen}
        onKeyDown={pressed}
        {...(fullscreen && {
          role: "dialog",
          "aria-modal": true,
          "aria-label": subject ?? t("fullscreen"),
          tabIndex: -1,
        })}
      >
        {children({ fullscreen, tool })}
        {fullscreen && <div ref={setInner} className="lit-frame-overlays" />}
      </div>
    </OverlayContext.Provider>
  );
}

type Frame = RefObject<HTMLElement | null>;

/** Lifts the frame above the page, which keeps its height meanwhile. */
function useTopLayer(frame: Frame, height: RefObject<number>, fullscreen: boolean): void {
  useLayoutEffect(() => {
    const box = frame.current;
    const place = box?.parentElement;
    if (!box || !place || !fullscreen) return;
    const { minBlockSize } = place.style;
    place.style.minBlockSize = `${height.current}px`;
    box.setAttribute("popover", "manual");
    box.showPopover?.();
    return () => {
      box.hidePopover?.();
      box.removeAttribute("popover");
      place.style.minBlockSize = minBlockSize;
    };
  }, [frame, height, fullscreen]);
}

/** Keeps the focus in the frame while it fills the window, and gives it back to the button. */
function useFocus(frame: Frame, button: Frame, fullscreen: boolean): void {
  useEffect(() => {
    const box = frame.current;
    if (!box || !fullscreen) return;
    if (!box.contains(document.activeElement)) box.focus({ preventScroll: true });
    return () => {
      // Whoever has pressed elsewhere wants to be there.
      const active = document.activeElement;
      if (box.isConnected && (active === document.body || box.contains(active))) {
        button.current?.querySelector("button")?.focus();
      }
    };
  }, [frame, button, fullscreen]);
}

/** Leaves full screen by Escape, wherever the focus is, and when a dialog opens over the page. */
function useLeave(frame: Frame, fullscreen: boolean, leave: () => void): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    if (!fullscreen) return;
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) latest.current();
    };
    document.addEventListener("keydown", pressed);
    const page = frame.current?.closest<HTMLElement>(".lit-view");
    const covered = new MutationObserver(() => page?.inert && latest.current());
    if (page) covered.observe(page, { attributes: true, attributeFilter: ["inert"] });
    return () => {
      document.removeEventListener("keydown", pressed);
      covered.disconnect();
    };
  }, [frame, fullscreen]);
}
