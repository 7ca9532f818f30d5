/** What the reader should know of the connection. */

import { useEffect, useState } from "react";
import type { Page } from "../page/page";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import sheet from "./notice.css";

addStyle(sheet);

/** How long, in ms, a connection may take before the page says so. */
const QUIET = 700;

/** Says that there is no connection, once that lasts, and what the server had to say about it. */
export function ConnectionNotice({ page }: { page: Page }) {
  const connection = useSignal(page.connection);
  const reason = useSignal(page.notice);
  const begun = useSignal(page.script) !== "initial";
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (connection === "connected") return;
    const timer = setTimeout(() => setLate(true), QUIET);
    return () => clearTimeout(timer);
  }, [connection]);
  const waiting = begun ? t("reconnecting") : t("connecting");
  const text = reason || (connection === "disconnected" ? t("disconnected") : waiting);
  const dismiss = () => {
    page.notice.value = "";
  };
  if (connection === "connected" ? reason === "" : connection === "connecting" && !late) return null;
  return (
    <div className="lit-notice" role="status" data-testid="stConnectionStatus">
      {connection === "connecting" && <span className="lit-running-icon" aria-hidden="true" />}
      {text}
      {connection === "connected" && (
        <button type="button" className="lit-notice-close" onClick={dismiss}>
          {t("dismiss")}
        </button>
      )}
    </div>
  );
}
