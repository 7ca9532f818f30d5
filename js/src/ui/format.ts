/** Numbers as text, in the formats that authors give to sliders, number fields and columns. */

/** What one letter of a printf pattern makes of a number. */
type Conversion = (value: number, precision: number | null) => string;

const CURRENCY: Intl.NumberFormatOptions = { style: "currency", currencyDisplay: "narrowSymbol" };

const NAMED: Record<string, Intl.NumberFormatOptions> = {
  localized: { maximumFractionDigits: 20 },
  percent: { style: "percent", maximumFractionDigits: 2 },
  dollar: { ...CURRENCY, currency: "USD" },
  euro: { ...CURRENCY, currency: "EUR" },
  yen: { ...CURRENCY, currency: "JPY" },
  compact: { notation: "compact" },
  scientific: { notation: "scientific", maximumFractionDigits: 3 },
  engineering: { notation: "engineering", maximumFractionDigits: 3 },
  accounting: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
};

const BYTES = ["B", "KB", "MB", "GB", "TB", "PB"];

const fixed: Conversion = (value, precision) => (precision === null ? plain(value) : value.toFixed(precision));

const CONVERSIONS: Record<string, Conversion> = {
  d: integer,
  i: integer,
  u: (value) => String(Math.trunc(value) >>> 0),
  f: fixed,
  F: fixed,
  e: (value, precision) => value.toExponential(precision ?? undefined),
  E: (value, precision) => value.toExponential(precision ?? undefined).toUpperCase(),
  g: (value, precision) => (precision === null ? plain(value) : String(Number(value.toPrecision(precision || 1)))),
  s: (value, precision) => plain(value).slice(0, precision ?? undefined),
  b: (value) => (Math.trunc(value) >>> 0).toString(2),
  o: (value) => (Math.trunc(value) >>> 0).toString(8),
  x: (value) => (Math.trunc(value) >>> 0).toString(16),
  X: (value) => (Math.trunc(value) >>> 0).toString(16).toUpperCase(),
  c: (value) => String.fromCharCode(value),
};

// %[1$][flags, 'pad, thousands][width][.precision]conversion
const DIRECTIVE = /%(?:1\$)?((?:[-+0, ]|'.)*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/**
 * Writes a number in `format`: a name ("compact", "percent", "dollar" …) or a printf pattern ("%.2f km").
 *
 * Without a format, and where the pattern makes no sense, it is the plain number. A name takes as many `digits` after the
 * point as it is given.
 */
export function formatNumber(value: number, format: string | null, locale?: string, digits?: number): string {
  if (format === null || format === "" || format === "plain") {
    return digits === undefined ? plain(value) : value.toFixed(digits);
  }
  if (format === "bytes") return bytes(value, locale);
  const named = NAMED[format];
  if (named === undefined) return printf(format, value);
  const places = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const write = new Intl.NumberFormat(locale, { ...named, ...places }).format;
  return format === "accounting" && value < 0 ? `(${write(-value)})` : write(value);
}

/** The number of decimals that write `value` exactly. */
export function decimals(value: number): number {
  const [digits = "", exponent = "0"] = value.toString().split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}

/**
 * A number and a step added, without the noise of binary fractions: 0.1 + 0.2 is 0.3.
 *
 * The sum has the digits of a broken step, 1.234 + 0.1 is 1.3; a whole step keeps those of the number.
 */
export function addStep(base: number, step: number): number {
  const sum = base + step;
  const digits = decimals(step) || decimals(base);
  return digits > 15 ? sum : Number(sum.toFixed(digits)) + 0; // never -0
}

/** A number in full: all its digits, no grouping, no exponent. */
function plain(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
}

function integer(value: number): string {
  return plain(Math.trunc(value) + 0); // never -0
}

function printf(format: string, value: number): string {
  let filled = false;
  const text = format.replace(
    DIRECTIVE,
    (whole, flags: string, width?: string, precision?: string, letter?: string) => {
      if (letter === "%") return "%";
      const convert = CONVERSIONS[letter ?? ""];
      if (convert === undefined) return whole;
      filled = true;
      const written = convert(value, precision === undefined ? null : Number(precision));
      return pad(flags.includes(",") ? grouped(written) : written, flags, Number(width ?? 0));
    },
  );
  return filled || text !== format ? text : plain(value);
}

/** Puts commas into the digits before the point. */
function grouped(written: string): string {
  return written.replace(/^(-?)(\d+)/, (_, sign: string, digits: string) => {
    return sign + digits.replace(/\B(?=(\d{3})+$)/g, ",");
  });
}

function pad(written: string, flags: string, width: number): string {
  const negative = written.startsWith("-");
  const sign = negative ? "-" : flags.includes("+") ? "+" : "";
  const digits = negative ? written.slice(1) : written;
  const filler = /'(.)/.exec(flags)?.[1] ?? (flags.replace(/'./g, "").includes("0") ? "0" : " ");
  if (flags.includes("-")) return (sign + digits).padEnd(width, filler === "0" ? " " : filler);
  return filler === "0" ? sign + digits.padStart(width - sign.length, "0") : (sign + digits).padStart(width, filler);
}

function bytes(value: number, locale?: string): string {
  const power = Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3);
  const step = Math.min(power, BYTES.length - 1);
  const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value / 1000 ** step);
  return `${digits}${BYTES[step]}`;
}
