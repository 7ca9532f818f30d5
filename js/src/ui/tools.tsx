/** The small buttons that hover above a table, a chart or a picture. */

import { forwardRef, type ReactNode } from "react";
import { Glyph, type GlyphName } from "./glyph";
import { addStyle } from "./style";
import sheet from "./tools.css";

addStyle(sheet);

/** Seen while the pointer or the focus is in the frame around it, and as long as it is `open`. */
export const Tools = forwardRef<HTMLDivElement, { open?: boolean; children: ReactNode }>(function Tools(
  { open = false, children },
  ref,
) {
  return (
    <div ref={ref} className="lit-tools stElementToolbar" data-testid="stElementToolbar" data-open={open}>
      <div className="lit-tools-buttons" data-testid="stElementToolbarButtonContainer">
        {children}
      </div>
    </div>
  );
});

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
