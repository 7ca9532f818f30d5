/** A month of days to choose from, by mouse, finger and arrow keys. */

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import sheet from "./calendar.css";
import {
  addMonths,
  type Day,
  dayOf,
  daysInMonth,
  firstWeekday,
  inWords,
  monthOf,
  partsOf,
  today,
  weekday,
} from "./days";
import { Glyph } from "./glyph";
import { addStyle } from "./style";
import { t } from "./text";

addStyle(sheet);

/** More years than these are not listed at once. */
const MOST_YEARS = 300;

interface CalendarProps {
  /** What is chosen, such as "Choose date". */
  label: string;
  /** None, one day, or the first and the last of a range. */
  chosen: readonly Day[];
  /** A range is chosen: with one day there, what lies between it and the day pointed at is shown. */
  range?: boolean;
  min: Day;
  max: Day;
  onChoose(day: Day): void;
}

/** A calendar: a grid of the days of one month. */
export function Calendar({ label, chosen, range = false, min, max, onChoose }: CalendarProps) {
  const start = clamp(chosen[0] ?? today(), min, max);
  const [active, setActive] = useState(start);
  const [pointed, setPointed] = useState<Day | null>(null);
  const grid = useRef<HTMLTableElement>(null);
  const moved = useRef(true);
  const headingId = useId();
  const month = monthOf(active);
  const heading = inWords(month, { month: "long", year: "numeric" });

  const go = (day: Day, focus: boolean) => {
    moved.current = focus;
    setActive(clamp(day, min, max));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the day
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [active]);
  // A range chosen elsewhere, a preset say, is brought into view.
  const first = chosen[0];
  useEffect(() => {
    if (first !== undefined) {
      moved.current = false;
      setActive(first);
    }
  }, [first]);

  const pressed = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const to = reached(event, active, rtl);
    if (to === null) return;
    event.preventDefault();
    setPointed(null);
    go(to, true);
  };
  const ends = endsOf(chosen, range ? (pointed ?? active) : null);
  return (
    <div className="lit-calendar" role="application" aria-label={`${label}, ${heading}`}>
      <h2 className="lit-unseen" id={headingId} aria-live="polite">
        {heading}
      </h2>
      <Header month={month} min={min} max={max} onGo={(day) => go(day, false)} active={active} />
      <table
        ref={grid}
        className="lit-calendar-grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's pattern for calendars
        role="grid"
        aria-label={`${label}, ${heading}`}
        onKeyDown={pressed}
      >
        <Weekdays />
        <tbody onPointerLeave={() => setPointed(null)}>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Cell
                  key={day}
                  day={day}
                  off={monthOf(day) !== month || day < min || day > max}
                  outside={monthOf(day) !== month}
                  active={day === active}
                  chosen={chosen}
                  ends={ends}
                  onPoint={() => setPointed(day)}
                  onChoose={() => {
                    go(day, true);
                    onChoose(day);
                  }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeaderProps {
  month: Day;
  active: Day;
  min: Day;
  max: Day;
  onGo(day: Day): void;
}

/** The month and the year, and the way to others. */
function Header({ month, active, min, max, onGo }: HeaderProps) {
  const { year, month: number } = partsOf(month);
  const [least, most] = [partsOf(min), partsOf(max)];
  const first = Math.max(least.year, year - MOST_YEARS / 2);
  const last = Math.min(most.year, first + MOST_YEARS);
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const beyond = (of: number) => dayOf(year, of, daysInMonth(year, of)) < min || dayOf(year, of, 1) > max;
  return (
    <div className="lit-calendar-header">
      <button
        type="button"
        className="lit-calendar-turn"
        aria-label={t("previousMonth")}
        disabled={month <= min}
        onClick={() => onGo(addMonths(active, -1))}
      >
        <Glyph name="chevronLeft" />
      </button>
      <Choice label={t("part_month")} value={number} onChange={(to) => onGo(addMonths(active, Number(to) - number))}>
        {months.map((of) => (
          <option key={of} value={of} disabled={beyond(of)}>
            {inWords(dayOf(2000, of, 15), { month: "long" })}
          </option>
        ))}
      </Choice>
      <Choice label={t("part_year")} value={year} onChange={(to) => onGo(addMonths(active, 12 * (Number(to) - year)))}>
        {years.map((of) => (
          <option key={of} value={of}>
            {of}
          </option>
        ))}
      </Choice>
      <button
        type="button"
        className="lit-calendar-turn"
        aria-label={t("nextMonth")}
        disabled={addMonths(month, 1) > max}
        onClick={() => onGo(addMonths(active, 1))}
      >
        <Glyph name="chevronRight" />
      </button>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: number | string;
  onChange(value: string): void;
  /** The options. */
  children: ReactNode;
}

/** A short list to choose from, in and below a calendar. */
export function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <span className="lit-calendar-choice">
      <select
        className="lit-calendar-pick"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
      <Glyph name="chevronDown" />
    </span>
  );
}

function Weekdays() {
  const first = firstWeekday(navigator.language);
  // 1970-01-04 was a Sunday.
  const days = Array.from({ length: 7 }, (_, index) => 3 + ((first + index) % 7));
  return (
    <thead aria-hidden="true">
      <tr>
        {days.map((day) => (
          <th key={day} title={inWords(day, { weekday: "long" })}>
            {inWords(day, { weekday: "narrow" })}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface CellProps {
  day: Day;
  off: boolean;
  outside: boolean;
  active: boolean;
  chosen: readonly Day[];
  ends: readonly [Day, Day] | null;
  onPoint(): void;
  onChoose(): void;
}

function Cell({ day, off, outside, active, chosen, ends, onPoint, onChoose }: CellProps) {
  const within = ends !== null && day >= ends[0] && day <= ends[1] && !outside;
  const selected = !outside && (chosen.includes(day) || (chosen.length === 2 && within));
  const words = inWords(day, { dateStyle: "full" });
  const said = [day === today() ? t("todayIs", { day: words }) : words, ...(selected ? [t("daySelected")] : [])];
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    if (!off) onChoose();
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: what is in it has the focus
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as the grid around it
    <td role="gridcell" aria-selected={selected || undefined} aria-disabled={off || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: a button is no part of a grid's arrows in Lab's rules */}
      <div
        className="lit-day"
        role="button"
        aria-label={said.join(" ")}
        aria-disabled={off || undefined}
        tabIndex={off ? undefined : active ? 0 : -1}
        data-disabled={off || undefined}
        data-outside-month={outside || undefined}
        data-today={day === today() || undefined}
        data-selected={selected || undefined}
        data-within={within || undefined}
        data-end={(!outside && chosen.includes(day)) || undefined}
        data-first={(within && day === ends?.[0]) || undefined}
        data-last={(within && day === ends?.[1]) || undefined}
        onClick={off ? undefined : onChoose}
        onKeyDown={pressed}
        onPointerEnter={off ? undefined : (event) => event.pointerType === "mouse" && onPoint()}
      >
        <span className="lit-day-number">{partsOf(day).day}</span>
      </div>
    </td>
  );
}

/** The weeks that a month lies in, whole. */
function weeksOf(month: Day): Day[][] {
  const { year, month: number } = partsOf(month);
  const start = month - ((weekday(month) - firstWeekday(navigator.language) + 7) % 7);
  const count = Math.ceil((month - start + daysInMonth(year, number)) / 7);
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_, index) => start + 7 * week + index));
}

/** The first and the last day of what is marked; `towards` ends a range of which only one day is chosen. */
function endsOf(chosen: readonly Day[], towards: Day | null): readonly [Day, Day] | null {
  const [one, other = towards] = chosen;
  if (one === undefined || other === null) return null;
  return [Math.min(one, other), Math.max(one, other)];
}

/** Where a key leads; null for keys that lead nowhere. */
function reached({ key, shiftKey }: KeyboardEvent, day: Day, rtl: boolean): Day | null {
  const onwards = rtl ? -1 : 1;
  const inWeek = (weekday(day) - firstWeekday(navigator.language) + 7) % 7;
  switch (key) {
    case "ArrowLeft":
      return day - onwards;
    case "ArrowRight":
      return day + onwards;
    case "ArrowUp":
      return day - 7;
    case "ArrowDown":
      return day + 7;
    case "Home":
      return day - inWeek;
    case "End":
      return day + 6 - inWeek;
    case "PageUp":
      return addMonths(day, shiftKey ? -12 : -1);
    case "PageDown":
      return addMonths(day, shiftKey ? 12 : 1);
    default:
      return null;
  }
}

function clamp(day: Day, min: Day, max: Day): Day {
  return Math.max(min, Math.min(max, day));
}
