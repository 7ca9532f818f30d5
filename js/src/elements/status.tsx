import type { Status } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { ExpanderBox, useOpen } from "./expander";
import sheet from "./status.css";

addStyle(sheet);

/** A box that says how far a task is, and opens to show what it does. */
export function StatusView({ element, node, children }: ElementProps<Status>) {
  const { label, state, type, expanded } = element;
  const [open, setOpen] = useOpen(expanded);
  return (
    <ExpanderBox
      label={label}
      type={type}
      node={node}
      icon={<Sign state={state} />}
      sign={t(state === "running" ? "taskRunning" : state === "complete" ? "taskComplete" : "taskError")}
      open={open}
      setOpen={setOpen}
    >
      {children}
    </ExpanderBox>
  );
}

function Sign({ state }: { state: Status["state"] }) {
  if (state === "running") {
    return <span className="lit-spinner-icon" data-testid="stExpanderIconSpinner" aria-hidden="true" />;
  }
  const complete = state === "complete";
  return (
    <span
      className="lit-status-sign"
      data-testid={complete ? "stExpanderIconCheck" : "stExpanderIconError"}
      data-state={state}
      aria-hidden="true"
    >
      <Glyph name={complete ? "success" : "error"} />
    </span>
  );
}
