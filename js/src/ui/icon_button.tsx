/** A button that is one sign. */

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import sheet from "./icon_button.css";
import { addStyle } from "./style";

addStyle(sheet);

interface IconButtonProps extends Omit<ComponentPropsWithoutRef<"button">, "type"> {
  label: string;
  /** How much it stands out. */
  look?: "plain" | "primary" | "live";
  children: ReactNode;
}

/** `label` is what it does, in words. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, look = "plain", children, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      className="lit-icon-button"
      data-look={look}
      aria-label={label}
      title={label}
      {...rest}
    >
      {children}
    </button>
  );
});
