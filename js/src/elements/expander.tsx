import { useState } from "react";
import type { Expander } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import sheet from "./expander.css";

addStyle(sheet);

/** A box that the reader opens and closes. It opens as the author says until the reader decides. */
export function ExpanderView({ element, children }: ElementProps<Expander>) {
  const { label, expanded, icon, key, type } = element;
  const [open, setOpen] = useState(expanded);
  const [told, setTold] = useState(expanded);
  if (told !== expanded) {
    setTold(expanded);
    setOpen(expanded);
  }
  return (
    <div className="lit-expander stExpander" data-testid="stExpander" data-type={type}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="lit-expander-summary">
          <span className="lit-expander-label">
            {icon && <Icon icon={icon} testId="stExpanderIcon" />}
            <Markdown body={label} inline />
          </span>
          <Glyph name="chevronDown" className="lit-expander-chevron" />
        </summary>
        <div className="lit-expander-details" data-testid="stExpanderDetails" {...(open ? {} : { inert: "" })}>
          <Stack elementKey={key}>{children}</Stack>
        </div>
      </details>
    </div>
  );
}
