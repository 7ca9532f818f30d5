/** A frame around a table, a chart or a picture, which the reader can let fill the window. */

import { type ReactNode, useContext, useEffect, useLayoutEffect, useRef, useState } from "react";
import { classes } from "./element";
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
 * above it is drawn into the frame then.
 */
export function FullScreenFrame({ className, subject, children }: FullScreenFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const outer = useContext(OverlayContext);
  const [inner, setInner] = useState<HTMLElement | null>(null);
  const [fullscreen, setFullscreen] = useState(false);

  useLayoutEffect(() => {
    const box = frame.current;
    if (!box || !fullscreen) return;
    box.setAttribute("popover", "manual");
    box.showPopover?.();
    return () => {
      box.hidePopover?.();
      box.removeAttribute("popover");
    };
  }, [fullscreen]);

  useEffect(() => {
    if (!fullscreen) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) setFullscreen(false);
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [fullscreen]);

  const label = t(fullscreen ? "closeFullscreen" : "fullscreen");
  const tool = (
    <Tool
      name={fullscreen ? "shrink" : "enlarge"}
      label={subject ? `${label}: ${subject}` : label}
      onClick={() => setFullscreen(!fullscreen)}
    />
  );
  return (
    <OverlayContext.Provider value={fullscreen && inner ? inner : outer}>
      <div
        ref={frame}
        className={classes("lit-frame stFullScreenFrame", className)}
        data-testid="stFullScreenFrame"
        data-fullscreen={fullscreen}
      >
        {children({ fullscreen, tool })}
        {fullscreen && <div ref={setInner} className="lit-frame-overlays" />}
      </div>
    </OverlayContext.Provider>
  );
}
