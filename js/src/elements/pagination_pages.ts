/** Which numbers of pages are shown. */

/**
 * The pages in sight, with null for each gap: about `most` places, the first and the last page among them where there
 * are more than two, and those around the current one.
 */
export function visiblePages(current: number, count: number, most: number): (number | null)[] {
  if (most <= 0) return [];
  if (count <= most) return range(1, count);
  if (most <= 2) return [current];
  if (most <= 4) return current === count ? [1, null, count] : [current, null, count];
  const inner = most - 4;
  const start = current - Math.floor((inner - 1) / 2);
  const end = start + inner - 1;
  if (current <= 3 || start <= 2) return [...range(1, most - 2), null, count];
  if (current >= count - 2 || end >= count - 1) return [1, null, ...range(count - most + 3, count)];
  return [1, null, ...range(start, end), null, count];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
