import { type CSSProperties, type PointerEvent, useId, useRef, useState } from "react";
import type { ColorPicker } from "../protocol";
import { type Hsv, hexOf, hsvOf, readHex } from "../ui/color_space";
import type { ElementProps } from "../ui/element";
import { FieldError, invalidity } from "../ui/field";
import { Glyph } from "../ui/glyph";
import { HangingDialog } from "../ui/hanging_dialog";
import { WidgetLabel } from "../ui/label";
import { useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./color_picker.css";

addStyle(sheet);

/** A patch of a colour, and what mixes another. */
export function ColorPickerView({ element, page }: ElementProps<ColorPicker>) {
  const { label, disabled } = element;
  const { value, edit, commit } = useValue<string>(page.values, element);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const shown = open && !disabled;
  // The script follows once the reader is done, as dragging goes through many colours.
  const latest = useRef(value);
  latest.current = value;
  const leave = () => {
    setOpen(false);
    commit(latest.current);
  };
  const close = () => {
    leave();
    anchor.current?.focus();
  };
  const name = t("colorPicker", { label });
  return (
    <div className="stColorPicker lit-color" data-testid="stColorPicker">
      <WidgetLabel element={element} />
      <button
        ref={anchor}
        type="button"
        className="lit-color-patch"
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        disabled={disabled}
        onClick={() => (open ? leave() : setOpen(true))}
      >
        <div data-testid="stColorPickerBlock" className="lit-color-block" style={{ backgroundColor: value }} />
      </button>
      {shown && (
        <HangingDialog
          id={id}
          label={name}
          testId="stColorPickerPopover"
          anchor={anchor}
          onClose={close}
          onLeave={leave}
        >
          <Mixer
            value={value}
            onMix={(hex) => {
              latest.current = hex;
              edit(hex);
            }}
            onDone={close}
          />
        </HangingDialog>
      )}
    </div>
  );
}

interface MixerProps {
  value: string;
  onMix(hex: string): void;
  onDone(): void;
}

/** Mixes a colour by hue, saturation and brightness, or takes it as it is typed. */
function Mixer({ value, onMix, onDone }: MixerProps) {
  // Grey has no hue and black no saturation: the knobs stay where they are all the same.
  const [mixed, setMixed] = useState<Hsv>(() => hsvOf(value));
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const errorId = `${useId()}-error`;
  const hsv = hexOf(mixed) === readHex(value) ? mixed : hsvOf(value);
  const mix = (next: Partial<Hsv>) => {
    const all = { ...hsv, ...next };
    setMixed(all);
    setTyped(null);
    setProblem(null);
    onMix(hexOf(all));
  };
  const write = (text: string) => {
    setTyped(text);
    setProblem(null);
    const hex = readHex(text);
    if (hex !== null) onMix(hex);
  };
  const check = () => {
    const good = typed === null || readHex(typed) !== null;
    if (good) setTyped(null);
    else setProblem(t("hexUnknown"));
    return good;
  };
  return (
    <div className="lit-mixer" style={{ "--hue": hsv.hue, "--mixed": hexOf(hsv) } as CSSProperties}>
      <Area hsv={hsv} onMix={mix} />
      <input
        className="lit-mixer-hue"
        type="range"
        aria-label={t("hue")}
        aria-valuetext={`${Math.round(hsv.hue)}°`}
        min={0}
        max={360}
        value={hsv.hue}
        onChange={(event) => mix({ hue: Number(event.target.value) })}
      />
      <div className="lit-mixer-row">
        <span className="lit-mixer-sample" aria-hidden="true" />
        <input
          {...invalidity(problem, errorId)}
          className="lit-mixer-hex"
          type="text"
          aria-label={t("hex")}
          spellCheck={false}
          autoComplete="off"
          maxLength={7}
          value={typed ?? value}
          onFocus={(event) => event.target.select()}
          onChange={(event) => write(event.target.value)}
          onBlur={check}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault(); // it would press the button that has the focus then
            if (check()) onDone();
          }}
        />
        <ScreenPick onPick={write} />
      </div>
      <FieldError problem={problem} id={errorId} />
    </div>
  );
}

/** Saturation from one side to the other and brightness upwards: for a pointer one area, for keys two sliders. */
function Area({ hsv, onMix }: { hsv: Hsv; onMix(next: Partial<Hsv>): void }) {
  const area = useRef<HTMLDivElement>(null);
  const grip = useRef(false);
  const drag = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const share = (at: number) => Math.max(0, Math.min(1, at));
    onMix({
      saturation: share((event.clientX - box.left) / box.width) * 100,
      brightness: 100 - share((event.clientY - box.top) / box.height) * 100,
    });
  };
  const slider = (name: "saturation" | "brightness") => (
    <input
      className="lit-mixer-slider"
      type="range"
      aria-label={t(name)}
      aria-valuetext={`${Math.round(hsv[name])} %`}
      aria-orientation={name === "saturation" ? "horizontal" : "vertical"}
      min={0}
      max={100}
      value={Math.round(hsv[name])}
      onChange={(event) => onMix({ [name]: Number(event.target.value) })}
      onKeyDown={(event) => {
        const [other, by] = ACROSS[name][event.key] ?? [null, 0];
        if (other === null) return;
        event.preventDefault();
        onMix({ [other]: Math.max(0, Math.min(100, Math.round(hsv[other]) + by * (event.shiftKey ? 10 : 1))) });
      }}
    />
  );
  return (
    <div
      ref={area}
      className="lit-mixer-area"
      dir="ltr"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        grip.current = true;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        area.current?.querySelector("input")?.focus({ preventScroll: true });
        drag(event);
      }}
      onPointerMove={(event) => grip.current && drag(event)}
      onPointerUp={() => {
        grip.current = false;
      }}
      onPointerCancel={() => {
        grip.current = false;
      }}
    >
      {slider("saturation")}
      {slider("brightness")}
      <span
        className="lit-mixer-knob"
        aria-hidden="true"
        style={{ left: `${hsv.saturation}%`, bottom: `${hsv.brightness}%` }}
      />
    </div>
  );
}

type Axis = "saturation" | "brightness";

/** In the area all four arrows work, wherever the focus is. */
const ARROWS: Record<string, [Axis, number]> = {
  ArrowLeft: ["saturation", -1],
  ArrowRight: ["saturation", 1],
  ArrowUp: ["brightness", 1],
  ArrowDown: ["brightness", -1],
};
const ACROSS: Record<Axis, Record<string, [Axis, number] | undefined>> = { saturation: ARROWS, brightness: ARROWS };

interface EyeDropper {
  open(): Promise<{ sRGBHex: string }>;
}

/** Takes a colour from anywhere on the screen, where the browser can. */
function ScreenPick({ onPick }: { onPick(hex: string): void }) {
  const Dropper = (window as { EyeDropper?: new () => EyeDropper }).EyeDropper;
  if (Dropper === undefined) return null;
  const pick = () => {
    new Dropper().open().then(
      ({ sRGBHex }) => onPick(sRGBHex),
      () => undefined, // the reader has thought better of it
    );
  };
  return (
    <button type="button" className="lit-field-button" aria-label={t("pickColor")} onClick={pick}>
      <Glyph name="dropper" />
    </button>
  );
}
