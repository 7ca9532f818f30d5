/** A date or a time as parts that are typed one after the other, each a spinbutton. */

import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { inWords } from "./days";
import { limitsOf, namesIn, type PartName, type Parts, type Piece, parsePasted, writePart } from "./moment_text";
import sheet from "./segments.css";
import { addStyle } from "./style";
import { t } from "./text";

addStyle(sheet);

/** How far PageUp and PageDown go. */
const PAGES: Record<PartName, number> = { year: 5, month: 2, day: 7, hour: 2, minute: 15, second: 15, period: 1 };

interface SegmentsProps {
  /** What the group is called. */
  label: string;
  pieces: readonly Piece[];
  parts: Parts;
  disabled: boolean;
  invalid?: boolean;
  required?: boolean;
  /** The id of what is wrong. */
  errorId?: string | undefined;
  /** Parts were typed; `done` once nothing more can be typed into the last of them. */
  onChange(parts: Parts, done: boolean): void;
  /** An arrow was pressed; returns false to let the part go round by itself. */
  onStep?: (name: PartName, sign: number) => boolean;
}

/** The parts of a date or a time. */
export function Segments(props: SegmentsProps) {
  const { label, pieces, parts, onChange } = props;
  const group = useRef<HTMLDivElement>(null);
  const names = namesIn(pieces);
  const twelve = names.includes("period");
  const written = () =>
    pieces
      .map((piece) => (typeof piece === "string" ? shownPart(piece, parts[piece], pieces) : piece.literal))
      .join("");
  const pasted = (event: ClipboardEvent) => {
    event.preventDefault();
    const found = parsePasted(event.clipboardData.getData("text/plain"), names);
    if (found !== null) onChange({ ...parts, ...found }, true);
  };
  const copied = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", written());
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings the looks of browsers with it
    <div
      ref={group}
      className="lit-segments"
      role="group"
      aria-label={label}
      dir="ltr"
      onPaste={pasted}
      onCopy={copied}
    >
      {pieces.map((piece, index) =>
        typeof piece === "string" ? (
          <Segment key={piece} {...props} name={piece} group={group} twelve={twelve} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a literal is its place
          <span key={index} className="lit-segment-literal" aria-hidden="true" data-type="literal">
            {piece.literal}
          </span>
        ),
      )}
    </div>
  );
}

interface SegmentProps extends SegmentsProps {
  name: PartName;
  group: RefObject<HTMLDivElement | null>;
  twelve: boolean;
}

function Segment({ name, group, twelve, ...field }: SegmentProps) {
  const { label, pieces, parts, disabled, invalid, required, errorId } = field;
  const ref = useRef<HTMLSpanElement>(null);
  const value = parts[name];
  const [low, high] = limitsOf(name, twelve);
  // The digits typed since the focus has come; what they make may not be a value yet, as 0 is no month.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? shownPart(name, value, pieces);
  const act = typing({ ...field, name, group, twelve, typed, setTyped });

  // Phones write into the text instead of pressing keys: the text is ours alone.
  useLayoutEffect(() => {
    if (ref.current && ref.current.textContent !== shown) ref.current.textContent = shown;
  });
  const latest = useRef({ act, shown });
  latest.current = { act, shown };
  useEffect(() => {
    const span = ref.current;
    if (!span) return;
    const before = (event: InputEvent) => {
      event.preventDefault();
      if (event.inputType.startsWith("delete")) latest.current.act.erase();
      else for (const letter of event.data ?? "") latest.current.act.type(letter);
    };
    const after = (event: Event) => {
      const data = event instanceof CompositionEvent ? event.data : "";
      span.textContent = latest.current.shown;
      for (const letter of data) latest.current.act.type(letter);
    };
    const input = () => {
      span.textContent = latest.current.shown;
    };
    span.addEventListener("beforeinput", before);
    span.addEventListener("compositionend", after);
    span.addEventListener("input", input);
    return () => {
      span.removeEventListener("beforeinput", before);
      span.removeEventListener("compositionend", after);
      span.removeEventListener("input", input);
    };
  }, []);

  return (
    <span
      ref={ref}
      className="lit-segment"
      role="spinbutton"
      aria-label={label ? `${t(`part_${name}`)}, ${label}` : t(`part_${name}`)}
      aria-valuenow={value}
      aria-valuetext={inWordsOf(name, value)}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-invalid={invalid || undefined}
      aria-required={required || undefined}
      aria-disabled={disabled || undefined}
      aria-describedby={invalid ? errorId : undefined}
      contentEditable={!disabled}
      suppressContentEditableWarning
      spellCheck={false}
      autoCorrect="off"
      autoCapitalize="off"
      enterKeyHint="next"
      inputMode={name === "period" ? undefined : "numeric"}
      tabIndex={disabled ? undefined : 0}
      data-type={name}
      data-placeholder={(value === undefined && !typed) || undefined}
      onFocus={() => getSelection()?.collapse(ref.current)}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => act.press(event)}
    />
  );
}

