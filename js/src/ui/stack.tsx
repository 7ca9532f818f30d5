/** Elements one below the other, or side by side, with a gap between them. */

import { forwardRef, type HTMLAttributes } from "react";
import { classes, keyClass } from "./element";
import sheet from "./stack.css";
import { addStyle } from "./style";

addStyle(sheet);

const GAPS: Readonly<Record<string, string>> = {
  xxsmall: "0.25rem",
  xsmall: "0.5rem",
  small: "1rem",
  medium: "2rem",
  large: "4rem",
  xlarge: "6rem",
  xxlarge: "8rem",
};

interface StackProps extends HTMLAttributes<HTMLDivElement> {
  direction?: "row" | "column";
  /** A named gap or pixels; null for none. */
  gap?: string | number | null;
  elementKey?: string | null;
}

/** The box that a block's children stand in. */
export const Stack = forwardRef<HTMLDivElement, StackProps>(function Stack(
  { direction = "column", gap = "small", elementKey = null, style, ...rest },
  ref,
) {
  const name = direction === "row" ? "stHorizontalBlock" : "stVerticalBlock";
  return (
    <div
      ref={ref}
      className={classes(name, "lit-stack", keyClass(elementKey))}
      data-testid={name}
      data-direction={direction}
      style={{ ...style, gap: lengthOf(gap) }}
      {...rest}
    />
  );
});

/** A gap as CSS. */
export function lengthOf(gap: string | number | null): string | number {
  if (gap === null) return 0;
  return typeof gap === "number" ? gap : (GAPS[gap] ?? gap);
}
