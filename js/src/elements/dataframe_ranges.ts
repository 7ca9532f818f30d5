/** Sets of whole numbers as stretches: millions of selected rows are a few of them. */

/** A stretch of numbers, its end left out. */
export type Stretch = readonly [start: number, stop: number];

/** Stretches in order, none of which touches the next. */
export type Ranges = readonly Stretch[];

/** As it travels: numbers, and stretches with their last number. */
export type WireRanges = (number | [number, number])[];

export function fromWire(wire: readonly (number | readonly [number, number])[]): Ranges {
  return joined(wire.map((item) => (typeof item === "number" ? [item, item + 1] : [item[0], item[1] + 1])));
}

/** Few neighbours travel as numbers, as authors know them. */
export function toWire(ranges: Ranges): WireRanges {
  return ranges.flatMap(([start, stop]): WireRanges => {
    return stop - start > FEW ? [[start, stop - 1]] : Array.from({ length: stop - start }, (_, at) => start + at);
  });
}

const FEW = 8;

export function fromNumbers(numbers: readonly number[]): Ranges {
  return joined(numbers.map((number) => [number, number + 1]));
}

export function sizeOf(ranges: Ranges): number {
  return ranges.reduce((sum, [start, stop]) => sum + stop - start, 0);
}

export function has(ranges: Ranges, number: number): boolean {
  return ranges.some(([start, stop]) => start <= number && number < stop);
}

export function union(a: Ranges, b: Ranges): Ranges {
  return joined([...a, ...b]);
}

export function minus(a: Ranges, b: Ranges): Ranges {
  let left = [...a];
  for (const [start, stop] of b) {
    left = left.flatMap(([from, to]): Stretch[] => {
      if (stop <= from || start >= to) return [[from, to]];
      const parts: Stretch[] = [
        [from, start],
        [stop, to],
      ];
      return parts.filter(([first, end]) => first < end);
    });
  }
  return left;
}

/** The part of a set that lies in a stretch. */
export function within(ranges: Ranges, [from, to]: Stretch): Ranges {
  return ranges.flatMap(([start, stop]): Stretch[] => {
    const part: Stretch = [Math.max(start, from), Math.min(stop, to)];
    return part[0] < part[1] ? [part] : [];
  });
}

function joined(stretches: readonly Stretch[]): Ranges {
  const result: [number, number][] = [];
  for (const [start, stop] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], stop);
    else if (start < stop) result.push([start, stop]);
  }
  return result;
}
