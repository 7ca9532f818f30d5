import type { FragmentBlock } from "../protocol";
import type { ElementProps } from "../ui/element";
import { Stack } from "../ui/stack";

/** What a fragment has drawn, in its place. */
export function FragmentView({ children }: ElementProps<FragmentBlock>) {
  return <Stack>{children}</Stack>;
}
