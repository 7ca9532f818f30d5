import { useRef } from "react";
import type { Metric } from "../protocol";
import type { ElementProps } from "../ui/element";
import { useFit } from "../ui/fit";
import { formatNumber } from "../ui/format";
import { Glyph } from "../ui/glyph";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { Sparkline } from "../ui/sparkline";
import { addStyle } from "../ui/style";
import { Help } from "../ui/tooltip";
import sheet from "./metric.css";

addStyle(sheet);

const VISIBILITY = { visible: 0, hidden: 1, collapsed: 2 } as const;

/** A number in large type, how it has changed, and how it came to be. */
export function MetricView({ element }: ElementProps<Metric>) {
  const { label, value, help, icon, label_visibility, border, chart_data, chart_type, delta_color, format } = element;
  const figure = useRef<HTMLDivElement>(null);
  const written = formatted(value, format);
  useFit(figure, written);
  return (
    <div className="lit-metric stMetric" data-testid="stMetric" data-border={border || undefined}>
      <div
        className="lit-metric-label"
        data-testid="stMetricLabel"
        data-visibility={label_visibility}
        {...{ visibility: VISIBILITY[label_visibility] }}
      >
        {icon && <Icon icon={icon} />}
        <Markdown body={label} inline />
        <Help text={help} label={label} />
      </div>
      <div ref={figure} className="lit-metric-value" data-testid="stMetricValue">
        <Markdown body={written} inline />
      </div>
      <Change element={element} />
      {chart_data.length > 0 && <Sparkline data={chart_data} type={chart_type} color={delta_color} />}
    </div>
  );
}

function Change({ element: { delta, delta_arrow, delta_color, delta_description, format } }: { element: Metric }) {
  if (delta === null && !delta_description) return null;
  return (
    <div className="lit-metric-change">
      {delta !== null && (
        <div className="lit-metric-delta" data-testid="stMetricDelta" data-color={delta_color}>
          {delta_arrow !== "off" && (
            <Glyph
              name={delta_arrow}
              data-testid={delta_arrow === "up" ? "stMetricDeltaIcon-Up" : "stMetricDeltaIcon-Down"}
            />
          )}
          <Markdown body={formatted(delta, format)} inline />
        </div>
      )}
      {delta_description && <span className="lit-metric-description">{delta_description}</span>}
    </div>
  );
}

/** A number in the author's format; a text that is no number as it is. */
function formatted(text: string, format: string | null): string {
  const number = Number(text);
  return format === null || text.trim() === "" || Number.isNaN(number) ? text : formatNumber(number, format);
}
