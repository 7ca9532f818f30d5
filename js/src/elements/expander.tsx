import { type ReactNode, useState } from "react";
import type { Expander } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { useSignal, useValue } from "../ui/signals";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import sheet from "./expander.css";

addStyle(sheet);

/** A box that the reader opens and closes. */
export function ExpanderView({ element, ...rest }: ElementProps<Expander>) {
  const Box = element.id === "" ? LocalExpander : FollowedExpander;
  return <Box element={element} {...rest} />;
}

/** A box of which only the browser knows whether it is open. */
function LocalExpander(props: ElementProps<Expander>) {
  const [open, setOpen] = useOpen(props.element.expanded);
  return <ExpanderBox {...boxOf(props)} open={open} setOpen={setOpen} />;
}

/** A box whose state is a value that the script knows. */
function FollowedExpander(props: ElementProps<Expander>) {
  const { value, commit } = useValue<boolean>(props.page.values, props.element);
  return <ExpanderBox {...boxOf(props)} open={value} setOpen={commit} />;
}

function boxOf({ element, node, children }: ElementProps<Expander>) {
  const { label, icon, type } = element;
  const step = type === "step";
  return {
    label,
    type,
    node,
    children,
    icon: icon ? (
      <Icon icon={icon} {...(step ? {} : { testId: "stExpanderIcon" })} />
    ) : step ? (
      <span className="lit-expander-dot" />
    ) : null,
  };
}

/** Whether a box is open that the reader may open and close: as the author says, until the reader decides. */
export function useOpen(expanded: boolean): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(expanded);
  const [told, setTold] = useState(expanded);
  if (told !== expanded) {
    setTold(expanded);
    setOpen(expanded);
  }
  return [open, setOpen];
}

interface ExpanderBoxProps extends Pick<ElementProps, "node" | "children"> {
  label: string;
  icon: ReactNode;
  type: Expander["type"];
  /** What the icon says, for those who do not see it. */
  sign?: string;
  open: boolean;
  setOpen(open: boolean): void;
}

/** A line that opens and closes what is below it; one of a line of steps may be all there is. */
export function ExpanderBox({ node, type, open, setOpen, children, ...line }: ExpanderBoxProps) {
  const step = type === "step";
  const empty = useSignal(node.children).length === 0;
  if (step && empty) {
    return (
      <div className="lit-expander stExpander" data-testid="stExpander" data-type={type}>
        <div className="lit-expander-summary" data-empty="">
          <Line {...line} step />
        </div>
      </div>
    );
  }
  return (
    <div className="lit-expander stExpander" data-testid="stExpander" data-type={type}>
      {step && <div className="lit-expander-connector" data-testid="stExpanderStepConnector" />}
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="lit-expander-summary">
          <Line {...line} step={step} />
          <Glyph name="chevronDown" className="lit-expander-chevron" />
        </summary>
        <div className="lit-expander-details" data-testid="stExpanderDetails" {...(open ? {} : { inert: "" })}>
          <Stack>{children}</Stack>
        </div>
      </details>
    </div>
  );
}

function Line({ label, icon, sign, step }: Pick<ExpanderBoxProps, "label" | "icon" | "sign"> & { step: boolean }) {
  return (
    <span className="lit-expander-label">
      {icon !== null && (
        <span
          className="lit-expander-icon"
          data-testid={step ? "stExpanderStepIcon" : undefined}
          aria-hidden={step || undefined}
        >
          {icon}
        </span>
      )}
      <Markdown body={label} inline />
      {sign && (
        <span className="lit-visually-hidden" aria-live="polite">
          {`— ${sign}`}
        </span>
      )}
    </span>
  );
}
