/** The toasts: a stack in the corner of the page, which readers hear of, can stop, and can close. */

import { type KeyboardEvent, useCallback, useEffect, useId, useRef } from "react";
import type { Page } from "../page/page";
import type { Toast } from "../protocol";
import { Glyph } from "../ui/glyph";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./toasts.css";

addStyle(sheet);

/** Time stands still for the toasts while the pointer or the focus is on one, or the page is out of sight. */
export function Toasts({ page }: { page: Page }) {
  const { toasts } = page;
  const shown = useSignal(toasts.shown);
  const stack = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement | null>(null);
  const busy = useRef({ pointer: false, focus: false });
  const some = shown.length > 0;
  const newest = shown[0]?.call;

  const settle = useCallback(() => {
    const { pointer, focus } = busy.current;
    if (pointer || focus || document.hidden) toasts.pause();
    else toasts.resume();
  }, [toasts]);

  useEffect(() => {
    document.addEventListener("visibilitychange", settle);
    return () => document.removeEventListener("visibilitychange", settle);
  }, [settle]);

  // A stack that is gone has no pointer on it, and no focus.
  useEffect(() => {
    if (some) return;
    busy.current = { pointer: false, focus: false };
    settle();
  }, [some, settle]);

  // In the browser's top layer, and the last to come there lies on top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each new toast
  useEffect(() => {
    const box = stack.current;
    if (!box?.showPopover) return;
    if (box.popover === "manual") box.hidePopover();
    box.popover = "manual";
    box.showPopover();
  }, [newest]);

  // F6 goes to the toasts and back, as between the parts of a desktop's window.
  useEffect(() => {
    if (!some) return;
    const struck = (event: globalThis.KeyboardEvent) => {
      const box = stack.current;
      if (event.key !== "F6" || event.defaultPrevented || !box) return;
      event.preventDefault();
      if (box.contains(document.activeElement)) before.current?.focus();
      else {
        before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
        box.querySelector<HTMLElement>("[role=alertdialog]")?.focus();
      }
    };
    document.addEventListener("keydown", struck);
    return () => document.removeEventListener("keydown", struck);
  }, [some]);

  const dismiss = (first: string) => {
    const focused = stack.current?.contains(document.activeElement);
    const at = shown.findIndex((toast) => toast.first === first);
    const next = shown[at + 1] ?? shown[at - 1];
    toasts.dismiss(first);
    if (!focused) return;
    const buttons = stack.current?.querySelectorAll<HTMLElement>(".lit-toast");
    const target = next && [...(buttons ?? [])].find((each) => each.dataset.first === next.first);
    if (target) target.focus();
    else if (before.current?.isConnected) before.current.focus();
  };

  return (
    <div aria-live="polite" aria-relevant="additions text" className="lit-toasts-voice">
      {some && (
        // biome-ignore lint/a11y/useSemanticElements: a section would be the same
        <div
          ref={stack}
          className="lit-toasts stToastContainer"
          data-testid="stToastContainer"
          role="region"
          aria-label={t("notifications")}
          onPointerEnter={() => {
            busy.current.pointer = true;
            settle();
          }}
          onPointerLeave={() => {
            busy.current.pointer = false;
            settle();
          }}
          onFocus={() => {
            busy.current.focus = true;
            settle();
          }}
          onBlur={(event) => {
            busy.current.focus = event.currentTarget.contains(event.relatedTarget);
            settle();
          }}
        >
          <ol className="lit-toasts-list">
            {shown.map((toast) => (
              <li key={toast.first}>
                <ToastBox toast={toast} dismiss={() => dismiss(toast.first)} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}

function ToastBox({ toast, dismiss }: { toast: Toast; dismiss(): void }) {
  const text = useId();
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    dismiss();
  };
  return (
    <div
      className="lit-toast stToast"
      data-testid="stToast"
      data-first={toast.first}
      role="alertdialog"
      aria-modal="false"
      aria-labelledby={text}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what it says may have to be scrolled, and Escape closes it
      tabIndex={0}
      onKeyDown={pressed}
    >
      {toast.icon && (
        <span className="lit-toast-icon">
          <Icon icon={toast.icon} testId="stToastDynamicIcon" />
        </span>
      )}
      <div id={text} className="lit-toast-text" data-testid="stToastText">
        <Markdown body={toast.body} />
      </div>
      <button type="button" className="lit-toast-close" aria-label={t("close")} onClick={dismiss}>
        <Glyph name="close" />
      </button>
    </div>
  );
}
