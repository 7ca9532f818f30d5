/** What opens over a cell: all of a text, a picture, a player, a tree, a rendered text. */

import type { GridCell, ProvideEditorCallback } from "@glideapps/glide-data-grid";
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Markdown } from "../ui/markdown";
import { t } from "../ui/text";
import type { Pill } from "./dataframe_paint";
import type { Palette } from "./dataframe_theme";
import type { Cell, Opened } from "./dataframe_types";
import { JsonTree } from "./json";

/** Says what opens over a cell; `choose` is told of a button of a menu. */
export function opening(palette: Palette, choose: (label: string) => void): ProvideEditorCallback<GridCell> {
  return (cell: Cell) => {
    const opened: Opened | undefined =
      cell.opens ?? ("displayData" in cell ? { as: "text", text: String(cell.data) } : undefined);
    if (opened === undefined) return undefined;
    return {
      disablePadding: true,
      editor: ({ onFinishedEditing }) => (
        <Overlay as={opened.as}>
          <Content
            opened={opened}
            palette={palette}
            choose={(label) => {
              onFinishedEditing();
              choose(label);
            }}
          />
        </Overlay>
      ),
    };
  };
}

/** What a cell opens into: it has the focus, and its own keys but Escape. */
function Overlay({ as, children }: { as: Opened["as"]; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>("a[href], button, textarea, audio, video");
    (first ?? box.current)?.focus();
  }, []);
  const pressed = (event: KeyboardEvent) => {
    const within = event.target !== box.current && !(event.target instanceof HTMLTextAreaElement);
    if (within && ["Enter", " ", "Tab"].includes(event.key)) event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys within are those of its controls
    <div ref={box} className={`lit-table-overlay lit-table-overlay-${as}`} tabIndex={-1} onKeyDown={pressed}>
      {children}
    </div>
  );
}

interface ContentProps {
  opened: Opened;
  palette: Palette;
  choose(label: string): void;
}

function Content({ opened, palette, choose }: ContentProps): ReactNode {
  switch (opened.as) {
    case "text":
      return (
        <textarea
          className="lit-table-text"
          readOnly
          value={opened.text}
          aria-label={t("cellText")}
          rows={rowsOf(opened.text)}
        />
      );
    case "json":
      return <JsonTree body={opened.text} expanded={2} />;
    case "markdown":
      return <Markdown body={opened.text} />;
    case "image":
      return <img className="lit-table-picture" src={opened.text} alt={t("cellPicture")} />;
    case "audio":
      // biome-ignore lint/a11y/useMediaCaption: a cell holds nothing but an address
      return <audio src={opened.text} controls />;
    case "video":
      // biome-ignore lint/a11y/useMediaCaption: a cell holds nothing but an address
      return <video className="lit-table-picture" src={opened.text} controls />;
    case "link":
      return <LinkText url={opened.url} />;
    case "pills":
      return opened.pills.map((pill, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold the same text twice, and none of them moves
        <PillView key={`${place}-${pill.text}`} pill={pill} palette={palette} />
      ));
    case "menu":
      return opened.labels.map((label) => (
        <button key={label} type="button" className="lit-table-choice" onClick={() => choose(label)}>
          {label}
        </button>
      ));
  }
}

const LINE = 44;
const LINES = 12;

function rowsOf(text: string): number {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return Math.min(LINES, lines);
}

function LinkText({ url }: { url: string }) {
  if (!isSafe(url)) return <span>{url}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {url}
    </a>
  );
}

function PillView({ pill, palette }: { pill: Pill; palette: Palette }) {
  const { ground, ink } = palette.pill(pill.color);
  const style: CSSProperties = { backgroundColor: ground, color: ink };
  return (
    <span className="lit-table-pill" style={style}>
      {pill.text}
    </span>
  );
}

/** Whether an address may be opened: it leads to a page, not to a script. */
export function isSafe(url: string): boolean {
  try {
    return ["http:", "https:", "mailto:", "tel:", "ftp:", "blob:"].includes(new URL(url, document.baseURI).protocol);
  } catch {
    return false;
  }
}
