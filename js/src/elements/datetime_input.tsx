import { useId, useState } from "react";
import type { DatetimeInput } from "../protocol";
import { Calendar } from "../ui/calendar";
import { type Day, readDay, writeDay } from "../ui/days";
import type { ElementProps } from "../ui/element";
import { HangingDialog } from "../ui/hanging_dialog";
import { type MomentField, MomentFrame, type Reading, readWhole, useMomentField } from "../ui/moment_field";
import {
  datePieces,
  namesIn,
  type PartName,
  type Parts,
  type Piece,
  readParts,
  timePieces,
  writePart,
} from "../ui/moment_text";
import { Segments } from "../ui/segments";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { stepTime } from "../ui/time_steps";
import sheet from "./date_input.css";

addStyle(sheet);

const CLOCK = timePieces(false, false);

/** A date and a time: typed, or chosen from a calendar with a clock. */
export function DatetimeInputView({ element, page }: ElementProps<DatetimeInput>) {
  const { label, step, min, max, disabled, required } = element;
  const pieces: Piece[] = [...datePieces(element.format), { literal: ", " }, ...CLOCK];
  const names = namesIn(pieces);
  const [open, setOpen] = useState(false);
  const dialogId = useId();
  const field = useMomentField<string | null>(page, element, {
    names,
    partsOf: (value) => [readParts(value)],
    read: ([parts = {}]) => read(parts, pieces, element),
  });
  const { value, problem, errorId } = field;
  const parts = field.parts[0] ?? {};
  const shown = open && !disabled;

  // What is chosen in the dialog counts once it is closed.
  const leave = () => {
    setOpen(false);
    field.applySoon();
  };
  const close = () => {
    leave();
    field.focusBack();
  };
  const choose = (day: Day) => {
    const time = value?.slice(11) ?? "00:00";
    const moment = `${writeDay(day)}T${time}`;
    field.edit(moment < min ? min : moment > max ? max : moment);
  };
  const stepped = (name: PartName, sign: number) => {
    const time = stepTime(parts, names, name, sign, step);
    if (time === null || value === null) return false;
    field.change(0, { ...parts, ...readParts(time) }, true);
    return true;
  };
  const segments = (name: string, pieces: readonly Piece[]) => (
    <Segments
      label={name}
      pieces={pieces}
      parts={parts}
      disabled={disabled}
      invalid={problem !== null}
      required={required}
      errorId={errorId}
      onChange={(next, done) => field.change(0, next, done)}
      onStep={stepped}
    />
  );
  return (
    <MomentFrame
      field={field as unknown as MomentField<never>}
      name="stDateTimeInput"
      clearLabel={t("clearMoment")}
      opener={{
        label: t("chooseMoment"),
        open: shown,
        dialogId,
        toggle: () => (open ? leave() : setOpen(true)),
      }}
      dialog={
        shown && (
          <HangingDialog
            id={dialogId}
            label={t("chooseMoment")}
            testId="stDateTimeInputCalendar"
            anchor={field.frame}
            onClose={close}
            onLeave={leave}
          >
            <Calendar
              label={t("chooseMoment")}
              chosen={value === null ? [] : [readDay(value)]}
              min={readDay(min)}
              max={readDay(max)}
              onChoose={choose}
            />
            {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in a part of the time is done with it */}
            <div
              className="lit-dialog-row"
              data-testid="stDateTimeInputPopoverTime"
              onKeyDown={(event) => event.key === "Enter" && close()}
            >
              <span aria-hidden="true">{t("time")}</span>
              <span className="lit-dialog-time">{segments(t("time"), CLOCK)}</span>
            </div>
          </HangingDialog>
        )
      }
    >
      {segments(label, pieces)}
    </MomentFrame>
  );
}

/** The moment that the parts say, or what is wrong with them. */
function read(parts: Parts, pieces: readonly Piece[], { min, max }: DatetimeInput): Reading<string> {
  const found = readWhole(parts, pieces);
  if ("problem" in found || (found.value >= min && found.value <= max)) return found;
  return { problem: t("dateOutside", { min: written(min, pieces), max: written(max, pieces) }) };
}

function written(moment: string, pieces: readonly Piece[]): string {
  const parts = readParts(moment);
  return pieces
    .map((piece) => (typeof piece === "string" ? writePart(piece, parts[piece] ?? 0) : piece.literal))
    .join("");
}
