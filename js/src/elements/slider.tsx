import type { Slider } from "../protocol";
import { formatDate } from "../ui/date_format";
import type { ElementProps } from "../ui/element";
import { formatNumber } from "../ui/format";
import { WidgetLabel } from "../ui/label";
import { useValue } from "../ui/signals";
import { Track } from "../ui/track";

/** A number, a date or a time between two others, or a range of them. */
export function SliderView({ element, page }: ElementProps<Slider>) {
  const { label, min, max, step, format, data_type: type, disabled } = element;
  const { value, edit, commit } = useValue<number[]>(page.values, element);
  const written = (value: number) =>
    type === "int" || type === "float" ? formatNumber(value, format) : formatDate(value, type, format);
  return (
    <div className="stSlider" data-testid="stSlider">
      <WidgetLabel element={element} />
      <Track
        label={label}
        values={value}
        min={min}
        max={max}
        step={step}
        disabled={disabled || max <= min}
        written={written}
        onEdit={edit}
        onCommit={commit}
      />
    </div>
  );
}
