/** What others' first runs have drawn, as it stands on the page until the reader's own run has taken its place. */

import type { Element, Json, PageConfig, Path } from "../protocol";
import type { Node, Tree } from "./tree";

/** The page of others: which places of it the reader's own run has come to, and where it has drawn something else. */
export class FirstPage {
  /** How many children of each block the run has drawn, by path; null until it has begun. */
  private counts: Map<string, number> | null = null;
  /** What the page is to look like unless the run says so itself: it may be about to say what stands already. */
  config: PageConfig | null = null;
  /** Whether the run has said which pages there are. */
  navigated = false;
  /** The widgets that are not what stood in their place. */
  private readonly changed = new Set<string>();

  constructor(private readonly tree: Tree) {}

  /** Python says what its page holds, from the beginning: what stands there stays until something else does. */
  begin(): void {
    this.counts = new Map();
    this.navigated = false;
  }

  /** The run has said which pages there are. */
  navigate(): void {
    this.navigated = true;
  }

  /** Lets `element` stand at `path`; what stands there already is left alone, and not drawn again. */
  put(path: Path, element: Element): void {
    const old = this.tree.at(path)?.element.peek();
    const parent = path.slice(0, -1).join();
    this.counts?.set(parent, Math.max(this.counts.get(parent) ?? 0, (path.at(-1) ?? 0) + 1));
    if (old && alike(old, element)) return;
    for (const each of [old, element]) if (each && "id" in each && each.id) this.changed.add(each.id);
    this.tree.put(path, element);
  }

  /** The run is over: what it has not drawn was only others'. */
  end(): void {
    const counts = this.counts;
    if (counts === null) return;
    const prune = (node: Node, path: readonly number[]): void => {
      this.tree.keep(path as Path, counts.get(path.join()) ?? 0);
      node.children.peek().forEach((child, index) => {
        prune(child, [...path, index]);
      });
    };
    this.tree.roots.forEach((root, index) => {
      prune(root, [index]);
    });
  }

  /** What of the reader's doings is meant for what stands there now: nobody has clicked on what has come since. */
  stillMeant(values: Record<string, Json>): { kept: Record<string, Json>; lost: Element[] } {
    const here = new Map<string, Element>();
    for (const { element } of this.tree.walk()) {
      const each = element.peek();
      if ("id" in each && each.id) here.set(each.id, each);
    }
    const meant = (id: string) => here.has(id) && !this.changed.has(id);
    const kept = Object.fromEntries(Object.entries(values).filter(([id]) => meant(id)));
    const lost = Object.keys(values).flatMap((id) => (id in kept ? [] : (here.get(id) ?? [])));
    return { kept, lost };
  }
}

/** Compares elements; bytes are the same object as long as their content is the same. */
function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => alike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
