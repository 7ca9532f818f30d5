import type { Progress } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import sheet from "./progress.css";

addStyle(sheet);

/** How far something has come. */
export function ProgressView({ element }: ElementProps<Progress>) {
  return <ProgressBar value={element.value} text={element.text ?? ""} label="progress" />;
}

/** A text and a bar below it; without a value, the text alone. */
export function ProgressBar({ value, text, label }: { value: number | null; text: string; label: string }) {
  const percent = Math.round((value ?? 0) * 100);
  return (
    <div className="lit-progress stProgress" data-testid="stProgress">
      <Markdown body={text} inline />
      {value !== null && (
        <div
          role="progressbar"
          aria-label={label}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuetext={`${percent}%`}
        >
          <div className="lit-progress-track" data-testid="stProgressBarTrack">
            <div className="lit-progress-fill" style={{ inlineSize: `${value * 100}%` }} />
          </div>
        </div>
      )}
    </div>
  );
}
