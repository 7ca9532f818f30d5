/** What stands in the place of a file that is being fetched, waits to be, or cannot be had. */

import { AlertBox } from "./alert_box";
import type { FileUrl } from "./file_url";
import sheet from "./loading.css";
import { addStyle } from "./style";
import { t } from "./text";

addStyle(sheet);

/** Nothing once there is an address. */
export function Loading({ state, size, name }: { state: FileUrl; size: number; name: string }) {
  if (state.error !== null) {
    return (
      <AlertBox level="error" icon={null}>
        {t("fileProblem", { problem: state.error })}
      </AlertBox>
    );
  }
  if (state.load !== null) {
    return (
      <button type="button" className="lit-loading-button" onClick={state.load}>
        {t("loadFile", { name, size: fileSize(size) })}
      </button>
    );
  }
  if (state.url !== null) return null;
  return (
    <div className="lit-loading" data-testid="stFileLoading">
      <progress className="lit-loading-bar" value={state.progress} max={1} aria-label={t("loadingFile", { name })} />
    </div>
  );
}

/** A size as readers write it. */
function fileSize(bytes: number): string {
  const [unit, size] = bytes < 1e9 ? (["megabyte", bytes / 1e6] as const) : (["gigabyte", bytes / 1e9] as const);
  return new Intl.NumberFormat(undefined, { style: "unit", unit, maximumSignificantDigits: 3 }).format(size);
}
