import type { SelectSlider } from "../protocol";
import type { ElementProps } from "../ui/element";
import { WidgetLabel } from "../ui/label";
import { useValue } from "../ui/signals";
import { Track } from "../ui/track";

/** One of several options in an order, or a range of them. */
export function SelectSliderView({ element, page }: ElementProps<SelectSlider>) {
  const { label, options, disabled } = element;
  const { value, edit, commit } = useValue<string[]>(page.values, element);
  const named = (places: number[]) => places.map((place) => options[place] ?? "");
  return (
    <div className="stSlider" data-testid="stSlider">
      <WidgetLabel element={element} />
      <Track
        label={label}
        values={value.map((option) => Math.max(0, options.indexOf(option)))}
        min={0}
        max={Math.max(0, options.length - 1)}
        step={1}
        disabled={disabled || options.length < 2}
        written={(place) => options[place] ?? ""}
        onEdit={(places) => edit(named(places))}
        onCommit={(places) => commit(named(places))}
      />
    </div>
  );
}
