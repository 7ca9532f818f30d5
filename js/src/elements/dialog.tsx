import { useState } from "react";
import type { Dialog } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { Modal } from "../ui/modal";
import { Stack } from "../ui/stack";

const WIDTHS = { small: 500, medium: 750, large: 1280 } as const;

/** Elements above the page, until the reader or the script closes them. */
export function DialogView({ element, page, children }: ElementProps<Dialog>) {
  const { label, icon, size, position, dismissible, opening, id } = element;
  const [dismissed, setDismissed] = useState(0);
  if (dismissed === opening) return null;
  const dismiss = () => {
    setDismissed(opening);
    if (id) page.values.trigger(element);
  };
  const title = (
    <>
      {icon && (
        <span data-testid="stDialogIcon">
          <Icon icon={icon} />
        </span>
      )}
      <Markdown body={label} inline />
    </>
  );
  return (
    <Modal
      key={opening}
      title={title}
      position={position}
      width={typeof size === "number" ? size : WIDTHS[size]}
      close={dismissible ? dismiss : null}
    >
      <Stack>{children}</Stack>
    </Modal>
  );
}
