/** A track with one knob or two: what sliders draw. */

import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from "react";
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

/** What is being dragged: which knob, how far from its middle it is held, and where all knobs were. */
interface Grip {
  index: number;
  offset: number;
  before: readonly number[];
}

/**
 * A track. Each knob is a native range input to the keyboard and to screen readers.
 *
 * While dragging, values change with every frame; they are committed on release. A key commits at once.
 */
export function Track({ label, values, min, max, step, disabled, written, onEdit, onCommit }: TrackProps) {
  const area = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip | null>(null);
  const range = values.length > 1;
  const share = (value: number) => (max > min ? Math.max(0, Math.min(1, (value - min) / (max - min))) : 0);
  const percent = (value: number) => `${share(value) * 100}%`;
  const limits = (index: number) => [values[index - 1] ?? min, values[index + 1] ?? max] as const;
  const moved = (index: number, value: number) => {
    const [low, high] = limits(index);
    return values.map((old, place) => (place === index ? Math.max(low, Math.min(high, value)) : old));
  };

  const pointed = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (!box?.width || !area.current) return 0;
    const fromLeft = (event.clientX - box.left) / box.width;
    return getComputedStyle(area.current).direction === "rtl" ? 1 - fromLeft : fromLeft;
  };
  const drag = (event: PointerEvent, { index, offset }: Grip) => {
    const next = moved(index, snap(min + (pointed(event) - offset) * (max - min), { min, max, step }));
    if (next[index] !== values[index]) onEdit(next);
  };
  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (disabled || event.button !== 0 || grip.current !== null) return;
    event.preventDefault();
    const at = pointed(event);
    const knob = (event.target as Element).closest<HTMLElement>("[data-knob]");
    const index = knob ? Number(knob.dataset.knob) : nearest(values.map(share), at);
    grip.current = { index, offset: knob ? at - share(values[index] ?? min) : 0, before: values };
    event.currentTarget.setPointerCapture?.(event.pointerId);
    area.current?.querySelectorAll("input")[index]?.focus({ preventScroll: true });
    if (!knob) drag(event, grip.current);
  };
  const release = () => {
    if (grip.current === null) return;
    grip.current = null;
    onCommit([...values]);
  };
  const cancel = () => {
    if (grip.current === null) return;
    onEdit([...grip.current.before]);
    grip.current = null;
  };

  const keyed = (event: KeyboardEvent, index: number) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const target = stepped(event.key, values[index] ?? min, { min, max, step, limits: limits(index), rtl });
    if (target === null) return;
    event.preventDefault();
    onCommit(moved(index, target));
  };

  const texts = values.map(written);
  const widths = texts.map(widthOf);
  const middle = percent(((values[0] ?? min) + (values.at(-1) ?? min)) / 2);
  const from = range ? percent(values[0] ?? min) : "0%";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings the looks of browsers with it
    <div
      className="lit-track"
      role="group"
      aria-label={label}
      data-orientation="horizontal"
      data-disabled={disabled || undefined}
    >
      <div
        ref={area}
        className="lit-track-area"
        style={{ "--from": from, "--to": percent(values.at(-1) ?? min), "--middle": middle } as CSSProperties}
        onPointerDown={press}
        onPointerMove={(event) => grip.current && drag(event, grip.current)}
        onPointerUp={release}
        onPointerCancel={cancel}
      >
        <div className="lit-track-rail" />
        <div className="lit-track-fill" />
        {values.map((value, index) => {
          const text = texts[index] ?? "";
          const [low, high] = limits(index);
          const side = index === 0 ? "start" : "end";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a knob is its place in the range
            <div key={index} style={{ display: "contents", "--at": percent(value) } as CSSProperties}>
              <div className="lit-track-knob" data-knob={index}>
                <input
                  className="lit-track-input"
                  type="range"
                  aria-label={range ? t(index === 0 ? "sliderStart" : "sliderEnd", { label }) : label}
                  aria-orientation="horizontal"
                  aria-valuetext={text}
                  min={low}
                  max={high}
                  step={step}
                  value={value}
                  disabled={disabled}
                  onKeyDown={(event) => keyed(event, index)}
                  onChange={(event) => onCommit(moved(index, Number(event.target.value)))}
                />
              </div>
              <div
                className="lit-track-value"
                data-testid="stSliderThumbValue"
                data-side={range ? side : undefined}
                style={{ "--width": widths[index], "--other": widths[1 - index] } as CSSProperties}
              >
                <Markdown body={text} inline />
              </div>
            </div>
          );
        })}
      </div>
      <div className="lit-track-ends" data-testid="stSliderTickBar">
        <Markdown body={written(min)} inline />
        <Markdown body={written(max)} inline />
      </div>
    </div>
  );
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
function widthOf(text: string): string {
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
