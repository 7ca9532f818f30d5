/** A small chart without axes, drawn as one path. */

const WIDTH = 200;
const HEIGHT = 48;

interface SparklineProps {
  data: readonly number[];
  type: "line" | "area" | "bar";
  /** The name of a colour. */
  color: string;
}

/** How a number came to be, as wide as its box. */
export function Sparkline({ data, type, color }: SparklineProps) {
  const low = Math.min(...data, ...(type === "bar" ? [0] : []));
  const high = Math.max(...data);
  const scale = (value: number): number => HEIGHT - 2 - ((value - low) / (high - low || 1)) * (HEIGHT - 4);
  const step = data.length > 1 ? WIDTH / (data.length - 1) : WIDTH;
  const line = data
    .map((value, index) => `${index === 0 ? "M" : "L"}${round(index * step)} ${round(scale(value))}`)
    .join("");
  return (
    <svg
      className="lit-sparkline"
      data-testid="stMetricChart"
      data-color={color}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {type === "bar" ? (
        <Bars data={data} scale={scale} />
      ) : (
        <>
          {type === "area" && <path className="lit-sparkline-area" d={`${line}V${HEIGHT}H0Z`} />}
          <path className="lit-sparkline-line" d={line} />
        </>
      )}
    </svg>
  );
}

function Bars({ data, scale }: { data: readonly number[]; scale: (value: number) => number }) {
  const step = WIDTH / data.length;
  const base = scale(0);
  const bars = data.map((value, index) => {
    const top = scale(value);
    return `M${round(index * step + step * 0.15)} ${round(base)}V${round(top)}h${round(step * 0.7)}V${round(base)}z`;
  });
  return <path className="lit-sparkline-bar" d={bars.join("")} />;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
