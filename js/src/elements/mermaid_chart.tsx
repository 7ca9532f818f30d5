/** A diagram of Mermaid, in the page's colours. */

import { useEffect, useRef, useState } from "react";
import type { MermaidChart } from "../protocol";
import { DiagramFrame } from "../ui/diagram";
import type { ElementProps } from "../ui/element";
import { useOverlay } from "../ui/overlay";
import { addStyle } from "../ui/style";
import { useDress } from "../ui/theme";
import sheet from "./mermaid_chart.css";
import { type Drawing, drawDiagram } from "./mermaid_drawing";

addStyle(sheet);

const NOTHING: Drawing = { svg: null, label: null, problem: null };

export function MermaidChartView({ element }: ElementProps<MermaidChart>) {
  const { body, alt, width, height } = element;
  const [drawing, setDrawing] = useState(NOTHING);
  const place = useRef<HTMLDivElement>(null);
  const overlay = useOverlay();
  const theme = useDress();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the place
  useEffect(() => {
    let wanted = true;
    // The diagram that stands there stays until the new one is complete.
    if (place.current) drawDiagram(body, place.current, overlay).then((drawn) => wanted && setDrawing(drawn));
    return () => {
      wanted = false;
    };
  }, [body, overlay, theme]);

  return (
    <div ref={place} className="lit-mermaid">
      <DiagramFrame
        name="stMermaidChart"
        role="img"
        svg={drawing.svg}
        problem={drawing.problem}
        problemName="stMermaidError"
        source={body}
        width={width}
        height={height}
        label={alt ?? drawing.label}
      />
    </div>
  );
}
