import type { TextArea } from "../protocol";
import type { ElementProps } from "../ui/element";
import { ErrorIcon, FieldError, Frame, Hint, invalidity } from "../ui/field";
import { WidgetLabel } from "../ui/label";
import { addStyle } from "../ui/style";
import { useTextField } from "../ui/text_field";
import sheet from "./text_area.css";

addStyle(sheet);

/** Text of several lines. */
export function TextAreaView({ element, page }: ElementProps<TextArea>) {
  const { disabled, height, grows, placeholder, max_chars: limit } = element;
  const field = useTextField<HTMLTextAreaElement>(page, element, { several: true });
  const fixed = typeof height === "number" || height === "stretch" || undefined;
  return (
    <div className="lit-text-area stTextArea" data-testid="stTextArea" data-fixed={fixed}>
      <WidgetLabel element={element} htmlFor={field.id} required={element.required} />
      <Frame invalid={field.problem !== null} disabled={disabled} data-testid="stTextAreaRootElement">
        <textarea
          {...field.control}
          {...invalidity(field.problem, field.errorId)}
          className="lit-input lit-textarea"
          data-fixed={fixed}
          data-grows={grows || undefined}
          placeholder={placeholder ?? ""}
          // Where the browser cannot fit a field to its text, it grows with the lines that end in a break.
          rows={grows ? Math.max(3, field.text.split("\n").length) : 3}
        />
        <ErrorIcon problem={field.problem} testId="stTextAreaErrorIcon" />
      </Frame>
      <FieldError problem={field.problem} id={field.errorId} />
      {field.focused && field.problem === null && (
        <Hint action={field.action} length={field.text.length} limit={limit} />
      )}
    </div>
  );
}
