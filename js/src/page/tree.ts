/** The page's elements as a tree of signals: what changes draws one component anew, and nothing else. */

import { type Signal, signal } from "@preact/signals-core";
import type { BlockElement, Element, Path } from "../protocol";

/** The index of a root in a path. */
export const MAIN = 0;
export const SIDEBAR = 1;
/** What lies above the page: toasts, dialogs. */
export const EVENT = 2;
export const BOTTOM = 3;
export type Root = typeof MAIN | typeof SIDEBAR | typeof EVENT | typeof BOTTOM;

const NO_CHILDREN: readonly Node[] = [];

/** A place on the page. It stands for the same thing to the reader as long as `identity` is the same. */
export class Node {
  readonly element: Signal<Element>;
  readonly children: Signal<readonly Node[]>;
  /** The running run has not come here yet. */
  readonly stale = signal(false);

  constructor(
    element: Element,
    children: readonly Node[],
    readonly identity: string,
  ) {
    this.element = signal(element);
    this.children = signal(children);
  }
}

/** Tells when elements with an id enter and leave the page. */
export interface Census {
  arrived(element: Element): void;
  left(element: Element): void;
}

/** The tree as Python has sent it. */
export class Tree {
  readonly roots: readonly [Node, Node, Node, Node];
  /** How many children of each block the run has reached, by path; null in a short run. */
  private counts: Map<string, number> | null = null;

  constructor(private readonly census: Census) {
    this.roots = [root(), root(), root(), root()];
  }

  /** Empties the page, or these areas of it. */
  clear(roots: readonly Root[] = [MAIN, SIDEBAR, EVENT, BOTTOM]): void {
    for (const root of roots) this.truncate(this.roots[root], 0);
  }

  /** Lets `element` stand at `path`; a block that replaces a block keeps its children. */
  put(path: Path, element: Element): void {
    const index = path.at(-1) ?? 0;
    if (path.length < 2) {
      const node = this.roots[index];
      if (node) node.element.value = element;
      return;
    }
    const parent = this.at(path.slice(0, -1));
    if (!parent) return;
    const old = parent.children.peek()[index];
    const identity = identify(element, index);
    this.census.arrived(element);
    if (old && old.identity === identity) {
      this.census.left(old.element.peek());
      if (!isBlock(element)) this.truncate(old, 0);
      old.element.value = element;
      old.stale.value = false;
      return;
    }
    const keeps = old !== undefined && isBlock(old.element.peek()) && isBlock(element);
    const node = new Node(element, keeps ? old.children.peek() : NO_CHILDREN, identity);
    if (old) {
      if (!keeps) this.truncate(old, 0);
      this.census.left(old.element.peek());
    }
    const siblings = [...parent.children.peek()];
    for (let gap = siblings.length; gap < index; gap++) siblings.push(new Node(nothing(), NO_CHILDREN, `empty:${gap}`));
    siblings[index] = node;
    parent.children.value = siblings;
  }

  /** Lets the text at `path` lose its last `drop` characters and gain others. */
  grow(path: Path, text: string, drop: number): void {
    const node = this.at(path);
    const element = node?.element.peek();
    if (!node || !element || !("body" in element)) return;
    const kept = element.body.length - drop;
    node.element.value = { ...element, body: element.body.slice(0, kept) + text };
    node.stale.value = false;
  }

  /** Lets the block at `path` keep only its first `count` children. */
  keep(path: Path, count: number): void {
    const node = this.at(path);
    if (node) this.truncate(node, count);
  }

  /**
   * Marks what a run has not reached: `blocks` says what is new of how many children of each block it has.
   *
   * A block that was not named has not been reached; in a fragment's run that goes for the named blocks alone.
   */
  reached(blocks: readonly (readonly [Path, number])[], wholePage: boolean): void {
    this.counts ??= new Map();
    for (const [path, count] of blocks) this.counts.set(path.join(), count);
    const counts = this.counts;
    const mark = (node: Node, path: string, reached: boolean): void => {
      const count = reached ? (counts.get(path) ?? 0) : 0;
      node.children.peek().forEach((child, index) => {
        child.stale.value = index >= count;
        mark(child, `${path},${index}`, index < count);
      });
    };
    const starts = wholePage
      ? [[MAIN], [SIDEBAR], [EVENT], [BOTTOM]]
      : [...counts.keys()].map((path) => path.split(",").map(Number));
    for (const path of starts) {
      const node = this.at(path);
      if (node) mark(node, path.join(), true);
    }
  }

  /** Takes back all marks: a run begins, or has ended. */
  settle(): void {
    if (this.counts === null) return;
    this.counts = null;
    for (const node of this.walk()) node.stale.value = false;
  }

  /** The place at `path`, if there is one. */
  at(path: Path): Node | undefined {
    let node: Node | undefined = this.roots[path[0] ?? MAIN];
    for (let depth = 1; node && depth < path.length; depth++) node = node.children.peek()[path[depth] ?? 0];
    return node;
  }

  /** All places below the roots, in the order of the page. */
  *walk(from: readonly Node[] = this.roots): Generator<Node> {
    for (const node of from) {
      for (const child of node.children.peek()) {
        yield child;
        yield* this.walk([child]);
      }
    }
  }

  private truncate(node: Node, count: number): void {
    const children = node.children.peek();
    if (children.length <= count) return;
    for (const gone of children.slice(count)) {
      this.truncate(gone, 0);
      this.census.left(gone.element.peek());
    }
    node.children.value = count === 0 ? NO_CHILDREN : children.slice(0, count);
  }
}

const BLOCKS: Readonly<Record<BlockElement["kind"], true>> = {
  cell: true,
  chat_message: true,
  column: true,
  columns: true,
  container: true,
  dialog: true,
  expander: true,
  form: true,
  fragment: true,
  grid: true,
  popover: true,
  status: true,
  tab: true,
  tabs: true,
  task: true,
};

/** Tells whether an element holds others. */
export function isBlock(element: Element): element is BlockElement {
  return element.kind in BLOCKS;
}

/** What makes an element the same thing to the reader: a widget its id, others the author's key or their place. */
function identify(element: Element, index: number): string {
  if ("id" in element && element.id) return element.id;
  return element.key === null ? `${element.kind}:${index}` : `${element.kind}-${element.key}`;
}

function nothing(): Element {
  return { kind: "empty", key: null, width: "stretch", height: "content" };
}

function root(): Node {
  return new Node(
    {
      kind: "container",
      key: null,
      width: "stretch",
      height: "content",
      border: false,
      horizontal: false,
      wrap: true,
      horizontal_alignment: "left",
      vertical_alignment: "top",
      gap: "small",
      autoscroll: false,
    },
    NO_CHILDREN,
    "root",
  );
}
