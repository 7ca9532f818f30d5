import { useState } from "react";
import type { Expander } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { useValue } from "../ui/signals";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import sheet from "./expander.css";

addStyle(sheet);

/** A box that the reader opens and closes. */
export function ExpanderView({ element, ...rest }: ElementProps<Expander>) {
  const Box = element.id === "" ? LocalExpander : FollowedExpander;
  return <Box element={element} {...rest} />;
}

/** A box of which only the browser knows whether it is open: as the author says, until the reader decides. */
function LocalExpander(props: ElementProps<Expander>) {
  const { expanded } = props.element;
  const [open, setOpen] = useState(expanded);
  const [told, setTold] = useState(expanded);
  if (told !== expanded) {
    setTold(expanded);
    setOpen(expanded);
  }
  return <ExpanderBox {...props} open={open} setOpen={setOpen} />;
}

/** A box whose state is a value that the script knows. */
function FollowedExpander(props: ElementProps<Expander>) {
  const { value, commit } = useValue<boolean>(props.page.values, props.element);
  return <ExpanderBox {...props} open={value} setOpen={commit} />;
}

interface ExpanderBoxProps extends ElementProps<Expander> {
  open: boolean;
  setOpen(open: boolean): void;
}

function ExpanderBox({ element, children, open, setOpen }: ExpanderBoxProps) {
  const { label, icon, key, type } = element;
  return (
    <div className="lit-expander stExpander" data-testid="stExpander" data-type={type}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="lit-expander-summary">
          {type === "step" && <span className="lit-expander-step" aria-hidden="true" />}
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
