/** A chart: the specification compiled and drawn on a canvas, without `eval`. */

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { VegaLiteChart } from "../protocol";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { lazily } from "../ui/lazy";
import { useOverlay } from "../ui/overlay";
import { datedName, saveFrom } from "../ui/save_file";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { Tool, Tools } from "../ui/tools";
import { Chart } from "./vega_chart";
import sheet from "./vega_lite_chart.css";

addStyle(sheet);

const ChartTableView = lazily(() => import("./vega_table").then((module) => module.ChartTableView));

export function VegaLiteChartView({ element, page }: ElementProps<VegaLiteChart>) {
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

interface ChartProps extends Pick<ElementProps<VegaLiteChart>, "element" | "page"> {
  fullscreen: boolean;
  /** The button for full screen. */
  children: ReactNode;
}

function ChartView({ element, page, fullscreen, children }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const overlay = useOverlay();
  const [problem, setProblem] = useState<Error | null>(null);
  const [tabular, setTabular] = useState(false);
  const chart = useRef<Chart | null>(null);
  const latest = useRef({ element, overlay });
  latest.current = { element, overlay };

  useLayoutEffect(() => {
    if (!holder.current) return;
    const drawn = new Chart(
      holder.current,
      latest.current.overlay,
      setProblem,
      (value) => page.values.commit(latest.current.element, value),
      () => page.values.of(latest.current.element).peek(),
    );
    chart.current = drawn;
    return () => drawn.close();
  }, [page]);

  useLayoutEffect(() => chart.current?.float(overlay), [overlay]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new chart has drawn nothing yet
  useLayoutEffect(() => {
    setProblem(null);
    chart.current?.draw(element, fullscreen);
  }, [element, fullscreen, page]);

  if (problem) throw problem;
  const rows = element.datasets[0]?.data;
  const asTable = tabular && rows !== undefined;
  const toggle = rows && (
    <Tool
      name={asTable ? "chart" : "table"}
      label={t(asTable ? "showChart" : "showData")}
      onClick={() => setTabular(!asTable)}
    />
  );
  return (
    <>
      {asTable ? (
        <ChartTableView
          data={rows}
          page={page}
          fullscreen={fullscreen}
          tool={
            <>
              {toggle}
              {children}
            </>
          }
        />
      ) : (
        <Tools>
          {toggle}
          <Tool name="download" label={t("downloadPng")} onClick={() => void save(chart.current)} />
          <Tool name="copy" label={t("copySpec")} onClick={() => void navigator.clipboard.writeText(element.spec)} />
          {children}
        </Tools>
      )}
      <div
        ref={holder}
        className="lit-vega stVegaLiteChart vega-embed"
        data-testid="stVegaLiteChart"
        data-width={fullscreen || element.width === "stretch" ? "stretch" : undefined}
        data-height={heightOf(element, fullscreen)}
        hidden={asTable}
        role="graphics-document"
        aria-roledescription="visualization"
        aria-label={element.alt ?? t("chart")}
      />
    </>
  );
}

/** How the sheet takes the chart's height. */
function heightOf({ height }: VegaLiteChart, fullscreen: boolean): string | undefined {
  if (fullscreen || height === "stretch") return "stretch";
  return typeof height === "number" ? "pixels" : undefined;
}

async function save(chart: Chart | null): Promise<void> {
  const picture = await chart?.picture();
  if (picture) saveFrom(picture, datedName("chart.png"));
}
