/** What a tab knows of an app, put together from what the kernel tells of it bit by bit. */

import type {
  InsideAbsent,
  InsideAgain,
  InsideEdit,
  InsideEdited,
  InsideEntry,
  InsideLog,
  InsideLook,
  InsideMore,
  InsideNews,
  InsideNode,
  InsideRun,
  InsideValue,
} from "../protocol";

export type Told = InsideNews | InsideAbsent | InsideEdited | InsideValue;
export type Wish = InsideLook | InsideEdit | InsideMore | InsideAgain;
export type Part = InsideLook["parts"][number];

const MOST_RUNS = 50;
const MOST_LOG = 500;

export class InsideModel {
  /** By their number, the oldest first. */
  readonly runs = new Map<number, InsideRun>();
  readonly entries = new Map<string, InsideEntry>();
  /** Values that have been asked for at length, by their key. */
  readonly values = new Map<string, string>();
  /** Why what was typed under a key cannot be; "" where it can. */
  readonly edits = new Map<string, string>();
  tree: readonly InsideNode[] = [];
  log: readonly InsideLog[] = [];
  absent = false;

  /** Takes what the kernel tells; returns the parts that have changed. */
  take(told: Told): Part[] {
    switch (told.type) {
      case "absent":
        this.forget();
        this.absent = true;
        return ["runs", "state", "tree", "log"];
      case "edited":
        this.edits.set(told.key, told.error);
        return ["state"];
      case "value":
        this.values.set(told.key, told.text);
        return ["state"];
      default:
        return this.news(told);
    }
  }

  private news(news: InsideNews): Part[] {
    const changed: Part[] = [];
    this.absent = false;
    for (const run of news.runs) this.runs.set(run.number, run);
    for (const number of [...this.runs.keys()].slice(0, -MOST_RUNS)) this.runs.delete(number);
    for (const entry of news.entries) {
      if (this.entries.get(entry.key)?.text !== entry.text) this.values.delete(entry.key);
      this.entries.set(entry.key, entry);
    }
    for (const key of news.removed) for (const map of [this.entries, this.values, this.edits]) map.delete(key);
    if (news.runs.length > 0) changed.push("runs");
    if (news.entries.length > 0 || news.removed.length > 0) changed.push("state");
    if (news.tree) {
      this.tree = news.tree;
      changed.push("tree");
    }
    if (news.log.length > 0) {
      this.log = [...this.log, ...news.log].slice(-MOST_LOG);
      changed.push("log");
    }
    return changed;
  }

  private forget(): void {
    for (const map of [this.runs, this.entries, this.values, this.edits]) map.clear();
    this.tree = [];
    this.log = [];
  }
}

/** A stretch of time as it is read: with as many digits as mean something. */
export function duration(seconds: number): string {
  if (seconds >= 10) return `${seconds.toFixed(1)} s`;
  if (seconds >= 1) return `${seconds.toFixed(2)} s`;
  const milliseconds = seconds * 1000;
  if (milliseconds < 0.05) return "< 0.1 ms";
  return milliseconds >= 10 ? `${milliseconds.toFixed(0)} ms` : `${milliseconds.toFixed(1)} ms`;
}

/** A number of bytes as it is read. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  return count < 1_000_000 ? `${(count / 1000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
}