interface Typing extends SegmentProps {
  typed: string | null;
  setTyped(typed: string | null): void;
}

/** What keys do in a part. */
function typing({ name, group, twelve, parts, pieces, typed, setTyped, onChange, onStep }: Typing) {
  const [low, high] = limitsOf(name, twelve);
  const value = parts[name];
  const set = (next: number | undefined, done: boolean) => onChange({ ...parts, [name]: next }, done);
  const go = (by: number) => {
    const all = [...(group.current?.querySelectorAll<HTMLElement>('[role="spinbutton"]') ?? [])];
    const names = namesIn(pieces);
    all[names.indexOf(name) + by]?.focus();
  };
  const full = name === "year" ? 4 : 2;

  const type = (letter: string) => {
    if (name === "period") {
      const half = "ap".indexOf(letter.toLowerCase());
      if (half >= 0) set(half, true);
      return;
    }
    if (/[\s/.\-:,]/.test(letter)) {
      if (typed) go(1);
      return;
    }
    if (!/\d/.test(letter)) return;
    const longer = (typed ?? "") + letter;
    const text = longer.length > full || Number(longer) > high ? letter : longer;
    const number = Number(text);
    const done = text.length === full || (name !== "year" && number * 10 > high);
    const good = number >= low && number <= high;
    setTyped(done && good ? null : text);
    set(good ? number : undefined, done);
    if (done && good) go(1);
  };
  const erase = () => {
    const text = typed ?? (value === undefined || name === "period" ? "" : String(value));
    if (text === "" && value === undefined) {
      go(-1);
      return;
    }
    const rest = name === "period" ? "" : text.slice(0, -1);
    setTyped(rest === "" ? null : rest);
    const number = Number(rest);
    set(rest !== "" && number >= low ? number : undefined, false);
  };
  const step = (sign: number) => {
    setTyped(null);
    if (onStep?.(name, sign)) return;
    if (value === undefined) set(firstOf(name), true);
    else set(low + ((value - low + sign + (high - low + 1)) % (high - low + 1)), true);
  };
  const jump = (to: number) => {
    setTyped(null);
    set(Math.max(low, Math.min(high, to)), true);
  };
  const empty = () => {
    setTyped(null);
    set(undefined, false);
  };
  /** What a key does; undefined for keys that are the page's own. */
  const reaction = (key: string): (() => void) | undefined => {
    switch (key) {
      case "ArrowUp":
        return () => step(1);
      case "ArrowDown":
        return () => step(-1);
      case "ArrowLeft":
        return () => go(-1);
      case "ArrowRight":
        return () => go(1);
      case "PageUp":
        return () => jump((value ?? firstOf(name)) + PAGES[name]);
      case "PageDown":
        return () => jump((value ?? firstOf(name)) - PAGES[name]);
      case "Home":
        return () => jump(low);
      case "End":
        return () => jump(high);
      case "Backspace":
        return erase;
      case "Delete":
        return empty;
      default:
        return key.length === 1 ? () => type(key) : undefined;
    }
  };
  return {
    type,
    erase,
    press(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
      const act = reaction(event.key);
      if (act || event.key === "Enter") event.preventDefault();
      act?.();
    },
  };
}

/** Where an arrow begins in an empty part. */
function firstOf(name: PartName): number {
  const now = new Date();
  const parts: Partial<Record<PartName, number>> = {
    year: now.getFullYear(),
    month: now.getMonth() + 1,
    day: now.getDate(),
  };
  return parts[name] ?? (name === "hour" ? 12 : 0);
}

/** A part as it is shown, or what stands for it while it is empty. */
function shownPart(name: PartName, value: number | undefined, pieces: readonly Piece[]): string {
  if (value !== undefined) return writePart(name, value);
  switch (name) {
    case "year":
      return "yyyy";
    case "month":
      return "mm";
    case "day":
      return "dd";
    case "hour":
      return pieces.includes("day") ? "––" : pieces.includes("period") ? "hh" : "HH";
    case "minute":
      return pieces.includes("day") ? "––" : "mm";
    case "second":
      return "ss";
    case "period":
      return "AM";
  }
}

/** A part as a screen reader says it. */
function inWordsOf(name: PartName, value: number | undefined): string {
  if (value === undefined) return t("partEmpty");
  if (name !== "month") return name === "year" ? String(value) : writePart(name, value);
  return `${writePart(name, value)} – ${inWords((value - 1) * 30.5 + 10, { month: "long" })}`;
}
