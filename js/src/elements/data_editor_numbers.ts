/** Numbers as people and spreadsheets write them. */

const SYMBOLS = /[\s\u00a0\u202f'’_$€£¥₹]/g;

/**
 * A number as digits with a point, as computers read it; null where the text is none.
 *
 * Of two kinds of separators the last one is the decimal one. A single comma parts decimals unless three digits follow
 * and it may part thousands: "1,5" and "1.5" are the same, "1,500" is one and a half thousand.
 */
export function digitsOf(text: string): string | null {
  let body = text.replace(SYMBOLS, "").replace(/[−–]/g, "-");
  let factor = 0;
  if (body.endsWith("%")) {
    body = body.slice(0, -1);
    factor = -2;
  }
  if (/^\(.+\)$/.test(body)) body = `-${body.slice(1, -1)}`;
  const found = /^([+-]?)([\d.,]*)(?:e([+-]?\d{1,3}))?$/i.exec(body);
  if (found === null) return null;
  const [, sign = "", mantissa = "", exponent = "0"] = found;
  const plain = pointed(mantissa);
  if (plain === null || !/\d/.test(plain)) return null;
  return shifted(`${sign === "-" ? "-" : ""}${plain}`, Number(exponent) + factor);
}

function pointed(text: string): string | null {
  const [commas, points] = [text.split(",").length - 1, text.split(".").length - 1];
  if (commas === 0 && points <= 1) return text;
  const last = text.lastIndexOf(",") > text.lastIndexOf(".") ? "," : ".";
  const other = last === "," ? "." : ",";
  if (commas > 0 && points > 0) {
    const groups = text.slice(0, text.lastIndexOf(last));
    if (groups.includes(last) || !grouped(groups, other)) return null;
    return groups.replaceAll(other, "") + text.slice(groups.length).replace(last, ".");
  }
  if (grouped(text, last)) return text.replaceAll(last, "");
  return commas + points === 1 ? text.replace(last, ".") : null;
}

/** Whether separators part thousands. */
function grouped(text: string, separator: string): boolean {
  const [first = "", ...groups] = text.split(separator);
  return /^\d{1,3}$/.test(first) && first !== "0" && groups.every((group) => /^\d{3}$/.test(group));
}

/** Moves the point, without losing digits. */
function shifted(number: string, by: number): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(number) ?? [];
  let [left, right] = [whole, fraction];
  if (by > 0) {
    right = right.padEnd(by, "0");
    [left, right] = [left + right.slice(0, by), right.slice(by)];
  } else if (by < 0) {
    left = left.padStart(-by + 1, "0");
    [left, right] = [left.slice(0, by), left.slice(by) + right];
  }
  left = left.replace(/^0+(?=\d)/, "") || "0";
  right = right.replace(/0+$/, "");
  return `${sign}${left}${right === "" ? "" : `.${right}`}`;
}
