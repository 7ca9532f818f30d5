/** The runs of an app: a list, the newest first, and beside it where the time of one of them went. */

import type { TranslationBundle } from "@jupyterlab/translation";
import type { InsideCause, InsideRun, InsideSpan } from "../protocol";
import { bytes, duration, type InsideModel } from "./inside_model";
import type { Doors, Section } from "./inside_view";
import { part } from "./tool";

export class InsideRuns implements Section {
  readonly node = part("div", "lit-inside-runs");
  private readonly list = part("ul", "lit-inside-list");
  private readonly detail = part("section", "lit-inside-detail");
  private readonly again = part("button", "lit-inside-button");
  /** The number of the run that the reader has chosen; null: the newest, whichever it is. */
  private chosen: number | null = null;

  constructor(
    private readonly model: InsideModel,
    private readonly words: TranslationBundle,
    doors: Doors,
  ) {
    this.list.role = "listbox";
    this.list.ariaLabel = words.__("Runs");
    this.list.addEventListener("keydown", (event) => this.steer(event));
    this.again.type = "button";
    this.again.textContent = words.__("Run again");
    this.again.addEventListener("click", () => doors.wish({ type: "again" }));
    const side = part("div", "lit-inside-side");
    side.append(this.again, this.list);
    this.node.append(side, this.detail);
  }

  update(): void {
    const focused = this.list.contains(document.activeElement);
    const runs = this.newestFirst();
    const shown = this.shown(runs);
    const longest = Math.max(...runs.map((run) => run.seconds), 0.001);
    this.list.hidden = runs.length === 0;
    this.list.replaceChildren(...runs.map((run) => this.option(run, run === shown, longest)));
    if (focused) this.focus();
    if (shown) this.draw(shown);
    else
      this.detail.replaceChildren(
        text("p", "lit-inside-hint", this.words.__("Runs are recorded from now on. Use the app, or run it again.")),
      );
  }

  private newestFirst(): InsideRun[] {
    return [...this.model.runs.values()].reverse();
  }

  private shown(runs: readonly InsideRun[]): InsideRun | undefined {
    return runs.find((run) => run.number === this.chosen) ?? runs[0];
  }

  private option(run: InsideRun, selected: boolean, longest: number): HTMLElement {
    const option = part("li", "lit-inside-run");
    option.role = "option";
    option.ariaSelected = String(selected);
    option.tabIndex = selected ? 0 : -1;
    option.dataset.status = run.status;
    const bar = part("span", "lit-inside-length");
    bar.style.inlineSize = `${(100 * run.seconds) / longest}%`;
    option.append(
      text("span", "lit-inside-number", String(run.number)),
      text("span", "lit-inside-cause", this.cause(run.cause)),
      text("span", "lit-inside-status", this.status(run)),
      text("span", "lit-inside-time", duration(run.seconds)),
      bar,
    );
    option.addEventListener("click", () => this.choose(run.number));
    return option;
  }

  private choose(number: number): void {
    this.chosen = number === this.newestFirst()[0]?.number ? null : number;
    this.update();
    this.focus();
  }

  private focus(): void {
    this.list.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  }

  private steer(event: KeyboardEvent): void {
    const runs = this.newestFirst();
    const shown = this.shown(runs);
    if (!shown) return;
    const at = runs.indexOf(shown);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: runs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const run = runs[Math.min(Math.max(to, 0), runs.length - 1)];
    if (run) this.choose(run.number);
  }

  private cause({ kind, names }: InsideCause): string {
    const named = names.join(", ");
    switch (kind) {
      case "start":
        return this.words.__("First run");
      case "code":
        return this.words.__("New code");
      case "page":
        return this.words.__("Page %1", named);
      case "widget":
        return named || this.words.__("Widget");
      case "timer":
        return this.words.__("Timer of %1", named);
      case "task":
        return this.words.__("Task");
      case "script":
        return this.words.__("Asked for by the script");
      default:
        return this.words.__("Run again");
    }
  }

  private status({ status }: InsideRun): string {
    switch (status) {
      case "failed":
        return this.words.__("failed");
      case "stopped":
        return this.words.__("stopped");
      case "rerun":
        return this.words.__("ended early");
      case "running":
        return this.words.__("running");
      default:
        return "";
    }
  }

  // One run

