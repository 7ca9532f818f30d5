/** A thin line that says how far a file is on its way. */

import sheet from "./progress_line.css";
import { addStyle } from "./style";

addStyle(sheet);

interface ProgressLineProps {
  /** How much is there, from 0 to 1. */
  value: number;
  label: string;
  /** It lies on the edge of what it belongs to. */
  edge?: boolean;
  testId?: string | undefined;
}

export function ProgressLine({ value, label, edge = false, testId }: ProgressLineProps) {
  return (
    <progress
      className="lit-progress-line"
      data-edge={edge || undefined}
      data-testid={testId}
      value={value}
      max={1}
      aria-label={label}
    />
  );
}
