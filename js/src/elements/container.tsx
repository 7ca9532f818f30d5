import { useLayoutEffect, useRef } from "react";
import type { Container } from "../protocol";
import type { ElementProps } from "../ui/element";
import { useSignal } from "../ui/signals";
import { Stack } from "../ui/stack";

/** A box that holds elements, one below the other or side by side. */
export function ContainerView({ element, node, children }: ElementProps<Container>) {
  const { horizontal, border, wrap, horizontal_alignment, vertical_alignment, gap, height, autoscroll, key } = element;
  const follows = autoscroll ?? false;
  const box = useRef<HTMLDivElement>(null);
  const scrolled = useRef(true);
  const count = useSignal(node.children).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: more children are the reason to scroll
  useLayoutEffect(() => {
    if (follows && scrolled.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [follows, count]);
  const followed = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    scrolled.current = scrollHeight - scrollTop - clientHeight < 40;
  };
  return (
    <Stack
      ref={box}
      direction={horizontal ? "row" : "column"}
      gap={gap}
      elementKey={key}
      onScroll={follows ? followed : undefined}
      data-border={border || undefined}
      data-scrolls={typeof height === "number" || undefined}
      data-wrap={wrap}
      data-justify={horizontal_alignment}
      data-align-items={vertical_alignment}
    >
      {children}
    </Stack>
  );
}