  private draw(run: InsideRun): void {
    const title = this.words.__("Run %1: %2", String(run.number), this.cause(run.cause));
    this.detail.ariaLabel = title;
    const parts: HTMLElement[] = [text("h2", "lit-inside-title", title)];
    if (run.error) parts.push(text("p", "lit-inside-error", run.error));
    parts.push(this.timeline(run), this.sent(run));
    if (run.caches.length > 0) parts.push(this.caches(run));
    if (run.lines.length > 0) parts.push(this.lines(run));
    else if (run.status !== "running")
      parts.push(text("p", "lit-inside-hint", this.words.__("No line took long enough to be seen.")));
    this.detail.replaceChildren(...parts);
  }

  private timeline(run: InsideRun): HTMLElement {
    const whole = Math.max(run.seconds, ...run.spans.map((span) => span.start + span.seconds), 1e-6);
    const list = part("ol", "lit-inside-timeline");
    list.ariaLabel = this.words.__("Timeline");
    const sending = run.spans.filter((span) => span.kind === "sending");
    const rows = run.spans.filter((span) => span.kind !== "sending").map((span) => [span]);
    if (sending.length > 0) rows.push(sending);
    for (const spans of rows) list.append(this.row(spans, whole));
    return list;
  }

  private row(spans: readonly InsideSpan[], whole: number): HTMLElement {
    const row = part("li", "lit-inside-span");
    const track = part("span", "lit-inside-track");
    for (const { start, seconds, kind } of spans) {
      const bar = part("span", "lit-inside-bar");
      bar.dataset.kind = kind;
      bar.style.insetInlineStart = `${(100 * start) / whole}%`;
      bar.style.inlineSize = `${(100 * seconds) / whole}%`;
      track.append(bar);
    }
    const total = spans.reduce((sum, { seconds }) => sum + seconds, 0);
    row.append(
      text("span", "lit-inside-span-name", this.spanName(spans)),
      track,
      text("span", "lit-inside-time", duration(total)),
    );
    return row;
  }

  private spanName([span, ...more]: readonly InsideSpan[]): string {
    switch (span?.kind) {
      case "waiting":
        return this.words.__("Waiting");
      case "reading":
        return this.words.__("Reading");
      case "callback":
        return this.words.__("Callback %1", span.name);
      case "fragment":
        return span.lane > 0
          ? this.words.__("Fragment %1, beside", span.name)
          : this.words.__("Fragment %1", span.name);
      case "sending":
        return this.words.__("Sending (%1)", String(more.length + 1));
      default:
        return this.words.__("Script");
    }
  }

  private sent(run: InsideRun): HTMLElement {
    const list = part("dl", "lit-inside-facts");
    const facts: [string, string][] = [
      [this.words.__("Elements drawn"), String(run.elements)],
      [this.words.__("Changes sent"), String(run.changes)],
      [this.words.__("Messages"), String(run.messages)],
      [this.words.__("Sent"), bytes(run.bytes)],
    ];
    for (const [name, value] of facts) {
      const pair = part("div", "lit-inside-fact");
      pair.append(text("dt", "", name), text("dd", "", value));
      list.append(pair);
    }
    return list;
  }

  private caches(run: InsideRun): HTMLElement {
    const heads = [this.words.__("Cached function"), this.words.__("Hits"), this.words.__("Misses")];
    const rows = run.caches.map(({ function: name, hits, misses }) => [`${name}()`, String(hits), String(misses)]);
    return table(this.words.__("Caches"), heads, rows);
  }

  private lines(run: InsideRun): HTMLElement {
    const heads = [this.words.__("With calls"), this.words.__("Own"), this.words.__("Line"), this.words.__("Code")];
    const longest = run.lines[0]?.seconds || 1;
    const made = table(
      this.words.__("Time by line"),
      heads,
      run.lines.map((each) => [
        duration(each.seconds),
        duration(each.own),
        `${each.file}:${each.line}`,
        each.code.trim(),
      ]),
    );
    made.classList.add("lit-inside-lines");
    made.title = this.words.__("The script is looked at every millisecond to see which line it is in.");
    for (const [index, row] of [...made.querySelectorAll<HTMLElement>("tbody tr")].entries()) {
      row.style.setProperty("--lit-share", `${(100 * (run.lines[index]?.seconds ?? 0)) / longest}%`);
    }
    return made;
  }
}

function text<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
  content: string,
): HTMLElementTagNameMap[Tag] {
  const element = part(tag, name);
  element.textContent = content;
  return element;
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): HTMLTableElement {
  const made = part("table", "lit-inside-table");
  made.createCaption().textContent = caption;
  const head = made.createTHead().insertRow();
  for (const name of heads) {
    const cell = text("th", "", name);
    cell.scope = "col";
    head.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const value of row) line.insertCell().textContent = value;
  }
  return made;
}
