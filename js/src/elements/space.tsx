import type { CSSProperties } from "react";
import type { Space } from "../protocol";
import type { ElementProps } from "../ui/element";
import { addStyle } from "../ui/style";
import sheet from "./space.css";

addStyle(sheet);

/** The heights of what stands beside it: "small" that of a label, "medium" of a button, "large" of a field with both. */
const SIZES: Readonly<Record<string, string>> = {
  xxsmall: "0.25rem",
  xsmall: "0.5rem",
  small: "0.75rem",
  medium: "2.5rem",
  large: "4.25rem",
  xlarge: "6rem",
  xxlarge: "8rem",
};

/** Room between elements: in height, or in width where they stand in a row. */
export function SpaceView({ element: { size } }: ElementProps<Space>) {
  const length = typeof size === "number" ? `${size}px` : (SIZES[size] ?? "0");
  return (
    <div
      className="lit-space stSpace"
      data-testid="stSpace"
      data-stretch={size === "stretch" || undefined}
      style={{ "--lit-space": length } as CSSProperties}
    />
  );
}
