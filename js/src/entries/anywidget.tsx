/** The app in a notebook's cell. */

import { createRoot } from "react-dom/client";
import type { Page } from "../page/page";
import { LabTheme } from "../theme/theme";
import { AnywidgetTransport, type Model } from "../transport/anywidget";
import { t } from "../ui/text";
import { App } from "../view/app";
import { connect } from "../view/connect";

interface View {
  model: Model;
  el: HTMLElement;
  /** Ends with the view. */
  signal?: AbortSignal;
}

/** Views of one model show one page. */
const pages = new WeakMap<Model, Page>();

/** Draws the app into a view's element; returns how to take it down. */
export function render({ model, el, signal }: View): () => void {
  const theme = new LabTheme();
  let page = pages.get(model);
  if (page === undefined) {
    page = connect(new AnywidgetTransport(model, t("runAgain")), theme, true);
    pages.set(model, page);
  }
  const root = createRoot(el);
  root.render(<App page={page} theme={theme} host="lab" />);
  const end = () => root.unmount();
  signal?.addEventListener("abort", end);
  return end;
}
