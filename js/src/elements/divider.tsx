/** A line between what comes before and after it. */
export function DividerView() {
  return (
    <div className="stMarkdown" data-testid="stMarkdown">
      <div className="lit-markdown" data-testid="stMarkdownContainer">
        <hr />
      </div>
    </div>
  );
}
