// @vitest-environment jsdom

import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Markdown } from "./markdown";

/** The HTML of a text with HTML in it, once what draws it is there. */
async function html(body: string): Promise<string> {
  const { container } = render(<Markdown body={`${body}<i data-testid="end"></i>`} unsafeHtml />);
  await screen.findByTestId("end");
  return container.firstElementChild?.innerHTML.replace('<i data-testid="end"></i>', "") ?? "";
}

test("Markdown within HTML within Markdown", async () => {
  expect(await html("a <i class='c' style='color: red'>**b** `c`</i> :red[d]")).toBe(
    '<p>a <i class="c" style="color: red;"><strong>b</strong> <code>c</code></i> ' +
      '<span class="stMarkdownColoredText" data-color="red">d</span></p>',
  );
});

test("what is opened in one paragraph may hold others", async () => {
  expect(await html("<div id='box'>\n\nfirst\n\n- **second**\n\n</div>")).toMatch(
    /^<div id="box">\s*<p>first<\/p>\s*<ul dir="auto"><li><strong>second<\/strong><\/li><\/ul>\s*<\/div>$/,
  );
});

test("an author's style sheet is kept", async () => {
  expect(await html("<style>.stButton { color: red; }</style>\n\ntext ")).toContain(
    "<style>.stButton { color: red; }</style>",
  );
});

test.each([
  ["a script", "x <script>alert(1)</script>"],
  ["a handler", '<b onclick="alert(1)">x</b>'],
  ["a script's address", '<a href="javascript:alert(1)">x</a>'],
  ["a frame", '<iframe src="https://x.y"></iframe>x'],
  ["an image's handler", '<img src=x onerror="alert(1)">x'],
  ["a handler in foreign names", "<svg><animate onbegin=alert(1) /></svg>x"],
])("takes out %s", async (_what, body) => {
  const drawn = await html(body);
  expect(drawn).toContain("x");
  expect(drawn).not.toMatch(/script|alert|iframe/);
});
