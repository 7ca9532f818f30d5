/** A small button that copies a text and says so for a moment. */

import { useEffect, useState } from "react";
import sheet from "./copy_button.css";
import { Glyph } from "./glyph";
import { addStyle } from "./style";
import { t } from "./text";

addStyle(sheet);

export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="lit-copy" data-testid="stElementToolbarButton">
      <button
        type="button"
        className="lit-copy-button"
        data-testid="stBaseButton-elementToolbar"
        data-copied={copied || undefined}
        aria-label={copied ? t("copied") : t("copy")}
        onClick={copy}
      >
        <Glyph name={copied ? "check" : "copy"} />
      </button>
    </div>
  );
}
