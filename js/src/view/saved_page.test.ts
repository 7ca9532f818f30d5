import { afterEach, expect, test } from "vitest";
import { type Saved, savedPage } from "./saved_page";

afterEach(() => document.body.replaceChildren());

/** The page as HTML, as Python writes it. */
function html(nodes: readonly Saved[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      const [tag, attributes, children] = node;
      const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
      return `<${tag}${given.join("")}>${html(children)}</${tag}>`;
    })
    .join("");
}

async function saved(body: string): Promise<string> {
  document.body.innerHTML = `<div class="lit-app">${body}</div>`;
  return html(await savedPage(document.body.firstElementChild as Element));
}

test.each([
  ["<p>One <b>bold</b>   word</p>", "<p>One <b>bold</b> word</p>"],
  ["<div><div><div><p>deep</p></div></div></div>", "<p>deep</p>"],
  ["<div></div><span> </span><p></p><p>a</p>", "<p>a</p>"],
  ["<ul><li><p>one</p></li><li>two</li></ul>", "<ul><li>one</li><li>two</li></ul>"],
  ["<pre><code>a\n  b</code></pre>", "<pre><code>a\n  b</code></pre>"],
  ['<a href="#here">part</a> <a href="https://example.org/x">out</a>', 'part <a href="https://example.org/x">out</a>'],
  ["<p>a</p><p hidden>b</p><p style='display: none'>c</p><script>d</script><style>e</style>", "<p>a</p>"],
  ["<button><p>Press</p></button><button></button>", '<span class="button"> Press </span>'],
  [
    '<input value="Ada"><input type="password" value="secret"><input placeholder="Say">',
    '<span class="field">Ada</span><span class="field">••••••••</span><span class="field">Say</span>',
  ],
  ['<input type="checkbox" checked>On <input type="radio">Off <input type="file">', "☑ On ○ Off"],
  ["<textarea>some text</textarea>", '<span class="field">some text</span>'],
  ['<div role="tab" aria-selected="true"><p>First</p></div>', "<strong> First </strong>"],
  [
    '<div data-testid="stHorizontalBlock"><div data-testid="stColumn"><p>a</p></div></div>',
    '<div class="row"><div class="column"><p>a</p></div></div>',
  ],
  ['<span class="katex"><math><annotation>x^2</annotation></math><span>x2</span></span>', "$x^2$"],
  [
    '<canvas><table aria-rowcount="101"><tr><th>a</th></tr><tr><td>1</td></tr></table></canvas>',
    '<table><tbody><tr><th>a</th></tr><tr><td>1</td></tr></tbody></table><div class="note">1 / 100</div>',
  ],
  [
    '<div style="display: flex; flex-direction: row"><div><div><p>one</p></div><div><p>two</p></div></div></div>',
    "<p>one</p><p>two</p>",
  ],
  ["<details><summary>More</summary><p>hidden</p></details>", "<div>More</div>"],
  ['<input type="range" value="3" aria-valuetext="3 kg">', '<span class="field">3 kg</span>'],
  ['<div style="display: flex; flex-direction: row">☑ <div><p>On</p></div></div>', "<p>☑ On</p>"],
  ['<img alt="A penguin" src="https://example.org/p.png">', "<span>[A penguin]</span>"],
])("%s", async (page, expected) => {
  expect(await saved(page)).toBe(expected);
});
