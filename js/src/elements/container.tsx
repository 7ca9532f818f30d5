import { useRef } from "react";
import type { Container } from "../protocol";
import type { ElementProps } from "../ui/element";
import { useEnd, useScrollable } from "../ui/scroll";
import { useComputed } from "../ui/signals";
import { Stack } from "../ui/stack";

/** A box that holds elements, one below the other or side by side. */
export function ContainerView({ element, node, children }: ElementProps<Container>) {
  const { horizontal, border, wrap, horizontal_alignment, vertical_alignment, gap, height, autoscroll, key } = element;
  const box = useRef<HTMLDivElement>(null);
  const scrolls = typeof height === "number";
  const talks = useComputed(
    () => node.children.value.some((child) => child.element.value.kind === "chat_message"),
    [node],
  );
  const follows = scrolls && (autoscroll ?? talks);
  useEnd(box, follows);
  useScrollable(box);
  return (
    <Stack
      ref={box}
      direction={horizontal ? "row" : "column"}
      gap={gap}
      elementKey={key}
      data-border={border || undefined}
      data-scrolls={scrolls || undefined}
      data-wrap={wrap}
      data-justify={horizontal_alignment}
      data-align-items={vertical_alignment}
      data-test-wrap={horizontal && wrap}
      data-test-scroll-behavior={follows ? "scroll-to-bottom" : "normal"}
    >
      {children}
    </Stack>
  );
}
