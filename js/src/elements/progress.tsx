import type { Progress } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import sheet from "./progress.css";

addStyle(sheet);

/** How far something has come. */
export function ProgressView({ element }: ElementProps<Progress>) {
  const percent = Math.round(element.value * 100);
  return (
    <div className="lit-progress stProgress" data-testid="stProgress">
      <Markdown body={element.text ?? ""} inline />
      <div
        role="progressbar"
        aria-label="progress"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={`${percent}%`}
      >
        <div className="lit-progress-track" data-testid="stProgressBarTrack">
          <div className="lit-progress-fill" style={{ inlineSize: `${element.value * 100}%` }} />
        </div>
      </div>
    </div>
  );
}
