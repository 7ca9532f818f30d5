/** The coloured box that alerts and exceptions share. */

import type { ReactNode } from "react";
import sheet from "./alert_box.css";
import { addStyle } from "./style";

addStyle(sheet);

export type Level = "error" | "warning" | "info" | "success";

const CONTENT = {
  error: "stAlertContentError",
  warning: "stAlertContentWarning",
  info: "stAlertContentInfo",
  success: "stAlertContentSuccess",
} as const;

interface AlertBoxProps {
  level: Level;
  icon: ReactNode;
  children: ReactNode;
}

/** A box that screen readers speak: at once where something is wrong, in a pause else. */
export function AlertBox({ level, icon, children }: AlertBoxProps) {
  return (
    <div
      className="lit-alert stAlertContainer"
      data-testid="stAlertContainer"
      data-level={level}
      role={level === "error" || level === "warning" ? "alert" : "status"}
    >
      <div className="lit-alert-content" data-testid={CONTENT[level]}>
        {icon}
        <div className="lit-alert-body">{children}</div>
      </div>
    </div>
  );
}
