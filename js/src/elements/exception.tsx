import type { ExceptionReport, Frame } from "../protocol";
import { AlertBox } from "../ui/alert_box";
import { CopyButton } from "../ui/copy_button";
import type { ElementProps } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./exception.css";

addStyle(sheet);

/** What went wrong, and where in the author's code. */
export function ExceptionView({ element }: ElementProps<ExceptionReport>) {
  const { exception_type: type, message, is_markdown, frames, trace } = element;
  return (
    <div className="stException" data-testid="stException">
      <AlertBox level="error" icon={null}>
        <div className="lit-exception-message" data-testid="stExceptionMessage">
          <span className="lit-exception-type">{type}</span>
          {message !== "" && (is_markdown ? <Markdown body={message} /> : `${type && ": "}${message}`)}
        </div>
        {frames.length > 0 && (
          <>
            <div className="lit-exception-heading">{t("traceback")}</div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
            <pre className="lit-exception-trace" tabIndex={0}>
              <code>
                {frames.map((frame, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: frames have no other identity
                  <TraceRow key={index} frame={frame} />
                ))}
              </code>
            </pre>
          </>
        )}
        {trace !== "" && <CopyButton text={trace} />}
      </AlertBox>
    </div>
  );
}

/** One line of the author's, or a text between the lines. */
function TraceRow({ frame: { file, line, name, code } }: { frame: Frame }) {
  if (file === "") return <div className="lit-exception-between">{code}</div>;
  return (
    <div className="lit-exception-frame" data-testid="stExceptionTraceRow">
      {`File "${file}", line ${line}${name && `, in ${name}`}`}
      {code !== "" && <div className="lit-exception-code">{code}</div>}
    </div>
  );
}
