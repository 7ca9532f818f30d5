/** Headings with a link to themselves. */

import { type ReactNode, useId } from "react";
import { Glyph } from "./glyph";
import sheet from "./heading.css";
import { addStyle } from "./style";
import { t } from "./text";
import { Help } from "./tooltip";

addStyle(sheet);

interface HeadingProps {
  level: 1 | 2 | 3 | 4 | 5 | 6;
  /** The id the heading can be linked by; null for none. */
  anchor: string | null;
  help?: string | null;
  children: ReactNode;
}

/** A heading of level 1 to 6. */
export function Heading({ level, anchor, help = null, children }: HeadingProps) {
  const Level = `h${level}` as const;
  const label = useId();
  return (
    <div className="lit-heading" data-testid="stHeadingWithActionElements">
      <Level
        className={`lit-h${level}`}
        id={anchor ?? undefined}
        aria-labelledby={anchor === null ? undefined : label}
        dir="auto"
      >
        <span id={label} data-heading-text="">
          {children}
        </span>
        {(anchor !== null || help !== null) && (
          <span className="lit-heading-actions" data-testid="stHeaderActionElements">
            <Help text={help} />
            {anchor !== null && (
              <a className="lit-heading-link" href={`#${anchor}`} aria-label={t("linkToHeading")}>
                <Glyph name="link" />
              </a>
            )}
          </span>
        )}
      </Level>
    </div>
  );
}

/** The id of a heading: its words in small letters, joined by dashes. */
export function slug(text: string): string {
  const words = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return words || "section";
}
