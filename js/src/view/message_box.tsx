/** A box above the page that waits for the reader: about the app, whether to clear its caches. */

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Glyph } from "../ui/glyph";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./message_box.css";

addStyle(sheet);

interface MessageBoxProps {
  title: string;
  close(): void;
  children: ReactNode;
  /** What the reader can do besides closing it. */
  actions?: ReactNode;
}

export function MessageBox({ title, close, children, actions }: MessageBoxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, the browser sees to that
    <dialog
      ref={dialog}
      className="lit-box"
      aria-labelledby={heading}
      onClose={close}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      <div className="lit-box-body">
        <button
          type="button"
          className="lit-icon-button lit-box-close"
          aria-label={t("close")}
          onClick={() => dialog.current?.close()}
        >
          <Glyph name="close" />
        </button>
        <h2 id={heading} className="lit-box-title">
          {title}
        </h2>
        {children}
        {actions && <div className="lit-box-actions">{actions}</div>}
      </div>
    </dialog>
  );
}
