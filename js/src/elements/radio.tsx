import { useId } from "react";
import type { Radio } from "../protocol";
import type { ElementProps } from "../ui/element";
import { WidgetLabel } from "../ui/label";
import { Markdown } from "../ui/markdown";
import { useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import sheet from "./radio.css";

addStyle(sheet);

/** One of a few options, all of them in sight. */
export function RadioView({ element, page }: ElementProps<Radio>) {
  const { label, options, captions, horizontal, disabled } = element;
  const { value, commit } = useValue<string | null>(page.values, element);
  const id = useId();
  const chosen = value === null ? -1 : options.indexOf(value);
  return (
    <div className="stRadio" data-testid="stRadio">
      <WidgetLabel element={element} />
      <div
        className="lit-radio"
        data-testid="stRadioGroup"
        data-horizontal={horizontal || undefined}
        role="radiogroup"
        aria-label={label}
        aria-orientation={horizontal ? "horizontal" : "vertical"}
        aria-disabled={disabled || undefined}
      >
        {options.map((option, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two options may read the same
          <div key={index} data-selected={index === chosen || undefined}>
            <label className="lit-radio-option" data-testid="stRadioOption" data-disabled={disabled || undefined}>
              <input
                className="lit-radio-dot"
                type="radio"
                name={id}
                value={index}
                checked={index === chosen}
                disabled={disabled}
                aria-describedby={captions[index] ? `${id}-${index}` : undefined}
                onChange={() => commit(option)}
              />
              <Markdown body={option} inline />
            </label>
            {captions[index] && (
              <div className="lit-radio-caption" data-testid="stRadioCaption" id={`${id}-${index}`}>
                <Markdown body={captions[index]} inline caption />
              </div>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
