/** What was before, to go back to and on from there. */

/** How many steps back the reader can go. */
const STEPS = 200;

export interface History<State> {
  past: readonly State[];
  future: readonly State[];
}

export function noHistory<State>(): History<State> {
  return { past: [], future: [] };
}

/** One step done: what was taken back before cannot be done again. */
export function stepped<State>({ past }: History<State>, before: State): History<State> {
  return { past: [...past.slice(-(STEPS - 1)), before], future: [] };
}

/** One step back; null where there is none. */
export function undone<State>({ past, future }: History<State>, now: State): [History<State>, State] | null {
  const before = past.at(-1);
  if (before === undefined) return null;
  return [{ past: past.slice(0, -1), future: [...future, now] }, before];
}

/** One step on again; null where there is none. */
export function redone<State>({ past, future }: History<State>, now: State): [History<State>, State] | null {
  const next = future.at(-1);
  if (next === undefined) return null;
  return [{ past: [...past, now], future: future.slice(0, -1) }, next];
}
