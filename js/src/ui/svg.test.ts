// @vitest-environment jsdom

import { expect, test, vi } from "vitest";
import { pictureOf, sanitizedSvg } from "./svg";

/** A drawing's inside, cleaned. */
function cleaned(inside: string): string {
  return sanitizedSvg(`<?xml version="1.0"?><!DOCTYPE svg><svg viewBox="0 0 1 1">${inside}</svg>`)?.innerHTML ?? "";
}

test("what is drawn stays", () => {
  const inside = '<g class="node" transform="scale(1)"><path d="M0 0" stroke="red"></path><text>a &amp; b</text></g>';
  expect(cleaned(inside)).toBe(inside);
  expect(sanitizedSvg("no drawing")).toBeNull();
});

test.each([
  ["a script", "<script>alert(1)</script>"],
  ["a handler", '<circle onclick="alert(1)" onload="alert(1)"></circle>'],
  ["an address that is code", '<a href="javascript:alert(1)" xlink:href="javascript:alert(1)">x</a>'],
  ["HTML that runs", "<foreignObject><img src=x onerror=alert(1)><iframe srcdoc=x></iframe></foreignObject>"],
  ["a form", '<foreignObject><form action="/x"><input name="token"></form></foreignObject>'],
  ["an animation of an address", '<animate attributeName="href" to="javascript:alert(1)"></animate>'],
])("%s goes", (_, inside) => {
  const left = cleaned(inside);
  expect(left).not.toMatch(/script|onclick|onload|onerror|iframe|form|input|animate/i);
});

test("parts are drawn again by name, and never from elsewhere", () => {
  expect(cleaned('<use href="#part"></use>')).toContain("#part");
  expect(cleaned('<use href="https://example.org/a.svg#part"></use>')).not.toContain("use");
});

test("styles load nothing", () => {
  const left = cleaned(
    "<style>@import 'https://a.example'; text { background: u\\rl(https://b.example); fill: url(#glow) }</style>" +
      '<rect style="fill: url(https://c.example/x); stroke: url(#line)"></rect>',
  );
  expect(left).not.toContain("example");
  expect(left).toContain("url(#glow)");
  expect(left).toContain("url(#line)");
});

test("links open beside the page", () => {
  const link = sanitizedSvg('<svg><a href="https://example.org"><text>x</text></a></svg>')?.querySelector("a");
  expect([link?.getAttribute("target"), link?.getAttribute("rel")]).toEqual(["_blank", "noopener noreferrer"]);
});

test("a picture has the page's colours and twice its size", async () => {
  const shown: string[] = [];
  vi.stubGlobal(
    "Image",
    class {
      set src(source: string) {
        shown.push(decodeURIComponent(source));
      }
      decode = async () => undefined;
    },
  );
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({ fillRect() {}, drawImage() {} } as never);
  vi.spyOn(HTMLCanvasElement.prototype, "toDataURL").mockReturnValue("data:image/png;base64,AA");
  const place = document.createElement("div");
  place.style.setProperty("--lit-muted", "#123456");
  document.body.append(place);
  const svg = sanitizedSvg('<svg viewBox="0 0 30 20" width="30"><path stroke="var(--lit-muted)"></path></svg>');
  if (svg === null) throw new Error("no drawing");
  Object.defineProperty(svg, "viewBox", { value: { baseVal: { width: 30, height: 20 } } });
  expect(await pictureOf(svg, place)).toBe("data:image/png;base64,AA");
  expect(shown[0]).toContain('stroke="#123456"');
  expect(shown[0]).toContain('width="60"');
  vi.unstubAllGlobals();
});
