/** Frames: pages within the page, apart from it. */

import { useEffect, useRef, useState } from "react";
import sheet from "./frame.css";
import { type FrameSize, frameDocument, sizeIn } from "./frame_document";
import { addStyle } from "./style";
import { useTheme } from "./theme";

addStyle(sheet);

const SANDBOX =
  "allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-presentation";
const ALLOW =
  "accelerometer; autoplay; camera; clipboard-write; encrypted-media; fullscreen; geolocation; gyroscope; " +
  "magnetometer; microphone; midi; payment; picture-in-picture; publickey-credentials-get; usb; xr-spatial-tracking";
const MOST = 20_000; // px, for a page that grows with its frame

let blank: string | null = null;

/** Names an empty page on whose terms HTML is shown in frames, where ours would not let its scripts run. */
export function showFramesOn(url: string | null): void {
  blank = url;
}

interface FrameProps {
  title: string;
  /** A page elsewhere; it keeps its own origin. */
  src?: string | null;
  /** HTML, in an origin of its own. */
  html?: string;
  /** As wide as what it shows. */
  fitWidth?: boolean;
  /** As high as what it shows. */
  fitHeight?: boolean;
  tabIndex?: number | undefined;
  /** It can be scrolled where it shows more than there is room for. */
  scroll?: boolean;
}

/** A page within the page. */
export function Frame({ src = null, html = "", ...props }: FrameProps) {
  const theme = useTheme();
  const { title, tabIndex, fitHeight = false, scroll = true } = props;
  if (src === null) return <Apart key={theme} html={frameDocument(html, theme, props.fitWidth)} {...props} />;
  return (
    <iframe
      className="lit-iframe stIFrame"
      data-testid="stIFrame"
      data-fit={fitHeight || undefined}
      src={src}
      sandbox={`${SANDBOX} allow-same-origin`}
      allow={ALLOW}
      title={title}
      tabIndex={tabIndex}
      scrolling={scroll ? undefined : "no"}
    />
  );
}

/** HTML in an origin of its own, which tells nothing but its size. */
function Apart({ html, title, tabIndex, scroll = true, ...fit }: FrameProps & { html: string }) {
  const { fitWidth = false, fitHeight = false } = fit;
  const frame = useRef<HTMLIFrameElement>(null);
  const [size, setSize] = useState<FrameSize | null>(null);
  useEffect(() => {
    const listen = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow) return;
      const told = sizeIn(event.data);
      if (told) setSize({ width: Math.min(told.width, MOST), height: Math.min(told.height, MOST) });
    };
    window.addEventListener("message", listen);
    return () => window.removeEventListener("message", listen);
  }, []);
  const fill = () => frame.current?.contentWindow?.postMessage({ html }, "*");
  return (
    <iframe
      // Other HTML is another page.
      key={html}
      ref={frame}
      className="lit-iframe stIFrame"
      data-testid="stIFrame"
      data-apart=""
      data-fit={fitHeight || undefined}
      {...(blank === null ? { srcDoc: html } : { src: blank, onLoad: once(fill) })}
      sandbox={SANDBOX}
      allow={ALLOW}
      title={title}
      tabIndex={tabIndex}
      scrolling={scroll ? undefined : "no"}
      style={{
        blockSize: fitHeight && size ? size.height : undefined,
        inlineSize: fitWidth && size ? size.width : undefined,
      }}
    />
  );
}

/** The page that is filled loads a second time by that. */
function once(act: () => void) {
  return (event: { currentTarget: HTMLIFrameElement }) => {
    const { dataset } = event.currentTarget;
    if (dataset.filled) return;
    dataset.filled = "true";
    act();
  };
}
