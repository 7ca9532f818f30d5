import type { Metric } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Glyph } from "../ui/glyph";
import { Icon } from "../ui/icon";
import { Markdown } from "../ui/markdown";
import { Sparkline } from "../ui/sparkline";
import { addStyle } from "../ui/style";
import { t } from "../ui/text";
import { Help } from "../ui/tooltip";
import sheet from "./metric.css";

addStyle(sheet);

const VISIBILITY = { visible: 0, hidden: 1, collapsed: 2 } as const;

/** A number in large type, how it has changed, and how it came to be. */
export function MetricView({ element }: ElementProps<Metric>) {
  const { label, value, help, icon, label_visibility, border, chart_data, chart_type } = element;
  const tone = toneOf(element);
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
      <div className="lit-metric-value" data-testid="stMetricValue">
        <Markdown body={value} inline />
      </div>
      <Delta element={element} tone={tone} />
      {chart_data.length > 0 && <Sparkline data={chart_data} type={chart_type} tone={tone} />}
    </div>
  );
}

function Delta({ element, tone }: { element: Metric; tone: string }) {
  const { delta, delta_arrow, delta_description } = element;
  if (delta === null || delta === "") {
    return delta_description ? <div className="lit-metric-description">{delta_description}</div> : null;
  }
  const down = delta_arrow === "auto" ? falls(delta) : delta_arrow === "down";
  return (
    <div className="lit-metric-change">
      <div className="lit-metric-delta" data-testid="stMetricDelta" data-tone={tone}>
        {delta_arrow !== "off" && (
          <>
            <Glyph name={down ? "down" : "up"} data-testid={`stMetricDeltaIcon-${down ? "Down" : "Up"}`} />
            <span className="lit-visually-hidden">{t(down ? "decreased" : "increased")} </span>
          </>
        )}
        <Markdown body={delta} inline />
      </div>
      {delta_description && <span className="lit-metric-description">{delta_description}</span>}
    </div>
  );
}

function falls(delta: string): boolean {
  return /^\s*[-−]/.test(delta);
}

/** What colour a change has: the author's, or green and red for good and bad. */
function toneOf({ delta, delta_color }: Metric): string {
  if (delta_color === "off" || (delta === null && (delta_color === "normal" || delta_color === "inverse")))
    return "gray";
  if (delta_color === "normal" || delta_color === "inverse") {
    return falls(delta ?? "") === (delta_color === "normal") ? "red" : "green";
  }
  return delta_color;
}
