/** A chart: the specification compiled and drawn on a canvas, without `eval`. */

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VegaLiteChart } from "../protocol";
import type { ElementProps } from "../ui/element";
import { useOverlay } from "../ui/overlay";
import { addStyle } from "../ui/style";
import { Chart } from "./vega_chart";
import sheet from "./vega_lite_chart.css";

addStyle(sheet);

export function VegaLiteChartView({ element, page }: ElementProps<VegaLiteChart>) {
  const holder = useRef<HTMLDivElement>(null);
  const overlay = useOverlay();
  const [problem, setProblem] = useState<Error | null>(null);
  const chart = useRef<Chart | null>(null);
  const latest = useRef(element);
  latest.current = element;

  useLayoutEffect(() => {
    if (!holder.current) return;
    const drawn = new Chart(holder.current, overlay, setProblem, (value) => page.values.commit(latest.current, value));
    chart.current = drawn;
    return () => drawn.close();
  }, [page, overlay]);

  useEffect(() => {
    setProblem(null);
    chart.current?.draw(element);
  }, [element]);

  if (problem) throw problem;
  const described = element.alt === null ? {} : { role: "img", "aria-label": element.alt };
  return <div ref={holder} className="lit-vega stVegaLiteChart" data-testid="stVegaLiteChart" {...described} />;
}
