import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { Inline, Markdown, plainText } from "./markdown";

/** The HTML of a text, without the box around it. */
function html(body: string, options: object = {}): string {
  const { container } = render(<Markdown body={body} {...options} />);
  return container.firstElementChild?.innerHTML ?? "";
}

test("a plain text is one paragraph", () => {
  expect(html("Line 500: value 3")).toBe("<p>Line 500: value 3</p>");
  expect(html("")).toBe("");
});

test("emphasis, code and links", () => {
  expect(html("**b** *i* ~~d~~ `c` [l](https://x.y)")).toBe(
    "<p><strong>b</strong> <em>i</em> <del>d</del> <code>c</code> " +
      '<a href="https://x.y" target="_blank" rel="noopener noreferrer">l</a></p>',
  );
});

test("a link that would run a script leads nowhere", () => {
  expect(html("[x](javascript:alert(1)) [y](/path?a=b:c) [z](#here)")).toBe(
    '<p><a target="_blank" rel="noopener noreferrer">x</a> ' +
      '<a href="/path?a=b:c" target="_blank" rel="noopener noreferrer">y</a> <a href="#here">z</a></p>',
  );
});

test("colours, backgrounds, badges and small text, nested and across marks", () => {
  expect(html(":red[a **b**] :blue-background[c] :green-badge[d] :small[e] :violet[f :orange[g]]")).toBe(
    '<p><span class="stMarkdownColoredText" data-color="red">a <strong>b</strong></span> ' +
      '<span class="stMarkdownColoredBackground lit-colored-background" data-color="blue">c</span> ' +
      '<span class="stMarkdownBadge lit-badge" data-color="green">d</span> ' +
      '<span class="lit-small">e</span> ' +
      '<span class="stMarkdownColoredText" data-color="violet">f ' +
      '<span class="stMarkdownColoredText" data-color="orange">g</span></span></p>',
  );
});

test("a colour whose bracket is not closed is text", () => {
  expect(html(":red[a *b*")).toBe("<p>:red[a <em>b</em></p>");
});

test("notes of the same name in two texts lead to their own", () => {
  render(
    <>
      <Markdown body={"a[^1]\n\n[^1]: one"} />
      <Markdown body={"b[^1]\n\n[^1]: two"} />
    </>,
  );
  const second = screen.getAllByRole("link", { name: "1" })[1] as HTMLElement;
  const back = screen.getAllByRole("link", { name: "Back to reference 1" })[1] as HTMLElement;
  fireEvent.click(second);
  expect(document.activeElement).toBe(back);
  fireEvent.click(back);
  expect(document.activeElement).toBe(second);
});

test("escaped signs are text", () => {
  expect(html("\\:red[a] \\:smile:")).toBe("<p>:red[a] :smile:</p>");
  expect(html(":red[a \\] \\[b] [c\\]](https://x.y 'd\\]')")).toBe(
    '<p><span class="stMarkdownColoredText" data-color="red">a ] [b</span> ' +
      '<a href="https://x.y" title="d]" target="_blank" rel="noopener noreferrer">c]</a></p>',
  );
});

test("arrows and dashes", () => {
  expect(html("a -> b <- c <-> d -- e >= f <= g ~= h")).toBe("<p>a → b ← c ↔ d — e ≥ f ≤ g ≈ h</p>");
  expect(html("a ---> b --- c <-- d")).toBe("<p>a ---&gt; b --- c &lt;— d</p>");
  expect(html("`a -> b`")).toBe("<p><code>a -&gt; b</code></p>");
});

test("a material icon has a name, an emoji takes the place of its shortcode", async () => {
  render(<Markdown body="at :material/home_work: now :tada:" />);
  expect(screen.getByRole("img", { name: "home work icon" }).textContent).toBe("home_work");
  expect(await screen.findByText(/🎉/)).toBeDefined();
});

