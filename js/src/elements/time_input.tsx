import type { TimeInput } from "../protocol";
import type { ElementProps } from "../ui/element";
import { type MomentField, MomentFrame, readWhole, useMomentField } from "../ui/moment_field";
import { namesIn, type PartName, type Parts, readParts, timePieces } from "../ui/moment_text";
import { Segments } from "../ui/segments";
import { t } from "../ui/text";
import { stepTime } from "../ui/time_steps";

/** A time of the day. */
export function TimeInputView({ element, page }: ElementProps<TimeInput>) {
  const { label, step, format, disabled, required } = element;
  const twelve = format === "12h" || (format === "localized" && readsTwelve());
  const pieces = timePieces(step % 60 !== 0, twelve);
  const names = namesIn(pieces);
  const field = useMomentField<string | null>(page, element, {
    names,
    partsOf: (value) => [readParts(value, twelve)],
    read: ([parts = {}]) => readWhole(parts, pieces),
  });
  const parts = field.parts[0] ?? {};
  // An arrow changes the time for good, as that of a slider does.
  const stepped = (name: PartName, sign: number) => {
    const next = stepTime(parts, names, name, sign, step);
    if (next === null) return false;
    field.commit(next);
    return true;
  };
  return (
    <MomentFrame field={field as unknown as MomentField<never>} name="stTimeInput" clearLabel={t("clearTime")}>
      <Segments
        label={label}
        pieces={pieces}
        parts={parts}
        disabled={disabled}
        invalid={field.problem !== null}
        required={required}
        errorId={field.errorId}
        onChange={(next, done) => field.change(0, twelve ? halved(next) : next, done)}
        onStep={stepped}
      />
    </MomentFrame>
  );
}

/** A time is before noon until the reader says otherwise. */
function halved(parts: Parts): Parts {
  const empty = parts.hour === undefined && parts.minute === undefined && parts.second === undefined;
  return { ...parts, period: empty ? undefined : (parts.period ?? 0) };
}

/** Whether the reader's clocks go round twice a day. */
function readsTwelve(): boolean {
  return new Intl.DateTimeFormat(navigator.language, { hour: "numeric" }).resolvedOptions().hour12 ?? false;
}
