import type { Balloons } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Shower } from "../ui/shower";

const COLOURS = ["red", "orange", "yellow", "green", "blue", "violet"];
const COUNT = 28;

/** Balloons that rise over the page. */
export function BalloonsView({ element }: ElementProps<Balloons>) {
  return <Shower call={element.call} testId="stBalloons" direction="up" count={COUNT} draw={balloon} />;
}

function balloon(index: number) {
  return (
    <svg className="lit-balloon" viewBox="0 0 60 100" aria-hidden="true">
      <path d="M30 60c4 8-5 12 0 20s-4 12 0 20" fill="none" stroke="var(--lit-faint)" strokeWidth="1" />
      <path
        d="M30 2c15 0 25 11 25 26 0 14-11 25-21 30l3 5H23l3-5C16 53 5 42 5 28 5 13 15 2 30 2z"
        fill={`var(--lit-${COLOURS[index % COLOURS.length]}-line)`}
        opacity="0.92"
      />
      <path d="M17 14c-4 4-5 9-4 14" fill="none" stroke="#fff" strokeWidth="3.5" strokeLinecap="round" opacity="0.55" />
    </svg>
  );
}