test("a time is not an emoji", () => {
  expect(html("at 10:30:15 *sharp*")).toBe("<p>at 10:30:15 <em>sharp</em></p>");
});

test("lists, tasks, tables and quotes", () => {
  expect(html("- a\n- [x] b\n\n> q")).toBe(
    '<ul dir="auto"><li>a</li><li class="lit-task"><input type="checkbox" aria-label="b" disabled="" readonly="" checked="">b</li></ul>' +
      '<blockquote dir="auto"><p>q</p></blockquote>',
  );
  expect(html("|a|b|\n|:-|-:|\n|1|2|")).toBe(
    '<div class="lit-table-scroll"><table><thead><tr><th style="text-align: left;">a</th>' +
      '<th style="text-align: right;">b</th></tr></thead>' +
      '<tbody><tr><td style="text-align: left;">1</td><td style="text-align: right;">2</td></tr></tbody></table></div>',
  );
});

test("a footnote is numbered and stands at the end", () => {
  const drawn = html("a[^n]\n\n[^n]: note");
  expect(drawn).toContain(
    '<sup><a href="#user-content-fn-n" id="user-content-fnref-n" data-footnote-ref="true">1</a></sup>',
  );
  expect(drawn).toContain('<li id="user-content-fn-n"><p>note</p><a href="#user-content-fnref-n"');
  expect(screen.getByRole("link", { name: "Back to reference 1" }).textContent).toBe("↩");
});

test("headings link to themselves where that is wanted", () => {
  render(<Markdown body="## Größe & Gewicht" anchors />);
  expect(screen.getByRole("heading", { level: 2, name: "Größe & Gewicht" }).id).toBe("große-gewicht");
  expect(screen.getByRole("link", { name: "Link to heading" }).getAttribute("href")).toBe("#große-gewicht");
});

test("HTML is text", () => {
  expect(html("a <b>b</b>")).toBe("<p>a &lt;b&gt;b&lt;/b&gt;</p>");
});

test("formulas are drawn once KaTeX is there, and never shown raw", async () => {
  // KaTeX refuses a page without a doctype, and happy-dom does not say that it has one.
  Object.defineProperty(document, "compatMode", { value: "CSS1Compat", configurable: true });
  const { container } = render(<Markdown body="so $x^2$" />);
  expect(container.querySelector(".lit-waiting")?.textContent).toBe("so $x^2$");
  await waitFor(() => expect(container.querySelector(".katex")).not.toBeNull());
  expect(container.querySelector(".lit-waiting")).toBeNull();
});

test("a label keeps text-like parts and unwraps the others", () => {
  expect(html("# A *b*", { inline: true })).toBe("A <em>b</em>");
  expect(html("1. A\n2. B", { inline: true })).toBe("<p>A</p><p>B</p>");
});

test("a line without its paragraph, and without its marks", () => {
  const { container } = render(<Inline body="a **b**" />);
  expect(container.innerHTML).toBe("a <strong>b</strong>");
  expect(plainText("a **b** :red[c]")).toBe("a b c");
});

test("captions are named so", () => {
  render(<Markdown body="x" caption />);
  expect(screen.getByTestId("stCaptionContainer").textContent).toBe("x");
  expect(screen.queryByTestId("stMarkdownContainer")).toBeNull();
});

test("what a growing text has drawn already stays, formulas that come later hide nothing", () => {
  const start = `${"A long text. ".repeat(60)}\n\n## Two\n\n\`\`\`python\nx = 1\n\`\`\`\n\nthree\n\n- four`;
  const { container, rerender } = render(<Markdown body={start} />);
  const first = container.querySelector("p");
  const heading = screen.getByRole("heading");
  rerender(<Markdown body={`${start} and $x$`} />);
  expect(container.querySelector("p")).toBe(first);
  expect(screen.getByRole("heading")).toBe(heading);
  expect(container.querySelector(".lit-waiting")).toBeNull();
  expect(container.querySelector("li")?.textContent).toContain("four and");
});
