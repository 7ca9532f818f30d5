/** What all fields share: frame, icon, buttons within, the hint while typing, the error below. */

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import sheet from "./field.css";
import { Glyph, type GlyphName } from "./glyph";
import { Icon } from "./icon";
import { addStyle } from "./style";
import { t } from "./text";

addStyle(sheet);

interface FrameProps extends ComponentPropsWithoutRef<"div"> {
  invalid: boolean;
  disabled: boolean;
}

/** The frame around a field. */
export const Frame = forwardRef<HTMLDivElement, FrameProps>(function Frame({ invalid, disabled, ...rest }, ref) {
  return (
    <div
      ref={ref}
      className="lit-field"
      data-invalid={invalid || undefined}
      data-disabled={disabled || undefined}
      {...rest}
    />
  );
});

/** The author's icon at the start of a field. */
export function FieldIcon({ icon, testId }: { icon: string | null; testId: string }) {
  if (icon === null) return null;
  return (
    <span className="lit-field-icon" data-testid={testId}>
      <Icon icon={icon} />
    </span>
  );
}

/** A small button at the end of a field. */
export function FieldButton({
  glyph,
  label,
  ...rest
}: { glyph: GlyphName; label: string } & ComponentPropsWithoutRef<"button">) {
  return (
    <button type="button" className="lit-field-button" aria-label={label} {...rest}>
      <Glyph name={glyph} />
    </button>
  );
}

/** The sign in a field that something is wrong with what it holds. */
export function ErrorIcon({ problem, testId }: { problem: string | null; testId: string }) {
  if (problem === null) return null;
  return (
    <span className="lit-field-error-icon" data-testid={testId}>
      <span className="stTooltipErrorHoverTarget" data-testid="stTooltipErrorHoverTarget" title={problem}>
        <Glyph name="error" />
      </span>
    </span>
  );
}

/** What is wrong, in words; the field refers to it by `id`. */
export function FieldError({
  problem,
  id,
  children = problem,
}: {
  problem: string | null;
  id: string;
  children?: ReactNode;
}) {
  if (problem === null) return null;
  return (
    <span className="lit-field-error" id={id} role="alert">
      {children}
    </span>
  );
}

/** How to apply an edit, and how much room is left; drawn while the reader is in the field. */
export function Hint({ action, length, limit }: { action: string | null; length?: number; limit?: number | null }) {
  return (
    <div className="lit-field-hint-anchor">
      <div className="lit-field-hint" data-testid="InputInstructions">
        {action !== null && <span>{action}</span>}
        {limit != null && length !== undefined && (
          <span className={length >= limit ? "lit-field-hint-full" : undefined}>{`${length}/${limit}`}</span>
        )}
      </div>
    </div>
  );
}

/** The names of a field's error and its state, for the control in it. */
export function invalidity(problem: string | null, errorId: string) {
  return problem === null ? {} : { "aria-invalid": true as const, "aria-describedby": errorId };
}

const APPLE = /Mac|iP(hone|ad|od)/;

/** The key that turns Enter into "apply" in a text of several lines, as this keyboard calls it. */
export function modifierName(platform: string = navigator.platform): string {
  return APPLE.test(platform) ? "⌘" : "Ctrl";
}

/** How an edit is applied, in words. */
export function applyWith(submits: boolean, several: boolean): string {
  if (!several) return t(submits ? "submitEnter" : "applyEnter");
  return t(submits ? "submitCtrlEnter" : "applyCtrlEnter", { modifier: modifierName() });
}
