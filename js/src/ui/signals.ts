/** Signals in React components. */

import { computed, type ReadonlySignal } from "@preact/signals-core";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Valued, Values } from "../page/values";
import type { Json } from "../protocol";

/** The value of a signal; the component is drawn anew when it changes. */
export function useSignal<T>(signal: ReadonlySignal<T>): T {
  const subscribe = useCallback((changed: () => void) => signal.subscribe(changed), [signal]);
  return useSyncExternalStore(subscribe, () => signal.peek());
}

/** What `compute` makes of the signals it reads. */
export function useComputed<T>(compute: () => T, dependencies: readonly unknown[]): T {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names them
  return useSignal(useMemo(() => computed(compute), dependencies));
}

/** A widget's value and the two ways to change it. */
export interface WidgetValue<T> {
  value: T;
  /** Changes what is shown, for now in the browser alone: while typing or dragging. */
  edit(value: T): void;
  /** Changes the value for Python too: the script runs, or in a form waits for its button. */
  commit(value: T): void;
}

/** The value of a widget, of the type that its Python twin sends as `default`. */
export function useValue<T extends Json>(values: Values, widget: Valued): WidgetValue<T> {
  const value = useSignal(values.of(widget)) as T;
  return {
    value,
    edit: (next) => values.edit(widget, next),
    commit: (next) => values.commit(widget, next),
  };
}

/** Tells whether the reader has edited a widget and Python does not know yet. */
export function useEdited(values: Values, widget: Valued): boolean {
  return useComputed(() => values.edited(widget), [values, widget]);
}
