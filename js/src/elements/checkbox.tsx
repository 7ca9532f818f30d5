import type { Checkbox } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { Help } from "../ui/tooltip";
import { tellWhole } from "../ui/whole";
import sheet from "./checkbox.css";

addStyle(sheet);

const VISIBILITY = { visible: 0, hidden: 1, collapsed: 2 };

/** A box to check, or a switch to turn. */
export function CheckboxView({ element, page }: ElementProps<Checkbox>) {
  const { label, help, disabled, label_visibility: visibility, toggle, wrap } = element;
  const { value, commit } = useValue<boolean>(page.values, element);
  return (
    <div className="lit-checkbox row-widget stCheckbox" data-testid="stCheckbox" data-selected={value || undefined}>
      <label className="lit-checkbox-label" data-disabled={disabled || undefined} onPointerEnter={tellWhole}>
        <input
          className={toggle ? "lit-toggle-track" : "lit-checkbox-box"}
          type="checkbox"
          role={toggle ? "switch" : undefined}
          aria-label={label}
          checked={value}
          disabled={disabled}
          onChange={(event) => commit(event.target.checked)}
        />
        <div
          className="lit-checkbox-text"
          data-testid="stWidgetLabel"
          data-visibility={visibility}
          data-wrap={wrap ?? "auto"}
          // The number by which Streamlit's page tells the same.
          {...{ visibility: VISIBILITY[visibility] }}
        >
          <Markdown body={label} inline />
        </div>
      </label>
      {visibility === "visible" && <Help text={help} label={label} />}
    </div>
  );
}
