import { expect, test } from "vitest";
import { GrowingParser } from "./markdown_growth";
import { parse } from "./markdown_parse";

const TEXT = `# Penguins

They are **birds** that :blue[swim], see [here](https://x.y).

${"A long paragraph about nothing. ".repeat(20)}

1. one

2. two
   goes on

   with a paragraph

3. three

| a | b |
|---|---|
| 1 | 2 |

- [ ] task
  - inner

  after
- *next*

\`\`\`python
def f():

    return 1
\`\`\`

Heading
===

> quote
goes on

end $x^2$

---

last`;

/** A tree without its places, which differ by how it was made. */
function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === "position" ? undefined : inner)));
}

test.each([5, 64])("the same tree as if parsed whole, %d characters at a time", (step) => {
  const parser = new GrowingParser();
  for (let end = 0; end < TEXT.length + step; end += step) {
    const text = TEXT.slice(0, end);
    expect(bare(parser.parse(text)), text.slice(-40)).toEqual(bare(parse(text)));
  }
});

test("what is complete stays the same", () => {
  const parser = new GrowingParser();
  const before = parser.parse(TEXT).children;
  const after = parser.parse(`${TEXT} and more\n\nnew`).children;
  expect(after.length).toBe(before.length + 1);
  expect(before.slice(0, -2).every((node, index) => node === after[index])).toBe(true);
});

test("a text that begins otherwise, or has names for all of it, is parsed whole", () => {
  const parser = new GrowingParser();
  parser.parse(TEXT);
  expect(bare(parser.parse(`x${TEXT}`))).toEqual(bare(parse(`x${TEXT}`)));
  parser.parse(`[a]\n\n${TEXT}`);
  const named = `[a]\n\n${TEXT}\n\n[a]: https://x.y`;
  expect(bare(parser.parse(named))).toEqual(bare(parse(named)));
});
