import type { Form } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Stack } from "../ui/stack";
import { addStyle } from "../ui/style";
import sheet from "./form.css";

addStyle(sheet);

/** Widgets whose edits wait for a button; see `Values` for how. */
export function FormView({ element, children }: ElementProps<Form>) {
  return (
    <div className="lit-form stForm" data-testid="stForm" data-border={element.border || undefined}>
      <Stack elementKey={element.key}>{children}</Stack>
    </div>
  );
}
