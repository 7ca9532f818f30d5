/** What hovers above a table: search, export and full screen. */

import { useState } from "react";
import { Glyph, type GlyphName } from "../ui/glyph";
import { t } from "../ui/text";

interface ToolsProps {
  search: string;
  fullscreen: boolean;
  empty: boolean;
  onSearch(text: string): void;
  onExport(): void;
  onFullscreen(): void;
}

export function TableTools({ search, fullscreen, empty, onSearch, onExport, onFullscreen }: ToolsProps) {
  const [searching, setSearching] = useState(false);
  const toggle = () => {
    if (searching) onSearch("");
    setSearching(!searching);
  };
  return (
    <div className="lit-table-tools stElementToolbar" data-testid="stElementToolbar" data-open={searching}>
      {searching && (
        <input
          // biome-ignore lint/a11y/noAutofocus: the reader has just asked for it
          autoFocus
          className="lit-table-search"
          type="search"
          aria-label={t("searchTable")}
          placeholder={t("searchTable")}
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && toggle()}
        />
      )}
      {!empty && (
        <>
          <Tool name="download" label={t("downloadCsv")} onClick={onExport} />
          <Tool name="search" label={t("search")} pressed={searching} onClick={toggle} />
        </>
      )}
      <Tool
        name={fullscreen ? "shrink" : "enlarge"}
        label={t(fullscreen ? "closeFullscreen" : "fullscreen")}
        onClick={onFullscreen}
      />
    </div>
  );
}

function Tool(props: { name: GlyphName; label: string; pressed?: boolean; onClick(): void }) {
  const { name, label, pressed, onClick } = props;
  return (
    <span data-testid="stElementToolbarButton">
      <button
        type="button"
        className="lit-table-tool"
        data-testid="stBaseButton-elementToolbar"
        aria-label={label}
        title={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        <Glyph name={name} />
      </button>
    </span>
  );
}
