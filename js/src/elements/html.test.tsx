// @vitest-environment jsdom

import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";

async function html(body: string): Promise<HTMLElement> {
  drawn([{ kind: "html", body }]);
  return screen.findByTestId("stHtml");
}

test("HTML is part of the page", async () => {
  expect((await html('<b class="c" style="color: red">a</b> <a href="/x" target="_blank">b</a>')).innerHTML).toBe(
    '<b class="c" style="color: red">a</b> <a href="/x" target="_blank" rel="noopener noreferrer">b</a>',
  );
});

test.each([
  ["a script", "x<script>document.title=1</script>"],
  ["a script that hides", "x<svg><script>document.title=1</script></svg>"],
  ["a handler", '<b onclick="document.title=1">x</b>'],
  ["an image's handler", "x<img src=x onerror='document.title=1''>"],
  ["a script's address", '<a href="java\tscript:document.title=1">x</a>'],
  ["a frame", "x<iframe srcdoc='<script>parent.document.title=1</script>'></iframe>"],
  ["an object", 'x<object data="javascript:document.title=1"></object>'],
  ["another base", 'x<base href="https://evil.example/">'],
  ["a refresh", 'x<meta http-equiv="refresh" content="0; url=https://evil.example/">'],
  [
    "foreign markup",
    "x<math><mtext><table><mglyph><style><img src=x onerror=document.title=1></style></mglyph></table></mtext></math>",
  ],
  ["names that hide the page's own", 'x<form><input name="parentNode"><b onclick="document.title=1">y</b></form>'],
])("takes out %s", async (_what, body) => {
  const place = await html(body);
  expect(place.textContent).toContain("x");
  expect(place.innerHTML).not.toMatch(/<script|<iframe|<object|<base|<meta|\son\w+=|javascript:|srcdoc/i);
  expect(document.title).toBe("");
});

test("styles alone take no room, styles beside something do not matter", async () => {
  expect((await html(" <style>b { color: red }</style>\n")).hasAttribute("data-sheet")).toBe(true);
  const app = drawn([{ kind: "html", body: "<style>b {}</style><b>a</b>" }]);
  const places = screen.getAllByTestId("stHtml");
  expect(places.at(-1)?.hasAttribute("data-sheet")).toBe(false);
  expect(app.sent).toEqual([]);
});

test("scripts and handlers run in their order, with the page's permission, where the author allows them", async () => {
  document.head.innerHTML = '<script nonce="n0"></script>';
  const body =
    '<p id="p">a</p><script>document.body.dataset.order = document.getElementById("p").textContent</script>' +
    '<script data-x="1">document.body.dataset.order += document.currentScript.dataset.x + document.currentScript.nonce</script>' +
    '<button id="go" class="x" ONCLICK = "document.body.dataset.order += this.id + event.type; return false" onfocus="">go</button>' +
    "<script>document.body.dataset.text = '<b onclick=1>'</script>";
  drawn([{ kind: "html", body, scripts: true }]);
  const button = await screen.findByRole("button");
  expect(document.body.dataset.order).toBe("a1n0");
  const click = new MouseEvent("click", { cancelable: true });
  button.dispatchEvent(click);
  expect(document.body.dataset.order).toBe("a1n0goclick");
  expect(click.defaultPrevented).toBe(true);
  expect(button.getAttributeNames()).toEqual(["id", "class"]);
  expect(document.body.dataset.text).toBe("<b onclick=1>");
});
