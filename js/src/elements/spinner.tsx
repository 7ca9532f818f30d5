import { useEffect, useState } from "react";
import type { Spinner } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { addStyle } from "../ui/style";
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
  if (seconds < 60) return `${seconds.toFixed(1)} seconds`;
  const minutes = Math.floor(seconds / 60);
  const rest = `${(seconds % 60).toFixed(1)} seconds`;
  return `${minutes === 1 ? "1 minute" : `${minutes} minutes`}, ${rest}`;
}
