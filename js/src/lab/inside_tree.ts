/** The elements of an app's page as a tree: what they are, their keys, and how large they are on their way. */

import type { TranslationBundle } from "@jupyterlab/translation";
import type { InsideNode } from "../protocol";
import { keyClass } from "../ui/element";
import { bytes, type InsideModel } from "./inside_model";
import type { Section } from "./inside_view";
import { part } from "./tool";

interface Branch {
  path: string;
  node: InsideNode | null;
  children: Branch[];
}

export class InsideTree implements Section {
  readonly node = part("div", "lit-inside-elements");
  private readonly tree = part("ul", "lit-inside-tree");
  private readonly hint = part("p", "lit-inside-hint");
  private readonly closed = new Set<string>();
  /** The path of the item that the Tab key comes to. */
  private current = "0";
  private marked: Element[] = [];

  constructor(
    private readonly model: InsideModel,
    private readonly words: TranslationBundle,
  ) {
    this.tree.role = "tree";
    this.tree.ariaLabel = words.__("Elements of the page");
    this.tree.addEventListener("keydown", (event) => this.steer(event));
    this.tree.addEventListener("mouseleave", () => this.mark(null));
    this.hint.textContent = words.__("The page is empty.");
    this.node.append(this.tree, this.hint);
  }

  update(): void {
    const focused = this.tree.contains(document.activeElement);
    this.mark(null);
    const roots = branchesOf(this.model.tree);
    this.tree.replaceChildren(...roots.map((root) => this.item(root, 1)));
    this.tree.hidden = roots.length === 0;
    this.hint.hidden = roots.length > 0;
    if (roots.length > 0 && !this.find(this.current)) this.current = roots[0]?.path ?? "0";
    this.settle(focused);
  }

  private item({ path, node, children }: Branch, level: number): HTMLElement {
    const item = part("li", "lit-inside-item");
    const open = !this.closed.has(path);
    item.role = "treeitem";
    item.dataset.path = path;
    item.ariaLevel = String(level);
    item.tabIndex = -1;
    if (children.length > 0) item.ariaExpanded = String(open);
    const row = part("div", "lit-inside-node");
    row.append(...this.labels(path, node));
    row.addEventListener("click", () => {
      this.current = path;
      if (children.length > 0) this.toggle(path, !open);
      else this.settle(true);
    });
    row.addEventListener("mouseenter", () => this.mark(node));
    item.addEventListener("focus", () => this.mark(node));
    item.addEventListener("blur", () => this.mark(null));
    item.append(row);
    if (children.length > 0 && open) {
      const group = part("ul", "lit-inside-group");
      group.role = "group";
      group.append(...children.map((child) => this.item(child, level + 1)));
      item.append(group);
    }
    return item;
  }

  private labels(path: string, node: InsideNode | null): HTMLElement[] {
    const named = (name: string, content: string): HTMLElement[] => {
      if (!content) return [];
      const label = part("span", name);
      label.textContent = content;
      return [label];
    };
    if (!node) return named("lit-inside-node-kind", this.rootName(path));
    return [
      ...named("lit-inside-node-kind", node.kind),
      ...named("lit-inside-node-key", node.key ? this.words.__("key %1", node.key) : ""),
      ...named("lit-inside-node-label", node.label),
      ...named("lit-inside-node-size", bytes(node.size)),
    ];
  }

  private rootName(path: string): string {
    const names = [
      this.words.__("Main"),
      this.words.__("Sidebar"),
      this.words.__("Above the page"),
      this.words.__("Bottom"),
    ];
    return names[Number(path)] ?? path;
  }

  private toggle(path: string, open: boolean): void {
    if (open) this.closed.delete(path);
    else this.closed.add(path);
    this.update();
    this.settle(true);
  }

  /** Lets the Tab key come to the current item. */
  private settle(focus: boolean): void {
    const item = this.find(this.current);
    for (const each of this.tree.querySelectorAll<HTMLElement>("[tabindex='0']")) each.tabIndex = -1;
    if (!item) return;
    item.tabIndex = 0;
    if (focus) item.focus();
  }

  private find(path: string): HTMLElement | undefined {
    return this.items().find((item) => item.dataset.path === path);
  }

  private items(): HTMLElement[] {
    return [...this.tree.querySelectorAll<HTMLElement>("[role=treeitem]")];
  }

  private steer(event: KeyboardEvent): void {
    const items = this.items();
    const item = this.find(this.current);
    if (!item) return;
    const at = items.indexOf(item);
    const go = (to: HTMLElement | null | undefined): void => {
      if (to?.dataset.path === undefined) return;
      this.current = to.dataset.path;
      this.settle(true);
    };
    const { ariaExpanded } = item;
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(items[at + 1]),
      ArrowUp: () => go(items[at - 1]),
      Home: () => go(items[0]),
      End: () => go(items.at(-1)),
      ArrowRight: () =>
        ariaExpanded === "false" ? this.toggle(this.current, true) : ariaExpanded && go(items[at + 1]),
      ArrowLeft: () =>
        ariaExpanded === "true"
          ? this.toggle(this.current, false)
          : go(item.parentElement?.closest<HTMLElement>("[role=treeitem]")),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Marks an element with a key where the notebook shows the app. */
  private mark(node: InsideNode | null): void {
    for (const element of this.marked) element.classList.remove("lit-inside-mark");
    const name = node?.key ? keyClass(node.key) : "";
    this.marked = name ? [...document.querySelectorAll(`.lit .${CSS.escape(name)}`)] : [];
    for (const element of this.marked) element.classList.add("lit-inside-mark");
  }
}

/** The roots of the tree that a list of elements makes, parents before their children. */
export function branchesOf(nodes: readonly InsideNode[]): Branch[] {
  const roots: Branch[] = [];
  const known = new Map<string, Branch>();
  for (const node of nodes) {
    const root = String(node.path[0] ?? 0);
    let parent = known.get(root);
    if (!parent) {
      parent = { path: root, node: null, children: [] };
      known.set(root, parent);
      roots.push(parent);
    }
    const branch: Branch = { path: node.path.join("."), node, children: [] };
    known.set(branch.path, branch);
    (known.get(node.path.slice(0, -1).join(".")) ?? parent).children.push(branch);
  }
  return roots;
}
