/** What a component that draws an element is given. */

import type { ComponentType, ReactNode } from "react";
import type { Page } from "../page/page";
import type { Node } from "../page/tree";
import type { Element } from "../protocol";

export interface ElementProps<E extends Element = Element> {
  /** The element's message, every field present. */
  element: E;
  page: Page;
  /** The element's place: blocks read their children from it. */
  node: Node;
  /** A block's children, drawn. */
  children?: ReactNode;
}

/** The component for one kind of element. */
export type ElementView<E extends Element = Element> = ComponentType<ElementProps<E>>;

/** The class by which an author's CSS finds the element with a key. */
export function keyClass(key: string | null): string {
  return key === null ? "" : `st-key-${key.replace(/[^\w-]/g, "-")}`;
}

/** Class names, without the empty ones. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
