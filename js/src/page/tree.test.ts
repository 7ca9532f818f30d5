import { beforeEach, expect, test, vi } from "vitest";
import type { Element } from "../protocol";
import { DEFAULTS } from "../protocol";
import { MAIN, type Node, SIDEBAR, Tree } from "./tree";

const census = { arrived: vi.fn(), left: vi.fn() };
let tree: Tree;

beforeEach(() => {
  vi.clearAllMocks();
  tree = new Tree(census);
});

function element(kind: Element["kind"], fields: object = {}): Element {
  return { ...DEFAULTS[kind], kind, ...fields } as Element;
}

const text = (body: string) => element("text", { body });
const button = (id: string) => element("button", { id, label: id });

/** What stands below a place: bodies and ids, blocks as lists. */
function shape(node: Node): unknown[] {
  return node.children.peek().map((child) => {
    const found = child.element.peek();
    const name = "body" in found ? found.body : "id" in found && found.id ? found.id : found.kind;
    return child.children.peek().length > 0 ? [name, shape(child)] : name;
  });
}

test("elements stand where Python puts them", () => {
  tree.put([MAIN, 0], text("a"));
  tree.put([MAIN, 1], element("container"));
  tree.put([MAIN, 1, 0], text("b"));
  tree.put([SIDEBAR, 0], text("c"));
  expect(shape(tree.roots[MAIN])).toEqual(["a", ["container", ["b"]]]);
  expect(shape(tree.roots[SIDEBAR])).toEqual(["c"]);
});

test("a changed element tells its own readers alone", () => {
  tree.put([MAIN, 0], text("a"));
  tree.put([MAIN, 1], text("b"));
  const siblings = vi.fn();
  const other = vi.fn();
  tree.roots[MAIN].children.subscribe(siblings);
  tree.at([MAIN, 0])?.element.subscribe(other);
  tree.put([MAIN, 1], text("c"));
  expect(shape(tree.roots[MAIN])).toEqual(["a", "c"]);
  expect(siblings).toHaveBeenCalledTimes(1);
  expect(other).toHaveBeenCalledTimes(1);
});

test("a text grows in its place", () => {
  tree.put([MAIN, 0], text("abc"));
  tree.put([MAIN, 1], element("empty"));
  const [node] = tree.roots[MAIN].children.peek();
  tree.grow([MAIN, 0], "d🐧", 1);
  tree.grow([MAIN, 0], "e", 2);
  tree.grow([MAIN, 1], "f", 0);
  tree.grow([MAIN, 7], "g", 0);
  expect(shape(tree.roots[MAIN])).toEqual(["abde", "empty"]);
  expect(tree.roots[MAIN].children.peek()[0]).toBe(node);
});

test("another widget in the same place is another node", () => {
  tree.put([MAIN, 0], button("one"));
  const before = tree.at([MAIN, 0]);
  tree.put([MAIN, 0], button("one"));
  expect(tree.at([MAIN, 0])).toBe(before);
  tree.put([MAIN, 0], button("two"));
  expect(tree.at([MAIN, 0])).not.toBe(before);
});

test("a block that replaces a block keeps its children, anything else drops them", () => {
  tree.put([MAIN, 0], element("container"));
  tree.put([MAIN, 0, 0], text("a"));
  tree.put([MAIN, 0], element("expander", { label: "e" }));
  expect(shape(tree.roots[MAIN])).toEqual([["expander", ["a"]]]);
  tree.put([MAIN, 0], text("b"));
  tree.put([MAIN, 0], element("container"));
  expect(shape(tree.roots[MAIN])).toEqual(["container"]);
});

test("a gap is filled with empty places, an unknown block is passed over", () => {
  tree.put([MAIN, 2], text("a"));
  tree.put([MAIN, 7, 0], text("nowhere"));
  expect(shape(tree.roots[MAIN])).toEqual(["empty", "empty", "a"]);
});

test("what a run has not drawn is cut off", () => {
  for (const [index, id] of ["a", "b", "c"].entries()) tree.put([MAIN, index], button(id));
  tree.keep([MAIN], 1);
  expect(shape(tree.roots[MAIN])).toEqual(["a"]);
  expect(census.left.mock.calls.map(([gone]) => gone.id)).toEqual(["b", "c"]);
});

test("widgets within what goes are counted out too", () => {
  tree.put([MAIN, 0], element("container"));
  tree.put([MAIN, 0, 0], button("inner"));
  tree.clear();
  expect(census.left.mock.calls.map(([gone]) => gone.id)).toContain("inner");
});

test("what a long run has not reached is stale until the run comes there or ends", () => {
  for (const index of [0, 1, 2]) tree.put([MAIN, index], text(String(index)));
  tree.put([MAIN, 3], element("container"));
  tree.put([MAIN, 3, 0], text("inner"));
  tree.put([SIDEBAR, 0], text("side"));
  const stale = () => [...tree.walk()].map((node) => node.stale.peek());

  tree.reached([[[MAIN], 1]], true);
  expect(stale()).toEqual([false, true, true, true, true, true]);
  tree.put([MAIN, 1], text("new"));
  expect(tree.at([MAIN, 1])?.stale.peek()).toBe(false);
  tree.reached([[[MAIN], 4]], true);
  expect(stale()).toEqual([false, false, false, false, true, true]);
  tree.reached([[[SIDEBAR], 1]], true);
  expect(stale()).toEqual([false, false, false, false, true, false]);
  tree.settle();
  expect(stale()).toEqual([false, false, false, false, false, false]);
});

test("a fragment's run leaves the rest of the page alone", () => {
  tree.put([MAIN, 0], text("outside"));
  tree.put([MAIN, 1], element("container"));
  tree.put([MAIN, 1, 0], text("a"));
  tree.put([MAIN, 1, 1], text("b"));
  tree.reached([[[MAIN, 1], 1]], false);
  expect([...tree.walk()].map((node) => node.stale.peek())).toEqual([false, false, false, true]);
});
