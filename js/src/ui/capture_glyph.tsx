/** The icons of what records and sends: apart from the others, for few pages need them. */

import type { SVGProps } from "react";
import { Strokes } from "./glyph";

const PATHS = {
  attach: "M17.5 11.2l-6 6a3.6 3.6 0 01-5.1-5.1l6.4-6.4a2.4 2.4 0 013.4 3.4l-6.4 6.4a1.2 1.2 0 01-1.7-1.7l5.7-5.7",
  camera:
    "M4.5 8.5A1.5 1.5 0 016 7h2.2l1.3-2h5l1.3 2H18a1.5 1.5 0 011.5 1.5v8.5A1.5 1.5 0 0118 18.5H6A1.5 1.5 0 014.5 17zM12 15.7a3.2 3.2 0 100-6.4 3.2 3.2 0 000 6.4z",
  file: "M7 4h6.5L18 8.5v10a1.5 1.5 0 01-1.5 1.5h-9A1.5 1.5 0 016 18.5v-13A1.5 1.5 0 017.5 4M13.5 4v4.5H18",
  microphone: "M12 14.5a3 3 0 003-3v-5a3 3 0 00-6 0v5a3 3 0 003 3zM6 11.5a6 6 0 0012 0M12 17.5v3",
  pause: "M9 6.5v11M15 6.5v11",
  play: "M8.5 6l9 6-9 6z",
  send: "M12 18.5v-13M6.5 11L12 5.5l5.5 5.5",
  stop: "M8 8h8v8H8z",
  turn: "M4.5 11a7.6 7.6 0 0113.3-4.200L19.5 8.5m0-4v4h-4M19.5 13a7.6 7.6 0 01-13.3 4.200L4.5 15.5m0 4v-4h4",
} as const;

export type CaptureGlyphName = keyof typeof PATHS;

/** Signs that are filled rather than drawn. */
const FILLED: ReadonlySet<CaptureGlyphName> = new Set(["play", "stop"]);

/** As high as the text around it, and hidden from screen readers. */
export function CaptureGlyph({ name, ...rest }: { name: CaptureGlyphName } & Omit<SVGProps<SVGSVGElement>, "path">) {
  return <Strokes path={PATHS[name]} fill={FILLED.has(name) ? "currentColor" : "none"} {...rest} />;
}
