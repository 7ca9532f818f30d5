/** A chart of ECharts. */

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { EChartsChart } from "../protocol";
import type { ElementProps } from "../ui/element";
import { FullScreenFrame } from "../ui/fullscreen";
import { lazily } from "../ui/lazy";
import { datedName, saveFrom } from "../ui/save_file";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { useDress } from "../ui/theme";
import { Tool, Tools } from "../ui/tools";
import sheet from "./echarts_chart.css";
import { EChartsDrawing } from "./echarts_drawing";

addStyle(sheet);

const ChartTableView = lazily(() => import("./vega_table").then((module) => module.ChartTableView));

export function EchartsChartView({ element, page }: ElementProps<EChartsChart>) {
  return (
    <FullScreenFrame subject={element.alt}>
      {({ fullscreen, tool }) => (
        <ChartView element={element} page={page} fullscreen={fullscreen}>
          {tool}
        </ChartView>
      )}
    </FullScreenFrame>
  );
}

interface ChartProps extends Pick<ElementProps<EChartsChart>, "element" | "page"> {
  fullscreen: boolean;
  /** The button for full screen. */
  children: ReactNode;
}

function ChartView({ element, page, fullscreen, children }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const drawing = useRef<EChartsDrawing | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  const [tabular, setTabular] = useState(false);
  const theme = useDress();
  const latest = useRef(element);
  latest.current = element;

  useLayoutEffect(() => {
    if (!holder.current) return;
    const drawn = new EChartsDrawing(
      holder.current,
      setProblem,
      (value) => page.values.commit(latest.current, value),
      () => page.values.of(latest.current).peek(),
    );
    drawing.current = drawn;
    return () => drawn.close();
  }, [page]);

  useLayoutEffect(() => {
    setProblem(null);
    drawing.current?.draw(element);
  }, [element]);

  const first = useRef(theme);
  useLayoutEffect(() => {
    if (first.current !== theme) drawing.current?.restyle();
    first.current = theme;
  }, [theme]);

  if (problem) throw problem;
  const rows = element.datasets[0]?.data;
  const asTable = tabular && rows !== undefined;
  const named = (words: string) => (element.alt ? `${words}: ${element.alt}` : words);
  const toggle = rows && (
    <Tool
      name={asTable ? "chart" : "table"}
      label={named(t(asTable ? "showChart" : "showData"))}
      onClick={() => setTabular(!asTable)}
    />
  );
  const fixed = fullscreen || element.height !== "content";
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
          <Tool name="download" label={named(t("downloadPng"))} onClick={() => void save(drawing.current)} />
          {children}
        </Tools>
      )}
      <div
        ref={holder}
        className="lit-echarts stEChartsChart"
        data-testid="stEChartsChart"
        data-width={fullscreen || element.width !== "content" ? "stretch" : "content"}
        data-height={fixed ? "fixed" : "content"}
        hidden={asTable}
      />
    </>
  );
}

async function save(drawing: EChartsDrawing | null): Promise<void> {
  const picture = await drawing?.picture();
  if (picture) saveFrom(picture, datedName("chart.png"));
}
