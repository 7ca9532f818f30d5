import type { Exception } from "../protocol";
import { AlertBox } from "../ui/alert_box";
import { CopyButton } from "../ui/copy_button";
import type { ElementProps } from "../ui/element";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./exception.css";

addStyle(sheet);

/** What went wrong, and where in the author's code. */
export function ExceptionView({ element }: ElementProps<Exception>) {
  const { exception_type: type, message, is_markdown, frames, trace } = element;
  return (
    <div className="stException" data-testid="stException">
      <AlertBox level="error" icon={null}>
        <div className="lit-exception-message" data-testid="stExceptionMessage">
          <span className="lit-exception-type">{type}</span>
          {message !== "" && (is_markdown ? <Markdown body={message} /> : <>: {message}</>)}
        </div>
        {frames.length > 0 && (
          <>
            <div className="lit-exception-heading">{t("traceback")}</div>
            <pre className="lit-exception-trace">
              <code>
                {frames.map((frame, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: frames have no other identity
                  <div key={index} className="lit-exception-frame" data-testid="stExceptionTraceRow">
                    {`File "${frame.file}", line ${frame.line}, in ${frame.name}`}
                    {frame.code !== "" && <div className="lit-exception-code">{frame.code}</div>}
                  </div>
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
