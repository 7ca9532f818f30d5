/** The few icons of the page's own chrome, drawn as strokes on a 24-unit grid. */

import type { SVGProps } from "react";

const PATHS = {
  calendar:
    "M6 5.5h12A1.5 1.5 0 0119.5 7v11a1.5 1.5 0 01-1.5 1.5H6A1.5 1.5 0 014.5 18V7A1.5 1.5 0 016 5.5zM4.5 10h15M8.5 3.5v4m7-4v4",
  chart: "M5 5v14h14M9 15.5v-4m4 4v-7m4 7V10",
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevronDown: "M6 9.5l6 6 6-6",
  chevronLeft: "M14.5 6l-6 6 6 6",
  chevronRight: "M9.5 6l6 6-6 6",
  close: "M6.5 6.5l11 11m0-11l-11 11",
  collapse: "M11.5 6.5L6 12l5.5 5.5M18 6.5L12.5 12l5.5 5.5",
  contrast: "M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zm0 0v17m3-15.5v14m3-11.5v9",
  copy: "M9 9V6.5A1.5 1.5 0 0110.5 5h7A1.5 1.5 0 0119 6.5v7a1.5 1.5 0 01-1.5 1.5H15M6.5 9h7A1.5 1.5 0 0115 10.5v7a1.5 1.5 0 01-1.5 1.5h-7A1.5 1.5 0 015 17.5v-7A1.5 1.5 0 016.5 9z",
  down: "M12 5.5v13m-5.5-5.5l5.5 5.5 5.5-5.5",
  dropper: "M4.5 19.5l1-3.6 7.6-7.6 2.6 2.6-7.6 7.6zM12 7l5 5m-2.5-3.4l3.6-3.6a1.8 1.8 0 00-2.6-2.6l-3 3",
  download: "M12 4.5v10m-4.2-4l4.2 4.2 4.2-4.2M5 18.5h14",
  enlarge: "M9 4.5H4.5V9M15 4.5h4.5V9M9 19.5H4.5V15m10.5 4.5h4.5V15",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 100-6 3 3 0 000 6z",
  eyeOff:
    "M4 4l16 16M9.9 5.8A9 9 0 0112 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 01-2.6 3.4M6.2 7.6A16 16 0 002.5 12S6 18.5 12 18.5a9 9 0 003.8-.8M10 10a2.9 2.9 0 004.1 4.1",
  error: "M12 7.5v5.5m0 3.2v.1M12 21a9 9 0 100-18 9 9 0 000 18z",
  expand: "M6 6.5l5.5 5.5L6 17.5M12.5 6.5L18 12l-5.5 5.5",
  filter: "M5 6h14l-5.5 6.5v4.8l-3 1.6v-6.4z",
  filterOff: "M8.6 6H19l-4.6 5.4m-.9 1.2v4.7l-3 1.6v-6.4L6.6 8M4.5 4.5l15 15",
  format: "M4.5 9.5L7 7.5v9m3-7.2c.6-2.3 4-2.2 4 .2 0 2-4 3.6-4 6.9h4.3m2.7-8.6c3 0 3 4 .3 4 3 0 2.9 4.3-.5 4.3",
  help: "M9.6 9.3a2.5 2.5 0 014.9.7c0 1.7-2.5 2-2.5 3.6m0 2.7v.1M12 21a9 9 0 100-18 9 9 0 000 18z",
  info: "M12 11v5.5m0-9v.1M12 21a9 9 0 100-18 9 9 0 000 18z",
  link: "M10.5 13.5a3.6 3.6 0 005.1 0l2.6-2.6a3.6 3.6 0 00-5.1-5.1l-1 1m1.4 3.7a3.6 3.6 0 00-5.1 0l-2.6 2.6a3.6 3.6 0 005.1 5.1l1-1",
  lock: "M7.5 11V8.5a4.5 4.5 0 019 0V11M6 11h12v8.5H6z",
  menu: "M12 6v.1M12 12v.1M12 18v.1",
  minus: "M6 12h12",
  moon: "M20 14.2A8.2 8.2 0 019.8 4a8.2 8.2 0 1010.2 10.2z",
  person: "M12 12a3.8 3.8 0 100-7.6 3.8 3.8 0 000 7.6zM4.8 19.6c.8-3.4 3.7-5 7.2-5s6.4 1.6 7.2 5",
  pin: "M9 4.5h6m-5 0v5L7.5 12v2h9v-2L14 9.5v-5M12 14v6",
  plus: "M12 6v12M6 12h12",
  redo: "M15 5l4 4-4 4M19 9H10a5 5 0 000 10h4",
  robot:
    "M12 4v3.5M6.5 7.5h11A1.5 1.5 0 0119 9v8a1.5 1.5 0 01-1.5 1.5h-11A1.5 1.5 0 015 17V9a1.5 1.5 0 011.5-1.5zM9.2 11.6v.1m5.6-.1v.1M9.5 15.3h5M2.5 11.5v3m19-3v3",
  search: "M10.8 16.6a5.8 5.8 0 100-11.6 5.8 5.8 0 000 11.6zM15.2 15.2l4.3 4.3",
  shrink: "M4.5 9H9V4.5M19.5 9H15V4.5M4.5 15H9v4.5M19.5 15H15v4.5",
  success: "M8.3 12.4l2.6 2.6 4.8-5.2M12 21a9 9 0 100-18 9 9 0 000 18z",
  sun: "M12 16a4 4 0 100-8 4 4 0 000 8zM12 3v1.5m0 15V21M3 12h1.5m15 0H21M5.6 5.6l1.1 1.1m10.6 10.6l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1",
  table: "M4.5 6h15v12h-15zm0 4h15m-15 4h15M10 6v12",
  trash: "M5 7h14M9.5 7V4.8h5V7M7 7l.8 12.2h8.4L17 7m-6.8 3.2v5.6m3.6-5.6v5.6",
  undo: "M9 5L5 9l4 4M5 9h9a5 5 0 010 10h-4",
  up: "M12 18.5v-13M6.5 11L12 5.5l5.5 5.5",
  warning:
    "M12 9.5v4.2m0 2.9v.1M10.5 4.7L3.2 17.4A1.7 1.7 0 004.7 20h14.6a1.7 1.7 0 001.5-2.6L13.5 4.7a1.7 1.7 0 00-3 0z",
} as const;

export type GlyphName = keyof typeof PATHS;

/** An icon of the chrome, as high as the text around it. Hidden from screen readers: what it stands in has a name. */
export function Glyph({ name, ...rest }: { name: GlyphName } & Omit<SVGProps<SVGSVGElement>, "path">) {
  return <Strokes path={PATHS[name]} strokeWidth={name === "menu" ? 2.6 : 1.9} {...rest} />;
}

/** An icon drawn by one path. */
export function Strokes({ path, ...rest }: { path: string } & Omit<SVGProps<SVGSVGElement>, "path">) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.9}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      <path d={path} />
    </svg>
  );
}
