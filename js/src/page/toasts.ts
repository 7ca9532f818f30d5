/** The toasts that the reader sees: they outlive the run that has drawn them, and go by themselves. */

import { type Signal, signal } from "@preact/signals-core";
import type { Toast } from "../protocol";

interface Timer {
  /** How long, in ms, it is still to be seen; null for as long as the reader likes. */
  left: number | null;
  started: number;
  handle: ReturnType<typeof setTimeout> | null;
}

/** Toasts by the call that made them, the newest first. */
export class Toasts {
  readonly shown: Signal<readonly Toast[]> = signal<readonly Toast[]>([]);
  private readonly timers = new Map<string, Timer>();
  private paused = false;

  /** Shows a toast, in the place of the one that it changes if that is still there. */
  show(toast: Toast): void {
    const { first, seconds } = toast;
    const old = this.shown.peek();
    this.shown.value = old.some((each) => each.first === first)
      ? old.map((each) => (each.first === first ? toast : each))
      : [toast, ...old];
    this.stop(first);
    this.timers.set(first, { left: seconds === null ? null : seconds * 1000, started: 0, handle: null });
    if (!this.paused) this.start(first);
  }

  dismiss(first: string): void {
    this.stop(first);
    this.timers.delete(first);
    this.shown.value = this.shown.peek().filter((toast) => toast.first !== first);
  }

  /** Lets all toasts stay until `resume`. */
  pause(): void {
    if (this.paused) return;
    this.paused = true;
    for (const first of this.timers.keys()) this.stop(first);
  }

  /** Lets time go on where `pause` has stopped it. */
  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    for (const first of this.timers.keys()) this.start(first);
  }

  private start(first: string): void {
    const timer = this.timers.get(first);
    if (!timer || timer.left === null) return;
    timer.started = Date.now();
    timer.handle = setTimeout(() => this.dismiss(first), timer.left);
  }

  private stop(first: string): void {
    const timer = this.timers.get(first);
    if (!timer || timer.handle === null) return;
    clearTimeout(timer.handle);
    timer.handle = null;
    timer.left = Math.max(0, (timer.left ?? 0) - (Date.now() - timer.started));
  }
}
