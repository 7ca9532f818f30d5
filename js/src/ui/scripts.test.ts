// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { sanitized } from "./sanitize";
import { compile, withScripts } from "./scripts";

declare global {
  interface Window {
    ran: string[];
  }
}

afterEach(() => {
  document.head.replaceChildren();
  document.body.replaceChildren();
  window.ran = [];
});

function shown(html: string): HTMLElement {
  window.ran ??= [];
  const place = document.createElement("div");
  document.body.append(place);
  withScripts(html)(place);
  for (const element of place.querySelectorAll<HTMLElement>("*")) element.click();
  return place;
}

test("the author's scripts and handlers run", () => {
  shown('<script>ran.push("script")</script><b onclick="ran.push(event.type)">x</b>');
  expect(window.ran).toEqual(["script", "click"]);
});

test.each([
  '<b data-lit-onclick="ran.push(1)">x</b>', // as if it had been renamed
  '<b data-lit-on="ran.push(1)" data-lit-0-onclick="ran.push(1)">x</b>',
  '<b title="a onclick=ran.push(1)">x</b>',
  "<b>&lt;script&gt;ran.push(1)&lt;/script&gt; &lt;b onclick=ran.push(1)&gt;</b>",
  "<b class='\"onclick=\"ran.push(1)'>x</b>",
  "<!-- <script>ran.push(1)</script> -->",
  "<textarea><b onclick=ran.push(1)></textarea><title><b onclick=ran.push(1)></title>",
  "<template><b onclick=ran.push(1)>x</b></template>",
])("no text that is cleaned becomes a script: %s", (html) => {
  shown(html);
  expect(window.ran).toEqual([]);
});

test("a mark that was seen once is of no use without the author", () => {
  const place = shown('<b onclick="ran.push(1)">x</b>');
  window.ran = [];
  for (const { name } of place.querySelector("b")?.attributes ?? []) expect(name).not.toContain("data-lit");
  expect(window.ran).toEqual([]);
});

test("what others have drawn takes the place of no script", () => {
  const drawn = sanitized('<p id="jupyterlit-compiled">x</p><script nonce="theirs" id="jupyterlit-compiled"></script>');
  document.body.append(drawn ?? "");
  expect(document.querySelector("script")).toBeNull();
  const made = compile(["a", "b"], "return a + b");
  expect(made?.(1, 2)).toBe(3);
});

test("scripts name the page's own permission", () => {
  const own = document.createElement("script");
  own.setAttribute("nonce", "ours");
  document.head.append(own);
  const place = shown('<script nonce="written">ran.push(1)</script>');
  expect(place.querySelector("script")?.nonce).toBe("ours");
});
