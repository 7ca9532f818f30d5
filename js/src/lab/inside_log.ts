/** What the runs of an app have printed, and what the log says. */

import type { TranslationBundle } from "@jupyterlab/translation";
import type { InsideLog } from "../protocol";
import type { InsideModel } from "./inside_model";
import type { Section } from "./inside_view";
import { part } from "./tool";

export class InsideLogView implements Section {
  readonly node = part("div", "lit-inside-printed");
  private readonly lines = part("div", "lit-inside-log");
  private readonly hint = part("p", "lit-inside-hint");
  private last = 0;

  constructor(
    private readonly model: InsideModel,
    private readonly words: TranslationBundle,
  ) {
    this.lines.role = "log";
    this.lines.ariaLabel = words.__("Log");
    this.lines.tabIndex = 0;
    this.hint.textContent = words.__("Nothing has been printed yet.");
    this.node.append(this.lines, this.hint);
  }

  update(): void {
    const { log } = this.model;
    const atEnd = this.lines.scrollTop + this.lines.clientHeight >= this.lines.scrollHeight - 8;
    const first = log[0]?.number ?? Number.POSITIVE_INFINITY;
    if (log.length === 0 || (log.at(-1)?.number ?? 0) < this.last) {
      this.lines.replaceChildren();
      this.last = 0;
    }
    while (
      this.lines.firstElementChild instanceof HTMLElement &&
      Number(this.lines.firstElementChild.dataset.number) < first
    ) {
      this.lines.firstElementChild.remove();
    }
    for (const line of log) if (line.number > this.last) this.lines.append(this.line(line));
    this.last = log.at(-1)?.number ?? 0;
    this.lines.hidden = log.length === 0;
    this.hint.hidden = log.length > 0;
    if (atEnd) this.lines.scrollTop = this.lines.scrollHeight;
  }

  private line(line: InsideLog): HTMLElement {
    const row = part("div", "lit-inside-line");
    row.dataset.source = line.source;
    row.dataset.number = String(line.number);
    const time = part("time", "lit-inside-at");
    time.dateTime = new Date(line.at * 1000).toISOString();
    time.textContent = new Date(line.at * 1000).toLocaleTimeString();
    const run = part("span", "lit-inside-of");
    run.textContent = line.run > 0 ? this.words.__("run %1", String(line.run)) : "";
    const text = part("span", "lit-inside-text");
    text.textContent = line.text;
    row.append(time, run, text);
    return row;
  }
}
