import { useId, useState } from "react";
import type { DateInput } from "../protocol";
import { Calendar, Choice } from "../ui/calendar";
import { addMonths, type Day, readDay, today, writeDay } from "../ui/days";
import type { ElementProps } from "../ui/element";
import { HangingDialog } from "../ui/hanging_dialog";
import { type MomentField, MomentFrame, type Reading, readWhole, useMomentField } from "../ui/moment_field";
import { datePieces, filled, namesIn, type Parts, readParts, writePart } from "../ui/moment_text";
import { Segments } from "../ui/segments";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./date_input.css";

addStyle(sheet);

/** A date, or the first and the last of a range: typed, or chosen from a calendar. */
export function DateInputView({ element, page }: ElementProps<DateInput>) {
  const { label, range, disabled, required } = element;
  const pieces = datePieces(element.format);
  const names = namesIn(pieces);
  const [open, setOpen] = useState(false);
  const dialogId = useId();
  const field = useMomentField<string[]>(page, element, {
    names,
    partsOf: (value) => (range ? [readParts(value[0]), readParts(value[1])] : [readParts(value[0])]),
    read: (parts) => read(parts, element),
  });
  const { value, parts, problem, errorId } = field;
  const chooser = t(range ? "chooseDates" : "chooseDate");
  const shown = open && !disabled;

  const close = () => {
    setOpen(false);
    field.focusBack();
  };
  const choose = (day: Day) => {
    const [first, ...rest] = value;
    const picked = writeDay(day);
    const next = range && first !== undefined && rest.length === 0 ? [first, picked].sort() : [picked];
    field.commit(next);
    if (!range || next.length === 2) close();
  };
  const part = (index: number, name: string) => (
    <Segments
      label={name}
      pieces={pieces}
      parts={parts[index] ?? {}}
      disabled={disabled}
      invalid={problem !== null}
      required={required}
      errorId={errorId}
      onChange={(next, done) => field.change(index, next, done)}
    />
  );
  return (
    <MomentFrame
      field={field as unknown as MomentField<never>}
      name="stDateInput"
      clearLabel={t(range ? "clearDates" : "clearDate")}
      opener={{ label: chooser, open: shown, dialogId, toggle: () => setOpen(!open) }}
      dialog={
        shown && (
          <HangingDialog
            id={dialogId}
            label={chooser}
            testId="stDateInputCalendar"
            anchor={field.frame}
            onClose={close}
            onLeave={() => setOpen(false)}
          >
            <Calendar
              label={chooser}
              chosen={value.map(readDay)}
              range={range}
              min={readDay(element.min)}
              max={readDay(element.max)}
              onChoose={choose}
            />
            {range && <QuickSelect element={element} onChoose={field.commit} />}
          </HangingDialog>
        )
      }
    >
      {range ? (
        <>
          <div data-range-field="start">{part(0, t("startDate", { label }))}</div>
          <span aria-hidden="true">–</span>
          <div data-range-field="end">{part(1, t("endDate", { label }))}</div>
        </>
      ) : (
        part(0, label)
      )}
    </MomentFrame>
  );
}

/** The days that the parts say, or what is wrong with them. */
function read(parts: readonly Parts[], { format, min, max }: DateInput): Reading<string[]> {
  const pieces = datePieces(format);
  const names = namesIn(pieces);
  const days: string[] = [];
  for (const each of parts) {
    if (filled(each, names) === "none" && each === parts.at(-1) && days.length > 0) break;
    if (filled(each, names) === "none") return { problem: t("dateNoStart") };
    const found = readWhole(each, pieces);
    if ("problem" in found) return found;
    if (found.value < min || found.value > max)
      return { problem: t("dateOutside", { min: written(min, format), max: written(max, format) }) };
    days.push(found.value);
  }
  const [first = "", last = first] = days;
  return last < first ? { problem: t("datesOrder") } : { value: days };
}

/** A day as the field writes it. */
function written(day: string, format: string): string {
  const parts = readParts(day);
  return datePieces(format)
    .map((piece) => (typeof piece === "string" ? writePart(piece, parts[piece] ?? 0) : piece.literal))
    .join("");
}

/** How many months each preset goes back; the week is none. */
const PRESETS = [0, 1, 3, 6, 12, 24];

/** Ranges that end today. */
function QuickSelect({ element, onChoose }: { element: DateInput; onChoose(days: string[]): void }) {
  const [first, last] = [readDay(element.min), readDay(element.max)];
  const end = Math.min(today(), last);
  const starts = PRESETS.map((months) => (months === 0 ? today() - 7 : addMonths(today(), -months)));
  const usable = starts.map((start) => start <= last && end >= first);
  if (!usable.some(Boolean)) return null;
  const name = (months: number) => {
    if (months === 0) return t("pastWeek");
    if (months === 1) return t("pastMonth");
    if (months === 12) return t("pastYear");
    return months > 12 ? t("pastYears", { count: months / 12 }) : t("pastMonths", { count: months });
  };
  return (
    <div className="lit-dialog-row" data-testid="stDateInputQuickSelect">
      <span aria-hidden="true">{t("dateRange")}</span>
      <Choice
        label={t("quickSelect")}
        value=""
        onChange={(index) => {
          const start = Math.max(starts[Number(index)] ?? first, first);
          onChoose([writeDay(start), writeDay(end)]);
        }}
      >
        <option value="" disabled>
          {t("select")}
        </option>
        {PRESETS.map((months, index) => (
          <option key={months} value={index} disabled={!usable[index]}>
            {name(months)}
          </option>
        ))}
      </Choice>
    </div>
  );
}
