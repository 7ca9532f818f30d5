/** Parts of a long block: when something in one of them changes, the browser lays out that part, and not the others. */

/** How many places a part has when it is new. */
export const SIZE = 64;

/** Says in which part of its block each place is: in the one where it was, as long as the order allows that. */
export class Parts {
  private known: ReadonlyMap<string, number> = new Map();

  /** The parts of these places, from 0 on and never falling; places are known by their keys. */
  of(keys: readonly string[]): number[] {
    const found: number[] = [];
    let [part, size] = [0, 0];
    for (const [before, next] of this.neighbours(keys)) {
      const old = part;
      if (before === undefined) part += size >= SIZE && part < next ? 1 : 0;
      else if (before <= next) part = Math.max(part, before); // else it has come here from further down
      size = part === old ? size + 1 : 1;
      found.push(part);
    }
    this.known = new Map(keys.map((key, index) => [key, found[index] ?? 0]));
    return found;
  }

  /** The part where each place was, if it was there, and that of the next one that was. */
  private neighbours(keys: readonly string[]): [before: number | undefined, next: number][] {
    let next = Number.POSITIVE_INFINITY;
    return keys
      .map((key) => this.known.get(key))
      .reduceRight<[number | undefined, number][]>((pairs, before) => {
        pairs.push([before, next]);
        next = before ?? next;
        return pairs;
      }, [])
      .reverse();
  }
}
