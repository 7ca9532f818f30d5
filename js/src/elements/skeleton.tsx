import type { Skeleton } from "../protocol";
import type { ElementProps } from "../ui/element";
import { addStyle } from "../ui/style";
import sheet from "./skeleton.css";

addStyle(sheet);

/** Says that something will stand here. One of a `with` waits a little, so that short work shows none. */
export function SkeletonView({ element }: ElementProps<Skeleton>) {
  return (
    <div
      className="lit-skeleton-place stSkeleton"
      data-testid="stSkeletonElement"
      data-quiet={element.quiet || undefined}
      aria-hidden="true"
    />
  );
}
