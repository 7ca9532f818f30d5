/** A chart of Plotly. */

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { PlotlyChart } from "../protocol";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { useSignal } from "../ui/signals";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { useDress } from "../ui/theme";
import { Tools } from "../ui/tools";
import sheet from "./plotly_chart.css";
import { Drawing } from "./plotly_drawing";

addStyle(sheet);

export function PlotlyChartView({ element, page }: ElementProps<PlotlyChart>) {
  return (
    <FullScreenFrame>
      {({ fullscreen, tool }) => (
        <ChartView element={element} page={page} fullscreen={fullscreen}>
          {tool}
        </ChartView>
      )}
    </FullScreenFrame>
  );
}

interface ChartProps extends Pick<ElementProps<PlotlyChart>, "element" | "page"> {
  fullscreen: boolean;
  /** The button for full screen. */
  children: ReactNode;
}

function ChartView({ element, page, fullscreen, children }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const latest = useRef(element);
  latest.current = element;
  const [problem, setProblem] = useState<Error | null>(null);
  const [missing, setMissing] = useState("");
  const theme = useDress();
  const value = useSignal(page.values.of(element));
  const fill = fullscreen || element.height !== "content";

  useLayoutEffect(() => {
    if (!holder.current || !place.current) return;
    const drawn = new Drawing(
      holder.current,
      place.current,
      setProblem,
      (selected) => page.values.commit(latest.current, selected),
      (styles) => setMissing(styles.join(", ")),
    );
    drawing.current = drawn;
    return () => drawn.close();
  }, [page]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours, a new chart has drawn nothing
  useLayoutEffect(() => {
    setProblem(null);
    const whole: PlotlyChart = fullscreen ? { ...element, width: "stretch" } : element;
    drawing.current?.draw(whole, page.values.of(element).peek(), fill);
  }, [element, fill, fullscreen, theme, page]);

  useLayoutEffect(() => drawing.current?.mark(value), [value]);

  if (problem) throw problem;
  return (
    <>
      <Tools>{children}</Tools>
      <div
        ref={holder}
        className="lit-plotly stPlotlyChart"
        data-testid="stPlotlyChart"
        data-fill={fill}
        role="graphics-document"
        aria-roledescription={t("figure")}
        aria-label={element.alt ?? t("figure")}
      >
        <div ref={place} className="lit-plotly-place js-plotly-plot" />
        {missing && <span className="lit-plotly-note">{t("noTiles", { style: missing })}</span>}
      </div>
    </>
  );
}
