/** A track with one knob or two: what sliders draw. */

import { type CSSProperties, Fragment, type KeyboardEvent, type PointerEvent, useRef } from "react";
import { decimals } from "./format";
import { Markdown } from "./markdown";
import { addStyle } from "./style";
import { t } from "./text";
import sheet from "./track.css";

addStyle(sheet);

interface TrackProps {
  label: string;
  /** One value, or the two ends of a range. */
  values: readonly number[];
  min: number;
  max: number;
  step: number;
  disabled: boolean;
  /** A value in words. */
  written(value: number): string;
  /** The reader drags. */
  onEdit(values: number[]): void;
  /** The reader has let go, or pressed a key. */
  onCommit(values: number[]): void;
}

/**
 * A track. Places are set on the parts that have them: all that is within a part with another value is styled anew.
 *
 * Each knob is a native range input to the keyboard and to screen readers.
 *
 * While dragging, values change with every frame; they are committed on release. A key commits at once.
 */
export function Track(props: TrackProps) {
  const { label, values, min, max, disabled, written } = props;
  const { area, handlers } = useDrag(props);
  const texts = values.map(written);
  const percent = (value: number) => `${share(value, props) * 100}%`;
  const [first = min] = values;
  const last = values.at(-1) ?? min;
  const fill = { "--from": values.length > 1 ? percent(first) : "0%", "--to": percent(last) };
  const middle = percent((first + last) / 2);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings the looks of browsers with it
    <div
      className="lit-track"
      role="group"
      aria-label={label}
      data-orientation="horizontal"
      data-disabled={disabled || undefined}
    >
      <div ref={area} className="lit-track-area" {...handlers}>
        <div className="lit-track-rail" />
        <div className="lit-track-fill" style={fill as CSSProperties} />
        {values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a knob is its place in the range
          <Fragment key={index}>
            <Knob {...props} index={index} text={texts[index] ?? ""} at={percent(value)} />
            <div
              className="lit-track-value"
              data-testid="stSliderThumbValue"
              data-side={values.length === 1 ? undefined : index === 0 ? "start" : "end"}
              style={
                {
                  "--at": percent(value),
                  "--width": widthOf(texts[index]),
                  ...(values.length > 1 && { "--middle": middle, "--other": widthOf(texts[1 - index]) }),
                } as CSSProperties
              }
            >
              <Markdown body={texts[index] ?? ""} inline />
            </div>
          </Fragment>
        ))}
      </div>
      <div className="lit-track-ends" data-testid="stSliderTickBar">
        <Markdown body={written(min)} inline />
        <Markdown body={written(max)} inline />
      </div>
    </div>
  );
}

/** One end of the range, or the only value. */
function Knob({ index, text, at, ...track }: TrackProps & { index: number; text: string; at: string }) {
  const { label, values, step, disabled, onCommit } = track;
  const value = values[index] ?? track.min;
  const limits = limitsOf(index, track);
  const name = index === 0 ? "sliderStart" : "sliderEnd";
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const target = stepped(event.key, value, { ...track, limits, rtl });
    if (target === null) return;
    event.preventDefault();
    onCommit(moved(index, target, track));
  };
  return (
    <div className="lit-track-knob" data-knob={index} style={{ insetInlineStart: at }}>
      <input
        className="lit-track-input"
        type="range"
        aria-label={values.length > 1 ? t(name, { label }) : label}
        aria-orientation="horizontal"
        aria-valuetext={text}
        min={limits[0]}
        max={limits[1]}
        step={step}
        value={value}
        disabled={disabled}
        onKeyDown={pressed}
        onChange={(event) => onCommit(moved(index, Number(event.target.value), track))}
      />
    </div>
  );
}

/** What is being dragged: which knob, how far from its middle it is held, and where all knobs were. */
interface Grip {
  index: number;
  offset: number;
  before: readonly number[];
}

