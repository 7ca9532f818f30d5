/** What is selected in a map: by layer, as positions and as objects. */

import type { Json, PydeckChart } from "../protocol";

/** The value of a map. */
export interface Chosen {
  indices: Record<string, number[]>;
  objects: Record<string, Json[]>;
}

export const NONE: Chosen = { indices: {}, objects: {} };

/** What a click has hit. */
export interface Hit {
  layer: string;
  index: number;
  object: unknown;
}

const FADED = 0.35;
/** The accessors of colours. */
const COLORS = ["getFillColor", "getLineColor", "getColor", "getSourceColor", "getTargetColor"];

/** The selection after a click, on something or on nothing. */
export function clicked(chosen: Chosen, hit: Hit | null, mode: PydeckChart["selection"]): Chosen {
  if (hit === null) return NONE;
  const { layer, index } = hit;
  const before = chosen.indices[layer] ?? [];
  const had = before.indexOf(index);
  const single = mode === "single-object";
  if (had >= 0 && single) return NONE;
  const base = single ? NONE : chosen;
  const indices = had < 0 ? [...(base.indices[layer] ?? []), index] : before.filter((each) => each !== index);
  const objects =
    had < 0
      ? [...(base.objects[layer] ?? []), plain(hit.object)]
      : (chosen.objects[layer] ?? []).filter((_, position) => position !== had);
  return {
    indices: without({ ...base.indices, [layer]: indices }),
    objects: without({ ...base.objects, [layer]: objects }),
  };
}

function without<T>(lists: Record<string, T[]>): Record<string, T[]> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** An object as it can travel. */
function plain(value: unknown): Json {
  const text = JSON.stringify(value, (_, each) => {
    if (typeof each === "bigint") return Number(each);
    return ArrayBuffer.isView(each) ? [...(each as Float64Array)] : each;
  });
  return text === undefined ? null : (JSON.parse(text) as Json);
}

type Accessor = (object: unknown, info: { index: number }) => number[];

/** The properties of a layer of which only what is selected keeps its full colour. */
export function dimmed(props: Record<string, unknown>, { indices }: Chosen): Record<string, unknown> {
  if (!props.pickable || Object.keys(indices).length === 0) return props;
  const kept = new Set(indices[String(props.id)]);
  const changed: Record<string, unknown> = {};
  for (const name of COLORS) {
    const color = props[name];
    if (typeof color !== "function" && !Array.isArray(color)) continue;
    changed[name] = ((object, info) => {
      const [red = 0, green = 0, blue = 0, opacity = 255] =
        typeof color === "function" ? (color as Accessor)(object, info) : (color as number[]);
      return [red, green, blue, kept.has(info.index) ? opacity : opacity * FADED];
    }) satisfies Accessor;
  }
  const updateTriggers = {
    ...(props.updateTriggers as object | undefined),
    ...Object.fromEntries(Object.keys(changed).map((name) => [name, [...kept].join()])),
  };
  return { ...props, ...changed, updateTriggers };
}
