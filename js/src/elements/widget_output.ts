/** What code has printed and displayed in an Output widget. */

import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";
import { sanitized } from "../ui/sanitize";
import type { WidgetManager } from "./widget_manager";

type Form = string | string[] | Record<string, unknown>;

/** An output as notebooks store it. */
interface NotebookOutput {
  output_type: string;
  text?: string | string[];
  name?: string;
  data?: Record<string, Form>;
  traceback?: string[];
}

const WIDGET = "application/vnd.jupyter.widget-view+json";
const PICTURE = /^image\/(png|jpeg|gif|webp)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals take for colours begins with one
const ESCAPES = /\x1b\[[0-9;]*[A-Za-z]/g;

export class OutputModel extends DOMWidgetModel {
  override defaults(): Backbone.ObjectHash {
    return {
      ...super.defaults(),
      _model_name: "OutputModel",
      _view_name: "OutputView",
      _model_module: "@jupyter-widgets/output",
      _view_module: "@jupyter-widgets/output",
      msg_id: "",
      outputs: [],
    };
  }
}

export class OutputView extends DOMWidgetView {
  override render(): void {
    super.render();
    this.el.classList.add("lit-output");
    this.listenTo(this.model, "change:outputs", () => this.draw());
    this.draw();
  }

  private draw(): void {
    const outputs = this.model.get("outputs") as NotebookOutput[];
    this.el.replaceChildren(...outputs.map((output) => this.drawn(output)));
  }

  private drawn({ output_type: kind, text, name, data = {}, traceback = [] }: NotebookOutput): HTMLElement {
    if (kind === "stream") return textual(joined(text), name === "stderr" ? "lit-output-error" : "");
    if (kind === "error") return textual(traceback.join("\n"), "lit-output-error");
    return this.rich(data);
  }

  /** The richest form of an object that can be drawn here. */
  private rich(data: Record<string, Form>): HTMLElement {
    const place = document.createElement("div");
    const widget = data[WIDGET];
    const picture = Object.keys(data).find((mime) => PICTURE.test(mime));
    if (widget && typeof widget === "object" && "model_id" in widget) {
      const manager = this.model.widget_manager as WidgetManager;
      void manager.show(String(widget.model_id)).then(
        (view) => {
          this.listenTo(this.model, "change:outputs", () => view.remove());
          place.append(view.el);
          view.trigger("displayed");
        },
        () => place.append(textual(joined(data["text/plain"]))),
      );
    } else if (data["text/html"] !== undefined) {
      const html = sanitized(joined(data["text/html"]));
      place.append(html ?? textual(joined(data["text/plain"])));
    } else if (data["image/svg+xml"] !== undefined) {
      place.append(image(`data:image/svg+xml,${encodeURIComponent(joined(data["image/svg+xml"]))}`));
    } else if (picture) {
      place.append(image(`data:${picture};base64,${joined(data[picture])}`));
    } else {
      place.append(textual(joined(data["text/markdown"] ?? data["text/latex"] ?? data["text/plain"])));
    }
    return place;
  }
}

function joined(form: Form | undefined): string {
  if (Array.isArray(form)) return form.join("");
  return typeof form === "string" ? form : form === undefined ? "" : JSON.stringify(form, null, 2);
}

function textual(text: string, name = ""): HTMLElement {
  const place = document.createElement("pre");
  place.className = `lit-output-text ${name}`.trim();
  place.textContent = text.replace(ESCAPES, "");
  return place;
}

function image(url: string): HTMLElement {
  const place = document.createElement("img");
  place.src = url;
  place.alt = "";
  return place;
}
