import type { Snow } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Shower } from "../ui/shower";

const COUNT = 40;
/** One of six branches, drawn upwards from the middle. */
const BRANCHES = ["M0-6V-44M0-22l-9-9M0-22l9-9M0-34l-7-7M0-34l7-7", "M0-4V-42M0-16l-11-6M0-16l11-6M0-28l-8-8M0-28l8-8"];
const TURNS = [0, 60, 120, 180, 240, 300];

/** Snow that falls over the page. */
export function SnowView({ element }: ElementProps<Snow>) {
  return <Shower call={element.call} testId="stSnow" direction="down" count={COUNT} draw={flake} />;
}

function flake(index: number) {
  const branch = BRANCHES[index % BRANCHES.length];
  return (
    <svg
      className="lit-flake"
      viewBox="-50 -50 100 100"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {TURNS.map((turn) => (
        <path key={turn} d={branch} strokeWidth="4" transform={`rotate(${turn})`} />
      ))}
    </svg>
  );
}