/** Lets a finger or a mouse drag knobs over `area`. */
function useDrag(track: TrackProps) {
  const { values, min, max, disabled, onEdit, onCommit } = track;
  const area = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip | null>(null);

  const drag = (at: number, { index, offset }: Grip) => {
    const next = moved(index, snap(min + (at - offset) * (max - min), track), track);
    if (next[index] !== values[index]) onEdit(next);
  };
  const handlers = {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (disabled || event.button !== 0 || grip.current !== null) return;
      event.preventDefault();
      const at = shareAt(event);
      const knob = (event.target as Element).closest<HTMLElement>("[data-knob]");
      const shares = values.map((value) => share(value, track));
      const index = knob ? Number(knob.dataset.knob) : nearest(shares, at);
      grip.current = { index, offset: knob ? at - (shares[index] ?? 0) : 0, before: values };
      event.currentTarget.setPointerCapture?.(event.pointerId);
      area.current?.querySelectorAll("input")[index]?.focus({ preventScroll: true });
      if (!knob) drag(at, grip.current);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      if (grip.current) drag(shareAt(event), grip.current);
    },
    onPointerUp() {
      if (grip.current) onCommit([...values]);
      grip.current = null;
    },
    onPointerCancel() {
      if (grip.current) onEdit([...grip.current.before]);
      grip.current = null;
    },
  };
  return { area, handlers };
}

/** How far along the track the pointer is, from 0 to 1. */
function shareAt({ clientX, currentTarget }: PointerEvent<HTMLElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const fromLeft = width > 0 ? (clientX - left) / width : 0;
  return getComputedStyle(currentTarget).direction === "rtl" ? 1 - fromLeft : fromLeft;
}

function share(value: number, { min, max }: Pick<Scale, "min" | "max">): number {
  return max > min ? Math.max(0, Math.min(1, (value - min) / (max - min))) : 0;
}

/** How far a knob can go: to the ends of the track, or to the other knob. */
function limitsOf(index: number, { values, min, max }: TrackProps): readonly [number, number] {
  return [values[index - 1] ?? min, values[index + 1] ?? max];
}

/** The values with one of them moved, as far as that goes. */
function moved(index: number, value: number, track: TrackProps): number[] {
  const [low, high] = limitsOf(index, track);
  return track.values.map((old, place) => (place === index ? Math.max(low, Math.min(high, value)) : old));
}

interface Scale {
  min: number;
  max: number;
  step: number;
}

/** The value on the scale that is nearest to `value`. */
export function snap(value: number, { min, max, step }: Scale): number {
  const last = Math.floor((max - min) / step + 1e-9);
  const steps = Math.max(0, Math.min(last, Math.round((value - min) / step)));
  const digits = Math.max(decimals(min), decimals(step));
  const snapped = min + steps * step;
  return digits > 15 ? snapped : Number(snapped.toFixed(digits));
}

/** Where a key leads from `value`; null for keys that lead nowhere. */
export function stepped(
  key: string,
  value: number,
  { min, max, step, limits: [low, high], rtl }: Scale & { limits: readonly [number, number]; rtl: boolean },
): number | null {
  const page = Math.max(step, (max - min) / 10);
  const by: Record<string, number> = {
    ArrowUp: step,
    ArrowDown: -step,
    ArrowRight: rtl ? -step : step,
    ArrowLeft: rtl ? step : -step,
    PageUp: page,
    PageDown: -page,
  };
  if (key === "Home") return low;
  if (key === "End") return high;
  const change = by[key];
  return change === undefined ? null : snap(value + change, { min, max, step });
}

/** About how wide a text is: enough to place it without measuring it in every frame. */
function widthOf(text = ""): string {
  let width = 0;
  for (const letter of text)
    width += NARROW.test(letter) ? 0.55 : WIDE.test(letter) ? 1.7 : /\p{Ll}/u.test(letter) ? 0.9 : 1;
  return `${width}ch`;
}

const NARROW = /[ .,:;'|!()ijlrtfI]/;
const WIDE = /[\u1100-\u115f\u2e80-\uffe6\u{1f300}-\u{1faff}mwMW]/u;

/** The knob that a press at `at` means; of two in one place the one that can move there. */
function nearest(places: readonly number[], at: number): number {
  let found = 0;
  places.forEach((place, index) => {
    const distance = Math.abs(place - at);
    const shortest = Math.abs((places[found] ?? 0) - at);
    if (distance < shortest || (distance === shortest && at > place)) found = index;
  });
  return found;
}
