import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ButtonGroup } from "../protocol";
import type { ElementProps } from "../ui/element";
import { WidgetLabel } from "../ui/label";
import { bringIntoRow, MoreArrow, useMore } from "../ui/more";
import { OptionLabel } from "../ui/option_label";
import { keyLeads } from "../ui/roving";
import { useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import sheet from "./button_group.css";

addStyle(sheet);

/** Options as buttons in a row, of which one is pressed or any number: pills, or the segments of one control. */
export function ButtonGroupView({ element, page }: ElementProps<ButtonGroup>) {
  const { label, options, variant, multi, required, disabled, wrap, width } = element;
  const { value, commit } = useValue<string | string[] | null>(page.values, element);
  const row = useRef<HTMLDivElement>(null);
  const more = useMore(row, options);
  const [visited, setVisited] = useState<number | null>(null);
  const chosen = placesOf(options, value);
  const stop = Math.min(visited ?? chosen[0] ?? 0, options.length - 1);
  const first = chosen[0];
  const scrolls = more.start || more.end;
  const settled = useRef(false);
  useEffect(() => {
    if (!scrolls || first === undefined) return;
    bringIntoRow(row.current, row.current?.children[first], settled.current ? "auto" : "instant");
    settled.current = true;
  }, [first, scrolls]);

  const press = (option: string) => {
    if (Array.isArray(value)) {
      commit(value.includes(option) ? value.filter((each) => each !== option) : [...value, option]);
    } else if (value !== option) commit(option);
    else if (!required) commit(null);
  };
  const pressed = (event: KeyboardEvent) => {
    const to = keyLeads(event, { count: options.length, at: stop });
    if (to === null) return;
    event.preventDefault();
    (row.current?.children[to] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="lit-choices stButtonGroup" data-testid="stButtonGroup">
      <WidgetLabel element={element} />
      <div className="lit-choice-bar" data-variant={variant}>
        <MoreArrow row={row} side="start" shown={more.start} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: its role is one of two */}
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name */}
        <div
          ref={row}
          className="lit-choice-row"
          data-variant={variant}
          data-wrap={wrap ?? "auto"}
          data-stretch={width !== "content" || undefined}
          data-can-scroll-start={more.start ? "" : undefined}
          data-can-scroll-end={more.end ? "" : undefined}
          data-orientation="horizontal"
          data-disabled={disabled || undefined}
          role={multi ? "toolbar" : "radiogroup"}
          aria-label={label}
          aria-orientation="horizontal"
          aria-disabled={disabled}
          onKeyDown={pressed}
        >
          {options.map((option, index) => {
            const selected = chosen.includes(index);
            return (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: two options may read the same
                key={index}
                type="button"
                className="lit-choice"
                data-variant={variant}
                data-selected={selected || undefined}
                data-disabled={disabled || undefined}
                tabIndex={index === stop ? 0 : -1}
                disabled={disabled}
                {...(multi ? { "aria-pressed": selected } : { role: "radio", "aria-checked": selected })}
                onFocus={() => setVisited(index)}
                onClick={() => press(option)}
              >
                <OptionLabel label={option} />
              </button>
            );
          })}
        </div>
        <MoreArrow row={row} side="end" shown={more.end} />
      </div>
    </div>
  );
}

/** Where the chosen options stand, from the first on; of two that read the same it is the first. */
function placesOf(options: readonly string[], value: string | string[] | null): number[] {
  const labels = Array.isArray(value) ? value : value === null ? [] : [value];
  return labels
    .map((label) => options.indexOf(label))
    .filter((place) => place >= 0)
    .sort((a, b) => a - b);
}
