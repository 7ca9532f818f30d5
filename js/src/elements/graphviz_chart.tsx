/** A graph of Graphviz: laid out in the browser, in the page's colours where the author names none. */

import { useEffect, useState } from "react";
import type { GraphvizChart } from "../protocol";
import { DiagramFrame } from "../ui/diagram";
import type { ElementProps } from "../ui/element";
import { type Drawing, layOut } from "./graphviz_layout";

const NOTHING: Drawing = { svg: null, problem: null };

export function GraphvizChartView({ element }: ElementProps<GraphvizChart>) {
  const { dot, engine, alt, width, height } = element;
  const [drawing, setDrawing] = useState(NOTHING);

  useEffect(() => {
    let wanted = true;
    // The graph that stands there stays until the new one is complete.
    layOut(dot, engine).then((drawn) => wanted && setDrawing(drawn));
    return () => {
      wanted = false;
    };
  }, [dot, engine]);

  return (
    <DiagramFrame
      name="stGraphVizChart"
      role="figure"
      svg={drawing.svg}
      problem={drawing.problem}
      problemName="stGraphVizError"
      source={dot}
      width={width}
      height={height}
      fill={width !== "content"}
      label={alt}
    />
  );
}
