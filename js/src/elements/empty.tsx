/** A place that waits for an element; it takes no room. */
export function EmptyView() {
  return <div className="stEmpty" data-testid="stEmpty" />;
}
