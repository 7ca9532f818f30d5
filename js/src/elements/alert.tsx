import type { Alert } from "../protocol";
import { AlertBox } from "../ui/alert_box";
import type { ElementProps } from "../ui/element";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";

/** A coloured box: an error, a warning, information, success. */
export function AlertView({ element }: ElementProps<Alert>) {
  const { level, title, body, icon } = element;
  return (
    <div className="stAlert" data-testid="stAlert">
      <AlertBox
        level={level}
        icon={icon === null || icon === "" ? null : <Icon icon={icon} testId="stAlertDynamicIcon" />}
      >
        {title !== null && (
          <div className="lit-alert-title" data-testid="stAlertTitle">
            {title && <Markdown body={title} inline />}
          </div>
        )}
        <Markdown body={body} />
      </AlertBox>
    </div>
  );
}
