/** The app in a notebook's cell. */

import { effect } from "@preact/signals-core";
import { createRoot } from "react-dom/client";
import type { Page } from "../page/page";
import { LabTheme } from "../theme/theme";
import { AnywidgetTransport, type Model } from "../transport/anywidget";
import { speakReaders } from "../ui/language";
import { t } from "../ui/text";
import { App } from "../view/app";
import { connect } from "../view/connect";
import { keepPage } from "../view/keep_page";

await speakReaders();

interface AppModel extends Model {
  get(name: string): unknown;
}

interface View {
  model: AppModel;
  el: HTMLElement;
  /** Ends with the view. */
  signal?: AbortSignal;
}

/** Views of one model show one page, and the notebook keeps a copy of what the first of them looks like. */
interface Shown {
  page: Page;
  places: Set<HTMLElement>;
}

const shown = new WeakMap<Model, Shown>();

/** Draws the app into a view's element; returns how to take it down. */
export function render({ model, el, signal }: View): () => void {
  const theme = new LabTheme();
  const { page, places } = shown.get(model) ?? show(model, theme);
  places.add(el);
  const root = createRoot(el);
  root.render(<App page={page} theme={theme} host="lab" />);
  const end = () => {
    places.delete(el);
    root.unmount();
  };
  signal?.addEventListener("abort", end);
  return end;
}

const HIDDEN = " { display: none !important; }";

function show(model: AppModel, theme: LabTheme): Shown {
  const page = connect(new AnywidgetTransport(model, t("runAgain")), theme, true);
  const places = new Set<HTMLElement>();
  shown.set(model, { page, places });
  const copy = `.lit-saved-${model.get("key")}`;
  const hiding = document.head.appendChild(document.createElement("style"));
  effect(() => {
    const alive = page.script.value !== "initial";
    hiding.textContent = alive ? `${copy}${HIDDEN} .jp-OutputArea-child:has(${copy})${HIDDEN}` : "";
  });
  if (model.get("saves"))
    keepPage(
      page,
      () => [...places].find((place) => place.checkVisibility()) ?? null,
      (json) => model.send({ saved: true }, undefined, [json]),
    );
  return { page, places };
}
