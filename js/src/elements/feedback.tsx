import { type KeyboardEvent, useRef } from "react";
import type { Feedback } from "../protocol";
import type { ElementProps } from "../ui/element";
import { keyLeads } from "../ui/roving";
import { useValue } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./feedback.css";

addStyle(sheet);

/** One sign of a scale: its rating, its name, and its strokes on a 24-unit grid. */
interface Sign {
  rating: number;
  name: string;
  path: string;
}

const FACE = "M12 21a9 9 0 100-18 9 9 0 000 18zM9 9.6v.1m6-.1v.1";
const MOUTHS = [
  "M7.8 17c.7-2.2 2.3-3.4 4.2-3.4s3.5 1.2 4.2 3.4z",
  "M8.4 16.4c.8-1.4 2.1-2.1 3.6-2.1s2.8.7 3.6 2.1",
  "M8.5 15.2h7",
  "M8.4 14.2c.8 1.4 2.1 2.1 3.6 2.1s2.8-.7 3.6-2.1",
  "M7.8 13.5c.7 2.2 2.3 3.4 4.2 3.4s3.5-1.2 4.2-3.4z",
];
const FACES = ["face0", "face1", "face2", "face3", "face4"] as const;
const STAR = "M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z";
const THUMB = "M7.2 10.4v9.1M4 10.4h3.2l3.6-6.3c1.4 0 2.3 1 2.1 2.4l-.5 3h5.5a2 2 0 012 2.4l-1.2 6a2 2 0 01-2 1.6H4z";
const THUMB_DOWN =
  "M16.8 13.6V4.5M20 13.6h-3.2l-3.6 6.3c-1.4 0-2.3-1-2.1-2.4l.5-3H6.1a2 2 0 01-2-2.4l1.2-6a2 2 0 012-1.6H20z";

/** The signs of a scale as they follow each other. */
function signsOf(scale: Feedback["options"]): readonly Sign[] {
  if (scale === "thumbs")
    return [
      { rating: 1, name: t("thumbsUp"), path: THUMB },
      { rating: 0, name: t("thumbsDown"), path: THUMB_DOWN },
    ];
  if (scale === "faces")
    return FACES.map((name, rating) => ({ rating, name: t(name), path: `${FACE}${MOUTHS[rating]}` }));
  return [0, 1, 2, 3, 4].map((rating) => ({ rating, name: t("stars", { count: rating + 1 }), path: STAR }));
}

/** A rating: one of two thumbs or five faces, or as many stars as are given. */
export function FeedbackView({ element, page }: ElementProps<Feedback>) {
  const { options: scale, disabled } = element;
  const { value, commit } = useValue<number | null>(page.values, element);
  const row = useRef<HTMLDivElement>(null);
  const signs = signsOf(scale);
  const chosen = signs.findIndex((sign) => sign.rating === value);
  const pressed = (event: KeyboardEvent) => {
    const at = [...(row.current?.children ?? [])].indexOf(event.target as Element);
    const to = keyLeads(event, { count: signs.length, at, round: true });
    const sign = to === null ? undefined : signs[to];
    if (to === null || sign === undefined) return;
    event.preventDefault();
    commit(sign.rating);
    (row.current?.children[to] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="stFeedback" data-testid="stFeedback">
      <div
        ref={row}
        className="lit-feedback"
        data-scale={scale}
        role="radiogroup"
        aria-label={t("feedback")}
        aria-disabled={disabled || undefined}
        onKeyDown={pressed}
      >
        {signs.map(({ rating, name, path }, index) => {
          const active = value !== null && (scale === "stars" ? rating <= value : rating === value);
          return (
            // biome-ignore lint/a11y/useSemanticElements: an input that is chosen cannot be pressed again
            <button
              key={rating}
              type="button"
              className="lit-rating"
              data-testid={active ? "stFeedbackButtonActive" : "stFeedbackButton"}
              data-active={active || undefined}
              role="radio"
              aria-checked={index === chosen}
              aria-label={name}
              tabIndex={index === Math.max(0, chosen) ? 0 : -1}
              disabled={disabled}
              onClick={() => commit(rating === value ? null : rating)}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d={path} />
              </svg>
            </button>
          );
        })}
      </div>
    </div>
  );
}
