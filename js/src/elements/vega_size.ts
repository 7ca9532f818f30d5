/** Charts of several views, enlarged: such charts have no width and height of their own that could be set. */

import type { Config } from "vega-lite";
import { type Spec, viewsOf } from "./vega_spec";

/** What Vega-Lite takes where nobody says: pixels of a view, and of each value along a discrete axis. */
const CONTINUOUS = 300;
const STEP = 20;

/** Multiplies the sizes of all views, those that are given and those that are not. */
export function enlarge(spec: Spec, config: Config, scale: number): void {
  const times = (size: unknown): unknown => {
    if (typeof size === "number") return size * scale;
    const { step } = (size ?? {}) as { step?: unknown };
    return typeof step === "number" ? { ...(size as object), step: step * scale } : size;
  };
  for (const view of viewsOf(spec)) {
    for (const side of ["width", "height"]) if (side in view) Object.assign(view, { [side]: times(view[side]) });
  }
  const { view = {} } = config;
  const { continuousWidth = CONTINUOUS, continuousHeight = CONTINUOUS, step = STEP } = view;
  const sizes = { ...view, continuousWidth, continuousHeight, step };
  const names = ["continuousWidth", "continuousHeight", "discreteWidth", "discreteHeight", "step"] as const;
  const given = names.filter((name) => sizes[name] !== undefined);
  config.view = Object.assign(sizes, Object.fromEntries(given.map((name) => [name, times(sizes[name])])));
}
