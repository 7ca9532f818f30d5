/** A widget of ipywidgets or anywidget. */

import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import { useLayoutEffect, useRef, useState } from "react";
import type { JupyterWidget } from "../protocol";
import type { ElementProps } from "../ui/element";
import { skeleton } from "../ui/lazy";
import { addStyle } from "../ui/style";
import sheet from "./widget.css";
import foreign from "./widget_foreign.css";
import { managerOf } from "./widget_manager";

addStyle(foreign);
addStyle(sheet);

export function JupyterWidgetView({ element, page }: ElementProps<JupyterWidget>) {
  const { model, disabled, height } = element;
  const host = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "drawn" | Error>("loading");
  // A view must leave the page before the page leaves the document.
  useLayoutEffect(() => {
    const manager = managerOf(page);
    const release = manager.hold(model);
    let gone = false;
    let end = (): void => undefined;
    setState("loading");
    manager.show(model).then(
      (view) => {
        if (gone || !host.current) {
          view.remove();
          return;
        }
        end = place(view.luminoWidget, host.current, () => view.remove());
        setState("drawn");
      },
      (error: unknown) => !gone && setState(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      gone = true;
      end();
      release();
    };
  }, [page, model]);
  if (state instanceof Error) throw state;
  return (
    <div
      ref={host}
      className="lit-widget stWidget"
      data-testid="stWidget"
      data-ready={state === "drawn"}
      data-filled={height !== "content" || undefined}
      aria-busy={state === "loading"}
      {...(disabled ? { inert: "", "aria-disabled": true } : {})}
    >
      {state === "loading" && skeleton("2.5rem")}
    </div>
  );
}

/** Puts a view into the page and tells it of every change of its size; returns how to take it out. */
function place(widget: Widget, host: HTMLElement, remove: () => void): () => void {
  Widget.attach(widget, host);
  const sizes = new ResizeObserver(() => {
    if (widget.isAttached) MessageLoop.postMessage(widget, Widget.ResizeMessage.UnknownSize);
  });
  sizes.observe(host);
  const parts = new MutationObserver(() => nameSliders(host));
  parts.observe(host, { childList: true, subtree: true });
  nameSliders(host);
  return () => {
    sizes.disconnect();
    parts.disconnect();
    if (widget.isAttached) Widget.detach(widget);
    remove();
  };
}

/** Sliders of ipywidgets have their label beside them, where screen readers do not look for it. */
function nameSliders(host: HTMLElement): void {
  for (const handle of host.querySelectorAll(".noUi-handle:not([aria-label])")) {
    const label = handle.closest(".jupyter-widgets")?.querySelector(".widget-label")?.textContent;
    if (label) handle.setAttribute("aria-label", label);
  }
}
