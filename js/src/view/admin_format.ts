/** Sizes and times as administrators read them. */

import { locale } from "../ui/text";

/** 1.5, in the administrator's language. */
export function rounded(value: number): string {
  return value.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** 1.5 GB, 82 MB. */
export function size(bytes: number): string {
  if (bytes <= 0) return "–";
  return bytes >= 1e9 ? `${rounded(bytes / 1e9)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

/** 12 s, 3 min, 5 h, 2 d: the largest unit that fits. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  if (whole < 5400) return `${Math.round(whole / 60)} min`;
  return whole < 172_800 ? `${Math.round(whole / 3600)} h` : `${Math.round(whole / 86_400)} d`;
}

/** How long ago something was, nothing for what has never been. */
export function ago(then: number, now: number): string {
  return then > 0 ? span(now - then) : "–";
}

/** How busy something is: 100 % is one core. */
export function busy(cores: number): string {
  return `${Math.round(cores * 100)} %`;
}

/** Date and time, for who wants to know it exactly. */
export function moment(seconds: number): string {
  return seconds > 0 ? new Date(seconds * 1000).toLocaleString(locale) : "";
}
