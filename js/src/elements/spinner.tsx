import { useEffect, useState } from "react";
import type { Spinner } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
import { locale } from "../ui/text";
import sheet from "./spinner.css";

addStyle(sheet);

/** How long, in ms, something takes before the page says so. */
const QUIET = 400;

/** Says that something takes a while. */
export function SpinnerView({ element }: ElementProps<Spinner>) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), QUIET);
    return () => clearTimeout(timer);
  }, []);
  if (!long) return null;
  return (
    <div
      className={element.cache ? "lit-spinner stSpinner stCacheSpinner" : "lit-spinner stSpinner"}
      data-testid="stSpinner"
    >
      <Icon icon="spinner" />
      <div className="lit-spinner-text" role="status">
        <Markdown body={element.text} />
      </div>
      {element.show_time && <Elapsed />}
    </div>
  );
}

function Elapsed() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = performance.now() - QUIET;
    const timer = setInterval(() => setSeconds((performance.now() - began) / 1000), 100);
    return () => clearInterval(timer);
  }, []);
  return <span className="lit-spinner-time">({duration(seconds)})</span>;
}

/** A number of seconds in words. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = inWords(seconds % 60, "second", 1);
  return minutes === 0 ? rest : `${inWords(minutes, "minute", 0)}, ${rest}`;
}

function inWords(count: number, unit: "minute" | "second", places: number): string {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return count.toLocaleString(locale ?? "en", { style: "unit", unit, unitDisplay: "long", ...digits });
}
