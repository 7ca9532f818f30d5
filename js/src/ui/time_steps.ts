/** Where the arrow keys lead in a time. */

import { filled, type PartName, type Parts, readParts, steppedTime, writeParts } from "./moment_text";

const LENGTHS: Partial<Record<PartName, number>> = { hour: 3600, minute: 60, second: 1 };

/**
 * The time that an arrow leads to, as it travels; null where the arrow only changes a part.
 *
 * The smallest part goes to the next multiple of `step` seconds, the others by one.
 */
export function stepTime(
  parts: Parts,
  names: readonly PartName[],
  name: PartName,
  sign: number,
  step: number,
): string | null {
  const clock = names.filter((each) => ["hour", "minute", "second", "period"].includes(each));
  const length = LENGTHS[name];
  if (filled(parts, clock) !== "all" || (length === undefined && name !== "period")) return null;
  const { hour = 0, minute = 0, second = 0 } = readParts(writeParts(parts, clock));
  const seconds = hour * 3600 + minute * 60 + second;
  const smallest = names.includes("second") ? "second" : "minute";
  const day = 86_400;
  const next =
    name === smallest
      ? steppedTime(seconds, step, sign)
      : (seconds + sign * (name === "period" ? day / 2 : (length ?? 0)) + day) % day;
  const text = new Date(next * 1000).toISOString().slice(11, 19);
  return names.includes("second") ? text : text.slice(0, 5);
}
